using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>Which executions AWS redrives: the unsuccessful ones, for 14 days, within a year of their start, with room in the history.</summary>
public class RedrivabilityTests
{
    static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(ExecutionStatus.Running, ExpectedResult = "Execution is RUNNING and cannot be redriven")]
    [TestCase(ExecutionStatus.Succeeded, ExpectedResult = "Execution is SUCCEEDED and cannot be redriven")]
    [TestCase(ExecutionStatus.Failed, ExpectedResult = null)]
    [TestCase(ExecutionStatus.TimedOut, ExpectedResult = null)]
    [TestCase(ExecutionStatus.Aborted, ExpectedResult = null)]
    public string? A_status(ExecutionStatus status) => Redrivability.Refusal(status, 10, Now.AddDays(-1), Now, Now);

    [TestCase(24_998, ExpectedResult = null)]
    [TestCase(24_999, ExpectedResult = "Execution history event limit exceeded")]
    public string? A_number_of_events(long events) => Redrivability.Refusal(ExecutionStatus.Failed, events, Now.AddDays(-1), Now, Now);

    [TestCase(364, 13, ExpectedResult = null)]
    [TestCase(364, 14, ExpectedResult = "Execution redrivable period exceeded")]
    [TestCase(365, 13, ExpectedResult = "Execution has exceeded the max execution time")]
    public string? Days_since_the_start_and_the_end(int started, int stopped) =>
        Redrivability.Refusal(ExecutionStatus.Failed, 10, Now.AddDays(-started), Now.AddDays(-stopped), Now);
}
