using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class TestMetricFilter : IOperation<TestMetricFilter.Input, TestMetricFilter.Output>
{
    public sealed record Input(string FilterPattern, IReadOnlyList<string> LogEventMessages);

    public sealed record Output(IReadOnlyList<Match> Matches);

    public sealed record Match(long EventNumber, string EventMessage, IReadOnlyDictionary<string, string> ExtractedValues);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var pattern = Languages.LogPatterns.FilterPattern.Parse(input.FilterPattern);
        return new([
            .. input
                .LogEventMessages.Select((message, index) => new Match(index + 1, message, new Dictionary<string, string>()))
                .Where(match => pattern.Matches(match.EventMessage)),
        ]);
    }
}
