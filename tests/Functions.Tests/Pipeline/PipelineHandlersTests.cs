using Classroom.Functions.Pipeline;

namespace Classroom.Functions.Tests.Pipeline;

public sealed class PipelineHandlersTests
{
    [TestCase("sales_data", "SUCCESS", 150, "EMAIL")]
    [TestCase("customer_data", "SUCCESS", 75, "SMS")]
    [TestCase("inventory_data", "SUCCESS", 200, "PUSH")]
    [TestCase("analytics_data", "SUCCESS", 500, "EMAIL")]
    [TestCase("weather", "FAILED", 0, "EMAIL")]
    [TestCase(null, "FAILED", 0, "EMAIL")]
    public async Task Each_kind_of_data_has_its_records_and_its_notification(
        string? dataType,
        string status,
        int records,
        string notification
    )
    {
        var result = await new ProcessData(World.Calm).Handle(new("user-1", dataType), new Invocation());

        Assert.That(result, Is.EqualTo(new ProcessedData("user-1", dataType, status, records, notification, World.Noon)));
    }

    [Test]
    public async Task Data_of_nobody_is_refused() =>
        Assert.That(
            (
                await Assert.ThrowsAsync<ValidationException>(() =>
                    new ProcessData(World.Calm).Handle(new("", "sales_data"), new Invocation())
                )
            )!.Message,
            Is.EqualTo("userId is missing or empty")
        );

    [Test]
    public async Task A_passing_fault_is_what_the_workflow_retries() =>
        await Assert.ThrowsAsync<TransientException>(() =>
            new ProcessData(World.Faulty).Handle(new("user-1", "sales_data"), new Invocation())
        );

    [TestCase("SMS", "SMS")]
    [TestCase(null, "EMAIL")]
    public async Task A_notification_goes_out_on_the_channel_asked_for(string? asked, string channel)
    {
        var invocation = new Invocation();

        var sent = await new SendNotification(World.Calm).Handle(new("user-1", "sales_data", "SUCCESS", 150, asked), invocation);

        Assert.That(
            (sent.UserId, sent.Channel, sent.Message, sent.SentAt),
            Is.EqualTo(("user-1", channel, "150 records of sales_data: SUCCESS", World.Noon))
        );
        Assert.That(invocation.Lines, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_unknown_channel_is_refused() =>
        Assert.That(
            (
                await Assert.ThrowsAsync<ValidationException>(() =>
                    new SendNotification(World.Calm).Handle(new("u", "d", "s", 1, "PIGEON"), new Invocation())
                )
            )!.Message,
            Is.EqualTo("notificationType is 'PIGEON'; it must be EMAIL, SMS or PUSH")
        );
}
