using Classroom.Cloud.StepFunctions;

namespace Classroom.Services.Tests.StepFunctions;

sealed class VersionTests : MachineTest
{
    [Test]
    public async Task PublishStateMachineVersion_keeps_the_machine_as_it_is()
    {
        await MachineAsync();
        var machine = new { stateMachineArn = MachineArn("m") };
        Assert.That((await CallAsync<PublishStateMachineVersion>(machine)).At("stateMachineVersionArn"), Is.EqualTo(Version(1)));
        await CallAsync<UpdateStateMachine>(new { stateMachineArn = MachineArn("m"), definition = Fail });
        await CallAsync<PublishStateMachineVersion>(machine);
        Assert.That((await CallAsync<DescribeStateMachine>(new { stateMachineArn = Version(1) })).At("definition"), Is.EqualTo(Pass));
        Assert.That(
            (await CallAsync<ListStateMachineVersions>(machine)).Each("stateMachineVersions/*/stateMachineVersionArn"),
            Is.EqualTo(new[] { Version(2), Version(1) })
        );
    }

    [Test]
    public async Task PublishStateMachineVersion_refuses_no_machine_and_a_revision_that_is_not_the_latest()
    {
        await RefusedAsync<PublishStateMachineVersion>(NoMachine, new { stateMachineArn = MachineArn("m") });
        await RefusedAsync<ListStateMachineVersions>(NoMachine, new { stateMachineArn = MachineArn("m") });
        await MachineAsync();
        await RefusedAsync<PublishStateMachineVersion>(
            "ConflictException",
            new { stateMachineArn = MachineArn("m"), revisionId = "older" }
        );
    }

    [Test]
    public async Task CreateStateMachineAlias_names_a_version_that_UpdateStateMachineAlias_changes_and_DeleteStateMachineAlias_takes_away()
    {
        await GivenVersionsAsync();
        var alias = new { stateMachineAliasArn = Alias };
        var made = await CallAsync<CreateStateMachineAlias>(Routed("live", (1, 100)));
        Assert.That(made.At("stateMachineAliasArn"), Is.EqualTo(Alias));
        await CallAsync<UpdateStateMachineAlias>(
            new
            {
                stateMachineAliasArn = Alias,
                routingConfiguration = new[]
                {
                    new { stateMachineVersionArn = Version(1), weight = 10 },
                    new { stateMachineVersionArn = Version(2), weight = 90 },
                },
            }
        );
        Assert.That(
            (await CallAsync<DescribeStateMachineAlias>(alias)).Each("routingConfiguration/*/weight"),
            Is.EqualTo(new[] { "10", "90" })
        );
        Assert.That(
            (await CallAsync<ListStateMachineAliases>(new { stateMachineArn = MachineArn("m") })).Each(
                "stateMachineAliases/*/stateMachineAliasArn"
            ),
            Is.EqualTo(new[] { Alias })
        );
        await CallAsync<DeleteStateMachineAlias>(alias);
        await RefusedAsync<DescribeStateMachineAlias>("ResourceNotFound", alias);
        await RefusedAsync<DeleteStateMachineAlias>("InvalidArn", new { stateMachineAliasArn = "live" });
        await RefusedAsync<UpdateStateMachineAlias>("ResourceNotFound", alias);
        await RefusedAsync<ListStateMachineAliases>(NoMachine, new { stateMachineArn = MachineArn("none") });
    }

    [Test]
    public async Task CreateStateMachineAlias_refuses_routings_and_an_alias_of_that_name()
    {
        await GivenVersionsAsync();
        await RefusedAsync<CreateStateMachineAlias>(Wrong, Routed("live"));
        await RefusedAsync<CreateStateMachineAlias>(Wrong, Routed("live", (1, 99)));
        await RefusedAsync<CreateStateMachineAlias>(Wrong, Routed("live", (7, 100)));
        await RefusedAsync<CreateStateMachineAlias>(Wrong, Routed("no spaces", (1, 100)));
        await CallAsync<CreateStateMachineAlias>(Routed("live", (1, 100)));
        await CallAsync<CreateStateMachineAlias>(Routed("live", (1, 100)));
        await RefusedAsync<CreateStateMachineAlias>("ConflictException", Routed("live", (2, 100)));
    }

    [Test]
    public async Task A_routing_names_two_versions_and_weights_of_100_in_the_words_of_AWS()
    {
        await GivenVersionsAsync();
        Assert.That(
            (await RefusedAsync<CreateStateMachineAlias>(Wrong, Routed("live", (1, 50), (1, 50)))).Message,
            Is.EqualTo($"Routing configuration must contain distinct state machine version ARNs. Received: [{Version(1)}, {Version(1)}]")
        );
        Assert.That(
            (await RefusedAsync<CreateStateMachineAlias>(Wrong, Routed("live", (1, 70), (2, 29)))).Message,
            Is.EqualTo("Sum of routing configuration weights must equal 100. Received: [70, 29]")
        );
    }

    [Test]
    public async Task DeleteStateMachineAlias_of_an_alias_that_is_not_there_succeeds()
    {
        await MachineAsync();
        await CallAsync<DeleteStateMachineAlias>(new { stateMachineAliasArn = Alias });
    }

    [Test]
    public async Task An_update_that_changes_nothing_makes_no_revision_and_no_version()
    {
        await MachineAsync();
        var same = new
        {
            stateMachineArn = MachineArn("m"),
            definition = Pass,
            publish = true,
        };
        var first = await CallAsync<UpdateStateMachine>(same);
        var second = await CallAsync<UpdateStateMachine>(same);
        Assert.That(first["revisionId"], Is.Null);
        Assert.That((first.At("stateMachineVersionArn"), second.At("stateMachineVersionArn")), Is.EqualTo((Version(1), Version(1))));
        var changed = await CallAsync<UpdateStateMachine>(new { stateMachineArn = MachineArn("m"), definition = Fail });
        var again = await CallAsync<UpdateStateMachine>(new { stateMachineArn = MachineArn("m"), definition = Fail });
        Assert.That(again.At("revisionId"), Is.EqualTo(changed.At("revisionId")));
    }

    [Test]
    public async Task A_version_cannot_be_updated()
    {
        await GivenVersionsAsync();
        await RefusedAsync<UpdateStateMachine>(NoMachine, new { stateMachineArn = Version(1), definition = Fail });
    }

    [Test]
    public async Task DeleteStateMachineVersion_takes_a_version_away_that_no_alias_needs()
    {
        await GivenVersionsAsync();
        await CallAsync<CreateStateMachineAlias>(Routed("live", (1, 100)));
        await RefusedAsync<DeleteStateMachineVersion>("ConflictException", new { stateMachineVersionArn = Version(1) });
        await RefusedAsync<DeleteStateMachineVersion>("InvalidArn", new { stateMachineVersionArn = "m:1" });
        await CallAsync<DeleteStateMachineVersion>(new { stateMachineVersionArn = Version(2) });
        await RefusedAsync<DescribeStateMachine>(NoMachine, new { stateMachineArn = Version(2) });
    }

    const string Alias = $"arn:aws:states:{Region}:{Account}:stateMachine:m:live";

    static string Version(int number) => $"{MachineArn("m")}:{number}";

    async Task GivenVersionsAsync()
    {
        await MachineAsync();
        await CallAsync<PublishStateMachineVersion>(new { stateMachineArn = MachineArn("m") });
        await CallAsync<UpdateStateMachine>(
            new
            {
                stateMachineArn = MachineArn("m"),
                definition = Fail,
                publish = true,
            }
        );
    }

    static object Routed(string name, params (int Version, int Weight)[] routing) =>
        new
        {
            name,
            routingConfiguration = routing
                .Select(entry => new { stateMachineVersionArn = Version(entry.Version), weight = entry.Weight })
                .ToArray(),
        };
}
