using Classroom.Cloud.Lambda.Workers;

namespace Classroom.Services.Tests.Lambda;

sealed class ProcessorLoadTests
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    static void Run(ProcessorLoad load, double processors, double waiting, double seconds)
    {
        for (var time = TimeSpan.Zero; time < TimeSpan.FromSeconds(seconds); time += Look)
            load.Add(Look * processors, Look * waiting, Look);
    }

    [Test]
    public void One_processor_of_two_is_too_much_for_one_student_after_a_second()
    {
        var load = new ProcessorLoad(processors: 2);
        Run(load, processors: 1, waiting: 0, seconds: 0.5);
        Assert.That(load.IsSlowed, Is.False, "half a second");
        Run(load, processors: 1, waiting: 0, seconds: 0.5);
        Assert.That(load.IsSlowed, Is.True, "a second");
    }

    [Test]
    public void A_quarter_of_many_processors_is_a_share()
    {
        var load = new ProcessorLoad(processors: 16);
        Run(load, processors: 3.9, waiting: 0, seconds: 60);
        Assert.That(load.IsSlowed, Is.False, "3.9 of 16 processors");
        Run(load, processors: 4.2, waiting: 0, seconds: 60);
        Assert.That(load.IsSlowed, Is.True, "4.2 of 16 processors");
    }

    [Test]
    public void A_function_that_waits_for_a_processor_stays_slowed()
    {
        var load = new ProcessorLoad(processors: 2);
        Run(load, processors: 2, waiting: 0, seconds: 2);
        Run(load, processors: 0.02, waiting: 1.98, seconds: 60);
        Assert.That(load.IsSlowed, Is.True);
    }

    [Test]
    public void A_function_that_has_ended_its_computation_is_fast_again()
    {
        var load = new ProcessorLoad(processors: 2);
        Run(load, processors: 2, waiting: 0, seconds: 2);
        Run(load, processors: 0.05, waiting: 0.05, seconds: 5);
        Assert.That(load.IsSlowed, Is.False);
    }
}
