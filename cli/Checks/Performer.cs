using System.Text;
using Classroom.Cli.Calls;
using Classroom.Cloud.StepFunctions;
using Classroom.Labs;

namespace Classroom.Cli.Checks;

/// <summary>Does the exercises of the documents: starts executions and waits for their ends.</summary>
/// <param name="aws">The client of the student where the student has keys, else that of the instructor.</param>
/// <param name="watcher">The client of the instructor, which waits: AWS limits how often a student may ask.</param>
sealed class Performer(AwsClient aws, AwsClient watcher, TimeProvider clock, CancellationToken cancelled) : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };

    public AwsClient Aws => aws;

    /// <summary>The sample of a lab: its kind is good, bad or edge.</summary>
    public static string Sample(string lab, string workflow, string kind) =>
        EmbeddedFiles.Read(
            EmbeddedFiles.Names.Single(name =>
                name.StartsWith($"{lab}/samples/", StringComparison.OrdinalIgnoreCase)
                && name.EndsWith($"/{workflow}.{kind}.json", StringComparison.Ordinal)
            )
        );

    public async Task StartAsync(StudentAccount student, string workflow, string input)
    {
        var machine = await student.ArnAsync("states", $"stateMachine:{student.Name(workflow)}").ConfigureAwait(false);
        var started = await aws.Operation<StartExecution>().CallAsync(new(machine, Data: input)).ConfigureAwait(false);
        await WaitAsync(started.ExecutionArn).ConfigureAwait(false);
    }

    public async Task StartExpressAsync(StudentAccount student, string workflow, string input)
    {
        var machine = await student.ArnAsync("states", $"stateMachine:{student.Name(workflow)}").ConfigureAwait(false);
        await aws.Operation<StartSyncExecution>().CallAsync(new(machine, Data: input)).ConfigureAwait(false);
    }

    public async Task WaitAsync(string execution)
    {
        while ((await watcher.Operation<DescribeExecution>().CallAsync(new(execution)).ConfigureAwait(false)).Status == "RUNNING")
            await Task.Delay(Pause, clock, cancelled).ConfigureAwait(false);
    }

    /// <summary>Waits until no execution of a workflow runs, and at least one more than before was started.</summary>
    public async Task WaitForMoreAsync(StudentAccount student, string workflow, int before)
    {
        var machine = await student.ArnAsync("states", $"stateMachine:{student.Name(workflow)}").ConfigureAwait(false);
        var end = clock.GetUtcNow().AddSeconds(60);
        while (clock.GetUtcNow() < end)
        {
            var found = (
                await watcher.Operation<ListExecutions>().CallAsync(new(machine, MaxResults: 1000)).ConfigureAwait(false)
            ).Executions;
            if (found.Count > before && found.All(execution => execution.Status != "RUNNING"))
                return;
            await Task.Delay(Pause, clock, cancelled).ConfigureAwait(false);
        }
    }

    public async Task<int> CountAsync(StudentAccount student, string workflow)
    {
        var machine = await student.ArnAsync("states", $"stateMachine:{student.Name(workflow)}").ConfigureAwait(false);
        return (await watcher.Operation<ListExecutions>().CallAsync(new(machine, MaxResults: 1000)).ConfigureAwait(false)).Executions.Count;
    }

    public async Task<int> PostAsync(string url, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(url), content, cancelled).ConfigureAwait(false);
        return (int)answer.StatusCode;
    }

    public void Dispose() => http.Dispose();
}
