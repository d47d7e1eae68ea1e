using Classroom.Cli.Calls;
using Classroom.Cloud.Events;

namespace Classroom.Cli.Sweeping;

/// <summary>Rules of all event buses. A rule on a student's bus is the student's, whatever its name.</summary>
sealed class Rules : OwnKind
{
    public override string Word => "rule";

    public override int Order => 1;

    public override async Task<IReadOnlyList<Found>> ListAsync(AwsClient aws)
    {
        var buses = await new EventBuses().ListAsync(aws).ConfigureAwait(false);
        var rules = await Task.WhenAll(buses.Select(bus => OfBusAsync(aws, bus.Name))).ConfigureAwait(false);
        return [.. rules.SelectMany(found => found)];
    }

    static Task<IReadOnlyList<Found>> OfBusAsync(AwsClient aws, string bus) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<ListRules>().CallAsync(new(EventBusName: bus, NextToken: next)).ConfigureAwait(false);
            return (
                page.Rules.Select(rule => new Found(bus == "default" ? rule.Name : $"{bus}/{rule.Name}", $"{bus}/{rule.Name}")),
                page.NextToken
            );
        });

    public override async Task DeleteAsync(AwsClient aws, Found found)
    {
        var (bus, rule) = (found.Id.Split('/')[0], found.Id.Split('/')[^1]);
        var targets = await aws.Operation<ListTargetsByRule>().CallAsync(new(rule, bus)).ConfigureAwait(false);
        if (targets.Targets.Count > 0)
            await aws.Operation<RemoveTargets>()
                .CallAsync(new(rule, [.. targets.Targets.Select(target => target.Id)], bus))
                .ConfigureAwait(false);
        await aws.Operation<DeleteRule>().CallAsync(new(rule, bus)).ConfigureAwait(false);
    }
}
