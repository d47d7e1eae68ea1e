using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Languages;

namespace Classroom.Cloud.Events;

sealed class TestEventPattern : IOperation<TestEventPattern.Input, TestEventPattern.Output>
{
    public sealed record Input(string EventPattern, string Event);

    public sealed record Output(bool Result);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        if (BoundedJson.TryParse(input.Event) is not JsonObject members)
            throw RuleStore.Invalid("Parameter Event is not valid.");
        foreach (var name in (string[])["id", "account", "source", "time", "region", "detail-type"])
        {
            if (!members.ContainsKey(name))
                throw RuleStore.Invalid("Parameter Event is not valid.");
        }
        return new(RuleLanguages.Pattern(input.EventPattern).Matches(members));
    }
}
