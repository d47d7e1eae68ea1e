using System.Text.Json.Nodes;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>The configuration of Step Functions: state machines, aliases, tags, activities.</summary>
sealed class WorkflowRegisters(Scene scene) : Registers(scene, "Step Functions")
{
    const string Subject = "crash-subject";

    static string SubjectArn => Scene.Arn("states", $"stateMachine:{Subject}");

    protected override async Task SetUpAsync() => await MadeAsync(CreateAsync(Subject, Definition(Random), publish: true));

    protected override IEnumerable<Register> Make() =>
        [
            .. Enumerable.Range(1, 4).Select(Machine),
            .. Enumerable.Range(1, 2).Select(Alias),
            .. Enumerable.Range(1, 3).Select(MachineTag),
            .. Enumerable.Range(1, 2).Select(Activity),
        ];

    /// <summary>A definition with unusual texts, on one line or several lines.</summary>
    static string Definition(Random random) =>
        new JsonObject
        {
            ["Comment"] = Awkward.Text(random, random.Next(20) == 0 ? 50_000 : 200),
            ["StartAt"] = "First",
            ["States"] = new JsonObject
            {
                ["First"] = new JsonObject
                {
                    ["Type"] = "Pass",
                    ["Result"] = Awkward.Object(random, 3, 40),
                    ["ResultPath"] = "$.result",
                    ["Next"] = "Last \U0001F600",
                },
                ["Last \U0001F600"] = new JsonObject { ["Type"] = "Succeed" },
            },
        }.ToJsonString(random.Next(2) == 0 ? Formats.Pretty : Formats.Plain);

    Register Machine(int number)
    {
        var arn = Scene.Arn("states", $"stateMachine:crash-machine-{number}");
        return new()
        {
            Name = $"the definition of state machine crash-machine-{number}",
            Next = Definition,
            Put = (value, isThere) =>
                isThere
                    ? States("UpdateStateMachine", new { stateMachineArn = arn, definition = value })
                    : CreateAsync($"crash-machine-{number}", value, publish: false),
            Drop = () => States("DeleteStateMachine", new { stateMachineArn = arn }),
            Read = async () => (string?)(await Found("DescribeStateMachine", new { stateMachineArn = arn }))?.Json["definition"],
        };
    }

    Register Alias(int number)
    {
        var arn = $"{SubjectArn}:alias-{number}";
        var routing = new[] { new { stateMachineVersionArn = $"{SubjectArn}:1", weight = 100 } };
        return new()
        {
            Name = $"the description of alias alias-{number} of state machine {Subject}",
            Next = random => Awkward.Text(random, 200),
            Put = (value, isThere) =>
                isThere
                    ? States("UpdateStateMachineAlias", new { stateMachineAliasArn = arn, description = value })
                    : States(
                        "CreateStateMachineAlias",
                        new
                        {
                            name = $"alias-{number}",
                            description = value,
                            routingConfiguration = routing,
                        }
                    ),
            Drop = () => States("DeleteStateMachineAlias", new { stateMachineAliasArn = arn }),
            Read = async () => (string?)(await Found("DescribeStateMachineAlias", new { stateMachineAliasArn = arn }))?.Json["description"],
        };
    }

    Register MachineTag(int number) =>
        new()
        {
            Name = $"the tag key-{number} of state machine {Subject}",
            Next = Awkward.Tag,
            Put = (value, _) =>
                States("TagResource", new { resourceArn = SubjectArn, tags = new[] { new { key = $"key-{number}", value } } }),
            Drop = () => States("UntagResource", new { resourceArn = SubjectArn, tagKeys = new[] { $"key-{number}" } }),
            Read = async () =>
                (string?)
                    (await ReadAsync(States("ListTagsForResource", new { resourceArn = SubjectArn }))).Json["tags"]!
                        .AsArray()
                        .SingleOrDefault(tag => (string)tag!["key"]! == $"key-{number}")
                        ?["value"],
        };

    Register Activity(int number)
    {
        var arn = Scene.Arn("states", $"activity:crash-activity-{number}");
        return new()
        {
            Name = $"the activity crash-activity-{number}",
            CanChange = false,
            Next = _ => "there",
            Put = (_, _) => States("CreateActivity", new { name = $"crash-activity-{number}" }),
            Drop = () => States("DeleteActivity", new { activityArn = arn }),
            Read = async () => await Found("DescribeActivity", new { activityArn = arn }) is null ? null : "there",
        };
    }

    Task<Reply> CreateAsync(string name, string definition, bool publish) =>
        States(
            "CreateStateMachine",
            new
            {
                name,
                definition,
                roleArn = Scene.RoleArn(Scenery.WorkflowRole),
                publish,
            }
        );

    Task<Reply?> Found(string operation, object input) =>
        FindAsync(States(operation, input), "StateMachineDoesNotExist", "ActivityDoesNotExist", "ResourceNotFound");

    Task<Reply> States(string operation, object input) => Client.JsonAsync("states", operation, input);
}
