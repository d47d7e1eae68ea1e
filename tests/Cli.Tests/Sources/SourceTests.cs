using System.Diagnostics;

namespace Classroom.Cli.Tests.Sources;

/// <summary>What happens when somebody changes functions, workflows and labs, in a copy of the repository.</summary>
[Category("Long")]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
sealed class SourceTests
{
    const string Settings =
        "classroom:delayScale: 0\nclassroom:transientErrorRate: 0\nclassroom:access: none\nclassroom:students: [user1]\nclassroom:labs: ";

    RepositoryCopy copy = null!;

    [OneTimeSetUp]
    public async Task Build() => copy = await RepositoryCopy.BuiltAsync();

    [OneTimeTearDown]
    public void Remove() => copy?.Dispose();

    [Test]
    public async Task Who_watches_sees_a_changed_function_and_a_changed_workflow_at_work()
    {
        await using var classroom = Classroom.Of($"{Settings}[greeting]", copy.Program);
        using var watching = classroom.Start("up", "--watch", "--yes");
        await UntilItWaitsAsync(watching);
        Assert.That(await GreetingAsync(classroom), Does.Contain("Hello").And.Contain("from Step Functions"));

        copy.Replace("functions/Greeting/Process.cs", "from Step Functions", "from the watched class");
        var built = await UntilItWaitsAsync(watching);
        Assert.That(built, Does.Contain("Building what has changed...").And.Match("Built in [0-9.]+ s").And.Contain("Done: "));
        Assert.That(await GreetingAsync(classroom), Does.Contain("from the watched class"));

        copy.Replace(
            "infra/Labs/Greeting/greeting-workflow.asl.json",
            "\"Done\": {\n      \"Type\": \"Succeed\"",
            "\"Done\": {\n      \"Type\": \"Pass\",\n      \"Result\": \"changed while it was watched\",\n      \"End\": true"
        );
        Assert.That(await UntilItWaitsAsync(watching), Does.Contain("1 updated"));
        Assert.That(await GreetingAsync(classroom), Does.Contain("changed while it was watched"));

        copy.Replace("functions/Greeting/Process.cs", "from the watched class\"", "from the watched class");
        Assert.That(
            await UntilItWaitsAsync(watching),
            Does.Contain("The build failed; the class stays as it is.").And.Contain("Process.cs(")
        );
        copy.Replace("functions/Greeting/Process.cs", "from the watched class", "from a mended class\"");
        await UntilItWaitsAsync(watching);
        watching.Kill();
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1");
    }

    [Test]
    public async Task A_new_lab_is_a_folder_of_resources_and_a_folder_of_functions()
    {
        copy.Write(
            "functions/Farewell/SayGoodbye.cs",
            """
            using Amazon.Lambda.Core;

            namespace Classroom.Functions.Farewell;

            /// <summary>Says goodbye.</summary>
            public sealed class SayGoodbye
            {
                public static Goodbye Handle(Guest guest, ILambdaContext context) => new($"Goodbye {guest.Name}");
            }

            public sealed record Guest(string Name);

            public sealed record Goodbye(string Words);

            """
        );
        copy.Write(
            "functions/Farewell/FarewellJson.cs",
            """
            using System.Text.Json.Serialization;

            [assembly: Classroom.Functions.LabJson<Classroom.Functions.Farewell.FarewellJson>]

            namespace Classroom.Functions.Farewell;

            /// <summary>The types that the handlers of this lab take and return.</summary>
            [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
            [JsonSerializable(typeof(Guest))]
            [JsonSerializable(typeof(Goodbye))]
            public sealed partial class FarewellJson : JsonSerializerContext;

            """
        );
        copy.Write(
            "infra/Labs/Farewell/FarewellLab.cs",
            """
            using Classroom.Functions.Farewell;

            namespace Classroom.Labs.Farewell;

            /// <summary>One function and one workflow.</summary>
            [Lab("farewell")]
            sealed class FarewellLab : Lab
            {
                public FarewellLab(LabContext context)
                    : base(context, typeof(FarewellLab))
                {
                    var say = Function<SayGoodbye>("say-goodbye");
                    GrantFunctions();
                    var role = WorkflowsRole();
                    Workflow("farewell-workflow", role, GrantWorkflows(role, Functions), new() { ["SayGoodbye"] = say.Arn });
                    RegisterOutputs();
                }
            }

            """
        );
        copy.Write(
            "infra/Labs/Farewell/farewell-workflow.asl.json",
            """
            {
              "StartAt": "SayGoodbye",
              "States": { "SayGoodbye": { "Type": "Task", "Resource": "${SayGoodbye}", "End": true } }
            }
            """
        );
        foreach (var sample in (string[])["good", "bad", "edge"])
            copy.Write($"infra/Labs/Farewell/samples/farewell-workflow.{sample}.json", """{ "name": "Ann" }""");
        await copy.BuildAsync();

        await using var classroom = Classroom.Of($"{Settings}[farewell]", copy.Program);
        await classroom.DoneAsync("up", "--yes");
        var run = await classroom.DoneAsync("run", "farewell-workflow", "--student", "user1", "--json");
        Assert.That((string)run.Json["output"]!, Is.EqualTo("""{"words":"Goodbye Ann"}"""));
        Assert.That((await classroom.DoneAsync("status", "--json")).Json["students"]![0]!["labs"]!.ToString(), Is.EqualTo("1"));
        copy.Remove("functions/Farewell");
        copy.Remove("infra/Labs/Farewell");
    }

    static async Task<string> GreetingAsync(Classroom classroom) =>
        (string)(await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1", "--json")).Json["output"]!;

    static async Task<string> UntilItWaitsAsync(Process watching)
    {
        var read = "";
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (await watching.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            read += $"{line}\n";
            if (line.Contains("Waiting for changes", StringComparison.Ordinal))
                return read;
        }
        throw new AssertionException($"The command has ended:\n{read}{await watching.StandardError.ReadToEndAsync(limit.Token)}");
    }
}
