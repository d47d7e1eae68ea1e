using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Checks;
using Classroom.Cloud.Iam;
using Classroom.Cloud.Lambda;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Checks.Tests.Mutants;

/// <summary>Changes the account of a student, and undoes the changes.</summary>
sealed class Damage(AwsClient aws, CheckedStudent student) : IAsyncDisposable
{
    const string Account = "000000000000";

    readonly Stack<Func<Task>> undo = [];
    bool needsRepair;

    public AwsClient Aws => aws;

    public string Neighbour(string resource) => $"{student.Neighbour}-{resource}";

    public string Name(string resource) => $"{student.Username}-{resource}";

    public string Arn(string service, string resource) => $"arn:aws:{service}:{aws.Region}:{Account}:{resource}";

    public static string RoleArn(string role) => $"arn:aws:iam::{Account}:role/{role}";

    /// <summary>Undoes a change when the mutant has been judged.</summary>
    public void Undo(Func<Task> action) => undo.Push(action);

    /// <summary>Lets the program create again what was removed.</summary>
    public void Repair() => needsRepair = true;

    public async Task DefinitionAsync(string workflow, Action<JsonObject> change)
    {
        var arn = Arn("states", $"stateMachine:{Name(workflow)}");
        var before = (await aws.Operation<DescribeStateMachine>().CallAsync(new(arn))).Definition!;
        var root = JsonSerializer.Deserialize<JsonObject>(before)!;
        change(root);
        RemoveUnreachable(root);
        Assert.That(root.ToJsonString(), Is.Not.EqualTo(JsonNode.Parse(before)!.ToJsonString()), "the mutant changes nothing");
        Undo(() => aws.Operation<UpdateStateMachine>().CallAsync(new(arn, before)));
        await aws.Operation<UpdateStateMachine>().CallAsync(new(arn, root.ToJsonString()));
    }

    public Task StateAsync(string workflow, string state, Action<JsonObject> change) =>
        DefinitionAsync(workflow, root => change(Find(root, state) ?? throw new InvalidOperationException($"no state {state}")));

    public async Task WorkflowAsync(string workflow, Func<UpdateStateMachine.Input, UpdateStateMachine.Input> change)
    {
        var arn = Arn("states", $"stateMachine:{Name(workflow)}");
        var before = await aws.Operation<DescribeStateMachine>().CallAsync(new(arn));
        Undo(() =>
            aws.Operation<UpdateStateMachine>()
                .CallAsync(new(arn, null, before.RoleArn, before.LoggingConfiguration, before.TracingConfiguration))
        );
        await aws.Operation<UpdateStateMachine>().CallAsync(change(new(arn)));
    }

    public async Task FunctionAsync(string function, Func<UpdateFunctionConfiguration.Input, UpdateFunctionConfiguration.Input> change)
    {
        var before = await aws.Operation<GetFunctionConfiguration>().CallAsync(new(Name(function)));
        Undo(() =>
        {
            WaitForUpdate(Name(function));
            return aws.Operation<UpdateFunctionConfiguration>()
                .CallAsync(
                    new(Name(function))
                    {
                        Role = before.Role,
                        TracingConfig = before.TracingConfig,
                        LoggingConfig = before.LoggingConfig,
                        Environment = before.Environment,
                    }
                );
        });
        WaitForUpdate(Name(function));
        await aws.Operation<UpdateFunctionConfiguration>().CallAsync(change(new(Name(function))));
    }

    /// <summary>Puts code of the student's own in the place of the code of the class.</summary>
    public async Task CodeAsync(string function)
    {
        var bucket = $"classroom-artifacts-{Account}-{aws.Region}";
        Undo(() =>
        {
            WaitForUpdate(Name(function));
            return aws.Operation<UpdateFunctionCode>().CallAsync(new(Name(function), S3Bucket: bucket, S3Key: "functions.zip"));
        });
        using var package = new MemoryStream();
        using (var archive = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("own.txt");
        WaitForUpdate(Name(function));
        await aws.Operation<UpdateFunctionCode>().CallAsync(new(Name(function), package.ToArray()));
    }

    /// <summary>Changes the text of the policy that the program gave a role; the policy has the name of the role.</summary>
    public async Task PolicyAsync(string role, Func<string, string> change)
    {
        var name = Name(role);
        var before = Uri.UnescapeDataString((await aws.Operation<GetRolePolicy>().CallAsync(new(name, name))).PolicyDocument);
        var after = change(before);
        Assert.That(after, Is.Not.EqualTo(before), "the mutant changes nothing");
        Undo(() => aws.Operation<PutRolePolicy>().CallAsync(new(name, name, before)));
        await aws.Operation<PutRolePolicy>().CallAsync(new(name, name, after));
    }

    public async Task AddPolicyAsync(string role, string action, string resource)
    {
        Undo(() => aws.Operation<DeleteRolePolicy>().CallAsync(new(Name(role), "more")));
        await aws.Operation<PutRolePolicy>().CallAsync(new(Name(role), "more", Allow(action, resource)));
    }

    public static string Allow(string action, string resource) =>
        new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(
                new JsonObject
                {
                    ["Effect"] = "Allow",
                    ["Action"] = action,
                    ["Resource"] = resource,
                }
            ),
        }.ToJsonString();

    public async ValueTask DisposeAsync()
    {
        while (undo.TryPop(out var action))
            await action();
        if (needsRepair)
            await CheckedClassroom.RepairAsync();
    }

    /// <summary>Lambda refuses an update while another one is in progress.</summary>
    void WaitForUpdate(string function) =>
        Assert.That(
            () => aws.Operation<GetFunctionConfiguration>().CallAsync(new(function)).GetAwaiter().GetResult().LastUpdateStatus,
            Is.EqualTo("Successful").After(20_000, 50)
        );

    /// <summary>Step Functions refuses a definition with a state that nothing leads to, so a student removes the state too.</summary>
    static void RemoveUnreachable(JsonObject machine)
    {
        var states = (JsonObject)machine["States"]!;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([(string)machine["StartAt"]!]);
        while (open.TryPop(out var name))
        {
            if (!reached.Add(name) || states[name] is not JsonObject state)
                continue;
            var nodes = ((state["Choices"] as JsonArray) ?? []).Concat((state["Catch"] as JsonArray) ?? []).Append(state);
            foreach (var next in nodes.Select(node => (string?)node!["Next"]).Append((string?)state["Default"]).OfType<string>())
                open.Push(next);
        }
        foreach (var name in states.Select(state => state.Key).Except(reached).ToList())
            states.Remove(name);
    }

    static JsonObject? Find(JsonObject machine, string name)
    {
        if (machine["States"] is not JsonObject states)
            return null;
        return states[name] as JsonObject
            ?? states
                .Select(state => (JsonObject)state.Value!)
                .SelectMany(state =>
                    ((state["Branches"] as JsonArray) ?? []).OfType<JsonObject>().Append(state["ItemProcessor"] as JsonObject ?? [])
                )
                .Select(inner => Find(inner, name))
                .FirstOrDefault(found => found is not null);
    }
}
