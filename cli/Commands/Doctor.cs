using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class Doctor : CliCommand
{
    readonly Option<bool> json = Json();

    public override string Path => "doctor";

    public override CommandGroup Group => CommandGroup.Cloud;

    public override string Description =>
        $"Shows what is missing on this machine, and how to install it; exits with {(int)ExitCode.Failed} if the "
        + $"class cannot run here";

    public override IReadOnlyList<string> Examples => ["doctor", "doctor --json"];

    /// <param name="For">here or AWS.</param>
    /// <param name="Mend">What to do about it; null if nothing is missing.</param>
    sealed record Finding(string For, string What, bool IsNeeded, string Found, string? Mend);

    protected override void Define(Command command) => command.Options.Add(json);

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var findings = Examine(context, given.GetValue(Stack)!).ToList();
        if (File.Exists(context.Repository.CloudProgram))
            findings.Insert(
                findings.FindLastIndex(finding => finding.For == "here") + 1,
                await FunctionsAsync(context).ConfigureAwait(false)
            );
        if (given.GetValue(json))
        {
            await context
                .Plain.WriteLineAsync(
                    new JsonArray([
                        .. findings.Select(finding =>
                            (JsonNode)
                                new JsonObject
                                {
                                    ["for"] = finding.For,
                                    ["what"] = finding.What,
                                    ["needed"] = finding.IsNeeded,
                                    ["found"] = finding.Found,
                                    ["mend"] = finding.Mend,
                                }
                        ),
                    ]).ToJsonString()
                )
                .ConfigureAwait(false);
        }
        else
        {
            foreach (var group in findings.GroupBy(finding => finding.For))
            {
                context.Line($"[bold]{(group.Key == "here" ? "On this machine, without AWS" : "On AWS")}[/]");
                foreach (var finding in group)
                {
                    var mark =
                        finding.Mend is null ? "[green]✓[/]"
                        : finding.IsNeeded ? "[red]✗[/]"
                        : "[yellow]·[/]";
                    context.Line($"  {mark} {finding.What.EscapeMarkup()}: {finding.Found.EscapeMarkup()}");
                    if (finding.Mend is { } mend)
                        context.Line($"      {mend.EscapeMarkup()}");
                }
            }
        }
        return findings.Any(finding => finding is { For: "here", IsNeeded: true, Mend: not null }) ? ExitCode.Failed : ExitCode.Done;
    }

    static IEnumerable<Finding> Examine(CommandContext context, string stack)
    {
        yield return new("here", ".NET", true, Environment.Version.ToString(), null);
        yield return Exists("the embedded cloud", context.Repository.CloudProgram, "dotnet build cli -c Release");
        yield return Exists("the functions", context.Repository.FunctionPackage, "dotnet build functions -c Release");
        yield return Settings(context, stack);
        yield return Cloud(context);
        yield return Program(
            "here",
            "aws",
            "the AWS CLI, for the commands in the lab guides",
            isNeeded: false,
            "on Debian and Ubuntu `sudo apt install awscli`, on macOS `brew install awscli`, else https://aws.amazon.com/cli/"
        );
        yield return Program(
            "here",
            OperatingSystem.IsWindows() ? "python" : "python3",
            "Python, for the functions in the lab guides",
            isNeeded: false,
            "on Debian and Ubuntu `sudo apt install python3`, else https://www.python.org/downloads/"
        );
        yield return Program("here", "node", "Node.js, for functions in JavaScript", isNeeded: false, "https://nodejs.org/");
        yield return Program(
            "AWS",
            "pulumi",
            "the Pulumi CLI",
            isNeeded: true,
            "https://www.pulumi.com/docs/install/ (`curl -fsSL https://get.pulumi.com | sh`)"
        );
        var (missing, packages) = (PulumiPackages.Missing(), PulumiPackages.All().Count);
        yield return new(
            "AWS",
            $"the {packages} official packages",
            true,
            missing.Count == 0 ? "in the NuGet cache"
                : missing.Count == packages ? "not in the NuGet cache"
                : $"not in the NuGet cache: {string.Join(", ", missing)}",
            missing.Count == 0 ? null : "dotnet restore build/official"
        );
        var keys = HasKeys();
        yield return new(
            "AWS",
            "credentials",
            true,
            keys ? "found" : "none found",
            keys ? null : "`aws sso login` or `aws configure`; `aws sts get-caller-identity` then shows your identity"
        );
    }

    static Finding Exists(string what, string path, string mend)
    {
        var isThere = File.Exists(path) || Directory.Exists(path);
        return new("here", what, true, isThere ? "built" : $"{path} does not exist", isThere ? null : mend);
    }

    static async Task<Finding> FunctionsAsync(CommandContext context)
    {
        const string What = "bubblewrap, which runs functions in sandboxes";
        var (isIsolated, words) = await context.Clouds.CheckFunctionsAsync().ConfigureAwait(false);
        return isIsolated ? new("here", What, false, "a sandbox was started", null) : new("here", What, false, "no sandbox", words);
    }

    static Finding Settings(CommandContext context, string stack)
    {
        try
        {
            return new("here", "settings", true, context.Stack(stack).Path, null);
        }
        catch (CommandException mistake)
        {
            return new("here", "settings", true, $"of the stack {stack}", mistake.Message);
        }
    }

    static Finding Cloud(CommandContext context)
    {
        if (RunningCloud.Find(context.Paths) is { } running)
            return new("here", "a running cloud", false, running.Endpoint, null);
        var port = CloudStarter.Port();
        var isFree = CloudStarter.IsFree(port);
        return isFree
            ? new("here", "a running cloud", false, $"none; port {port} is free", "`./classroom up` starts one")
            : new(
                "here",
                "a port for the cloud",
                true,
                $"{port} is taken",
                $"stop what listens there (LocalStack does, by default), or give the cloud another: CLASSROOM_PORT=4567 ./classroom up"
            );
    }

    static Finding Program(string scope, string name, string what, bool isNeeded, string mend)
    {
        var path = SearchPath.Find(name);
        return new(scope, what, isNeeded, path ?? "not on this machine", path is null ? mend : null);
    }

    static bool HasKeys() =>
        Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is { Length: > 0 } key && key != "test"
        || Environment.GetEnvironmentVariable("AWS_PROFILE") is { Length: > 0 }
        || File.Exists(System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws", "credentials"))
        || Directory.Exists(
            System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws", "sso", "cache")
        );
}
