using System.CommandLine;
using System.Diagnostics;
using Classroom.Cli.Clouds;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

sealed class Aws : CliCommand
{
    static readonly string[] Foreign = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_CA_BUNDLE", "AWS_ROLE_ARN"];

    readonly Argument<string[]> arguments = new("arguments")
    {
        Description = "The arguments of the AWS CLI, after --",
        Arity = ArgumentArity.OneOrMore,
    };
    readonly Option<string?> student = new("--student", "-u")
    {
        Description = "As this student; by default as the root user",
        HelpName = "username",
    };

    public override string Path => "aws";

    public override CommandGroup Group => CommandGroup.Work;

    public override string Description => "Run the AWS CLI of this machine against the class, as a student or as the root user";

    public override IReadOnlyList<string> Examples => ["aws -- s3 ls", "aws --student user1 -- stepfunctions list-state-machines"];

    protected override void Define(Command command)
    {
        command.Arguments.Add(arguments);
        command.Options.Add(student);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var program =
            SearchPath.Find("aws")
            ?? throw new CommandException(
                "The AWS CLI is not installed. On Debian and Ubuntu: `apt install awscli`; on macOS: `brew install awscli`; on Windows: "
                    + "`winget install Amazon.AWSCLI`; https://aws.amazon.com/cli/ has the others."
            );
        var running = RunningCloud.Required(context.Paths);
        var keys = running.Root;
        if (given.GetValue(student) is { } name)
        {
            using var state = context.Look(given.GetValue(Stack)!);
            Chosen([name], state.Outputs.Select(known => known.Key));
            keys = await (StudentKey.Find(state, name) ?? throw StudentKey.None(name))
                .SignInAsync(running, context.Clock)
                .ConfigureAwait(false);
        }
        var endpoint = running.Local ?? running.Endpoint;
        // The option works with all versions of the AWS CLI; old ones ignore the variable.
        var start = new ProcessStartInfo(program, ["--endpoint-url", endpoint, .. given.GetValue(arguments)!]) { UseShellExecute = false };
        foreach (var variable in Foreign)
            start.Environment.Remove(variable);
        start.Environment["AWS_ENDPOINT_URL"] = endpoint;
        start.Environment["AWS_ACCESS_KEY_ID"] = keys.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = keys.SecretAccessKey;
        if (keys.SessionToken is { } token)
            start.Environment["AWS_SESSION_TOKEN"] = token;
        start.Environment["AWS_DEFAULT_REGION"] = start.Environment["AWS_REGION"] = running.Region;
        start.Environment["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancelled).ConfigureAwait(false);
        return process.ExitCode == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
