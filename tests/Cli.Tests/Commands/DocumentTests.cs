using System.Text.RegularExpressions;
using Classroom.Cli.Invocation;

namespace Classroom.Cli.Tests.Commands;

/// <summary>Every command line of the documents is run as it is written, in its order.</summary>
sealed partial class DocumentTests
{
    [TestCase("README.md")]
    [TestCase("docs/cli.md")]
    [TestCase("docs/serving.md")]
    public async Task What_a_document_says_to_type_works(string document)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("The documents' lines are for a POSIX shell");
        var lines = CommandLine()
            .Matches(await File.ReadAllTextAsync(Path.Combine(Classroom.Repository, document)))
            .Select(match => match.Groups[1].Value.Split(" #")[0].Trim())
            .ToList();
        Assert.That(lines, Has.Count.GreaterThanOrEqualTo(4).And.Some.StartsWith("./classroom up"));
        await using var classroom = Classroom.Of("");
        File.Copy(Path.Combine(Classroom.Repository, "Pulumi.dev.yaml"), classroom.Settings, overwrite: true);
        var hasAwsCli = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "aws")));
        foreach (var line in lines.Where(line => hasAwsCli || !line.StartsWith("./classroom aws ", StringComparison.Ordinal)))
        {
            var printed = await classroom.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);
            Assert.That(printed.Code, Is.Zero, $"{line}: {printed}");
        }
    }

    [Test]
    public async Task Every_command_has_help_with_examples_and_every_example_is_understood()
    {
        await using var classroom = Classroom.OfStudents("user1");
        Assert.That((await classroom.DoneAsync()).Out, Is.EqualTo((await classroom.DoneAsync("--help")).Out));
        foreach (var verb in Cli.Commands.CommandLine.Verbs())
        {
            var help = (await classroom.DoneAsync([.. verb.Path.Split(' '), "--help"])).Out;
            Assert.That(
                Blanks().Replace(help, " "),
                Does.Contain(verb.Description)
                    .And.Contain("Examples:")
                    .And.Contain($"./classroom {verb.Path}")
                    .And.Not.Contain("Classroom.Cli")
            );
            foreach (var example in verb.Examples)
            {
                var parsed = Cli
                    .Commands.CommandLine.Build(CommandContext.OfProcess(TimeProvider.System))
                    .Parse(Words().Matches(example.Split(" < ")[0].Split(" >> ")[0]).Select(word => word.Value.Trim('\'', '"')).ToArray());
                Assert.That(parsed.Errors.Select(error => error.Message), Is.Empty, example);
            }
        }
    }

    [Test]
    public async Task Words_are_completed()
    {
        await using var classroom = Classroom.OfStudents("user1");
        Assert.That((await classroom.DoneAsync("[suggest:4]", "rost")).Out.Trim(), Is.EqualTo("roster"));
        Assert.That((await classroom.DoneAsync("[suggest:6]", "graph ")).Out, Does.Contain("order-workflow-challenge"));
        foreach (var shell in (string[])["bash", "zsh", "fish", "powershell"])
            Assert.That((await classroom.DoneAsync("completion", shell)).Out, Does.Contain("[suggest:"));
    }

    [Test]
    public async Task A_forecast_shows_its_arithmetic()
    {
        await using var classroom = Classroom.OfStudents([.. Enumerable.Range(1, 60).Select(number => $"user{number}")]);
        var forecast = (await classroom.DoneAsync("forecast", "--json")).Json;
        Assert.That((int)forecast["students"]!, Is.EqualTo(60));
        Assert.That(
            ((string)forecast["quotas"]![0]!["what"]!, (int)forecast["quotas"]![0]!["used"]!, (int)forecast["quotas"]![0]!["studentsFit"]!),
            Is.EqualTo(("IAM roles of an account", 660, 90))
        );
        var machines = forecast["floors"]!
            .AsArray()
            .Single(floor => ((string)floor!["what"]!).StartsWith("Step Functions", StringComparison.Ordinal))!;
        Assert.That(((string)machines["arithmetic"]!, (double)machines["seconds"]!), Is.EqualTo(("max(0, 480 - 100) / 1", 380.0)));
        Assert.That((double)forecast["idleMonthDollars"]!, Is.EqualTo(60 * (3 + 16 * 0.10)).Within(0.001));
        Assert.That((await classroom.DoneAsync("forecast")).Out, Does.Contain("60 x $3").And.Contain("960 alarm metrics x $0.10"));
    }

    [Test]
    public async Task A_workflow_is_drawn()
    {
        await using var classroom = Classroom.OfStudents("user1");
        var mermaid = (await classroom.DoneAsync("graph", "order-processing-workflow")).Out;
        Assert.That(
            mermaid,
            Does.StartWith("flowchart TD\n")
                .And.Contain("|\"isValid = true\"|")
                .And.Contain("subgraph ")
                .And.Contain("-.->|\"States.ALL\"|")
        );
        var file = Path.Combine(classroom.Folder, "order.svg");
        await classroom.DoneAsync("graph", "order-processing-workflow", "-o", file);
        var svg = System.Xml.Linq.XDocument.Load(file);
        Assert.That(
            svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value),
            Is.SupersetOf(new[] { "ValidateOrder", "ParallelProcessing", "UpdateInventory", "isValid = true" })
        );
    }

    [Test]
    public async Task The_doctor_tells_what_is_missing()
    {
        await using var classroom = Classroom.OfStudents("user1");
        var findings = (await classroom.DoneAsync("doctor", "--json")).Json.AsArray();
        Assert.That(
            findings
                .Where(finding => (string?)finding!["for"] == "here" && (bool)finding["needed"]!)
                .Select(finding => (string?)finding!["mend"]),
            Is.All.Null
        );
        var functions = findings.Single(finding => ((string)finding!["what"]!).StartsWith("bubblewrap", StringComparison.Ordinal))!;
        Assert.That(
            ((string?)functions["found"], (string?)functions["mend"]),
            Is.EqualTo(("a sandbox was started", (string?)null))
                .Or.Matches<(string?, string?)>(told =>
                    told.Item1 == "no sandbox"
                    && told.Item2!.StartsWith("Warning: functions run with your rights", StringComparison.Ordinal)
                )
        );
        await File.WriteAllTextAsync(classroom.Settings, "config: {");
        var broken = await classroom.RunAsync("doctor");
        Assert.That(broken.Code, Is.EqualTo(1));
        Assert.That(broken.Out, Does.Contain("✗ settings").And.Contain("Correct the YAML there"));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(\./classroom .+)$", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Words();
}
