using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Events;

namespace Classroom.Cli.Checks.Events;

sealed class RuleCatchesCreatedOrders : Check
{
    public override string Lab => "events";

    public override string Sentence => "The rule order-created on the bus orders takes the events Order Created of myapp.orders.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "An event was sent, and nothing happened: which rule should have seen it, and on which bus?",
        "The pattern of the rule lists the sources and the detail-types. Compare them with the event, letter by letter.",
        "A rule can also be disabled.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var (bus, name) = (student.Name("orders"), student.Name("order-created"));
        try
        {
            await student.Aws.Operation<DescribeEventBus>().CallAsync(new(bus)).ConfigureAwait(false);
            var rule = await student.Aws.Operation<DescribeRule>().CallAsync(new(name, bus)).ConfigureAwait(false);
            return Verdict.Of([.. Mistakes(rule)], $"{name} on {bus}");
        }
        catch (AwsError error) when (error.IsNotFound)
        {
            return Verdict.Open($"there is no rule {name} on a bus {bus}");
        }
    }

    static IEnumerable<string> Mistakes(DescribeRule.Output rule)
    {
        if (rule.State != "ENABLED")
            yield return $"{rule.Name} is {rule.State}";
        var pattern = JsonNode.Parse(rule.EventPattern ?? "{}")!;
        foreach (var (member, value) in ((string, string)[])[("source", "myapp.orders"), ("detail-type", "Order Created")])
            if ((pattern[member] as JsonArray)?.Any(one => (one as JsonValue)?.ToString() == value) != true)
                yield return $"{rule.Name} takes the {member} {pattern[member]?.ToJsonString() ?? "of every event"}";
    }
}
