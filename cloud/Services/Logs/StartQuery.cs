using Classroom.Cloud.Api;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Classroom.Languages.LogQueries;

namespace Classroom.Cloud.Logs;

[ReadsArchives]
sealed class StartQuery(LogStore logs, QueryRuns runs, RequestIds ids, CloudSettings settings)
    : IOperation<StartQuery.Input, StartQuery.Output>
{
    /// <summary>The language of this operation; AWS has two others.</summary>
    public const string Language = "CWLI";

    const int MostGroups = 50;

    public sealed record Input(
        string QueryString,
        long StartTime,
        long EndTime,
        string? LogGroupName = null,
        IReadOnlyList<string>? LogGroupNames = null,
        IReadOnlyList<string>? LogGroupIdentifiers = null,
        int? Limit = null,
        string? QueryLanguage = null
    );

    public sealed record Output(string QueryId);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [.. GroupsOf(input).Select(group => new Permission(logs.Scope(LogStore.NameOf(group))))];

    public Output Run(Input input, Call call)
    {
        if (input.QueryLanguage is not (null or Language))
            throw Invalid($"The embedded cloud has no queries in {input.QueryLanguage}; queryLanguage must be {Language}.");
        List<string> groups = [.. GroupsOf(input).Select(LogStore.NameOf).Distinct(StringComparer.Ordinal)];
        if (groups.Count is 0 or > MostGroups)
            throw Invalid($"A query needs 1 to {MostGroups} log groups; this one has {groups.Count}.");
        if (input.EndTime < input.StartTime || input.StartTime < 0 || input.EndTime > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            throw Invalid("startTime and endTime must be seconds since 1970, the end not before the start.");
        if (input.Limit is < 1 or > LogQuery.MostRows)
            throw Invalid($"The embedded cloud shows 1 to {LogQuery.MostRows} rows of a query; limit is {input.Limit}.");
        if (groups.Find(group => !logs.Groups.Has(group)) is { } missing)
            throw LogStore.NotFound(
                $"Log group '{missing}' does not exist for account ID '{settings.Account}' (Service: AWSLogs; Status Code: 400; "
                    + $"Error Code: ResourceNotFoundException; Request ID: {call.RequestId}; Proxy: null)"
            );
        var query = Parse(input.QueryString);
        var run = new QueryRun(
            ids.Next(),
            input.QueryString,
            [.. groups],
            input.StartTime,
            input.EndTime,
            input.Limit ?? LogQuery.MostRows,
            call.Now,
            QueryRun.Running
        );
        runs.Start(run, query, Owner.Of(call.Caller));
        return new(run.Id);
    }

    static LogQuery Parse(string text)
    {
        try
        {
            return LogQuery.Parse(text);
        }
        catch (LanguageException exception)
        {
            throw new AwsException("MalformedQueryException", exception.Message)
            {
                Details = new Dictionary<string, object>
                {
                    ["queryCompileError"] = new Dictionary<string, object> { ["message"] = exception.Message },
                },
            };
        }
    }

    static IEnumerable<string> GroupsOf(Input input) =>
        (input.LogGroupNames ?? []).Concat(input.LogGroupIdentifiers ?? []).Concat(input.LogGroupName is { } name ? [name] : []);

    static AwsException Invalid(string message) => new("InvalidParameterException", message);
}
