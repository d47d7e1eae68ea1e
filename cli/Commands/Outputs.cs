using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Clouds;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Cli.Terminal;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class Outputs : CliCommand
{
    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    readonly Option<string[]> students = Students("Only these students");
    readonly Option<bool> secrets = Flag("--show-secrets", "Show passwords and keys too");
    readonly Option<bool> wide = Flag("--wide", "Everything of every student", "-w");
    readonly Option<bool> onAws = OnAws();
    readonly Option<bool> json = Json();
    readonly Option<string?> profile = new("--profile")
    {
        Description = "Write an AWS profile (config, credentials, certificate) for each student into a folder",
        HelpName = "folder",
    };

    public override string Path => "outputs";

    public override string Description => "Show what each student needs: addresses, ARNs, and how to sign in";

    public override IReadOnlyList<string> Examples =>
        ["outputs", "outputs --student user1 --json", "outputs --student user1 --show-secrets", "outputs --profile profiles"];

    protected override void Define(Command command)
    {
        foreach (var option in (Option[])[students, secrets, wide, profile, onAws, json])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        if (given.GetValue(onAws))
        {
            var file = context.Stack(given.GetValue(Stack)!);
            var all = await PulumiOutputs
                .ReadAsync(context.Repository.Folder, file.Stack, file.HasCohorts, given.GetValue(secrets), cancelled)
                .ConfigureAwait(false);
            var wanted = Chosen(given.GetValue(students)!, all.Select(student => student.Key));
            return await ShowAsync(given, context, new(all.Where(student => wanted?.Contains(student.Key) != false).Select(Copy)))
                .ConfigureAwait(false);
        }
        using var state = context.Look(given.GetValue(Stack)!);
        var known = state.Outputs.Select(student => student.Key).ToList();
        if (known.Count == 0)
            throw new CommandException("No student is up. `./classroom up` brings the class up.");
        var chosen = Chosen(given.GetValue(students)!, known);
        if (given.GetValue(profile) is { } folder)
            return WriteProfiles(context, state, folder, [.. known.Where(student => chosen?.Contains(student) != false)]);
        var told = new JsonObject(
            known
                .Where(student => chosen?.Contains(student) != false)
                .Select(student => KeyValuePair.Create(student, (JsonNode?)OutputText.Of(state, student, given.GetValue(secrets))))
        );
        return await ShowAsync(given, context, told).ConfigureAwait(false);
    }

    static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> entry) => new(entry.Key, entry.Value?.DeepClone());

    async Task<ExitCode> ShowAsync(ParseResult given, CommandContext context, JsonObject told)
    {
        if (given.GetValue(json))
        {
            await context.Plain.WriteLineAsync(told.ToJsonString(Indented)).ConfigureAwait(false);
            return ExitCode.Done;
        }
        if (told.Count > 1 && !given.GetValue(wide))
            ShowBriefly(context, told);
        else
            ShowWhole(context, told);
        return ExitCode.Done;
    }

    /// <summary>A line for each student: what a whole class needs first.</summary>
    static void ShowBriefly(CommandContext context, JsonObject told)
    {
        var table = new Listing("student", "access", "API");
        foreach (var (student, facts) in told.OrderBy(entry => entry.Key, Usernames.Natural))
        {
            var known = (JsonObject)facts!;
            var access =
                known["access_role_arn"] is not null ? "role"
                : known["access_key_id"] is not null ? "user"
                : "none";
            table.Add(null, student, access, (string?)known["api_gateway_url"] ?? "");
        }
        table.Write(context.Console);
        context.Line("[grey]  everything of one student: --student <name>, of everybody: --wide[/]");
    }

    static void ShowWhole(CommandContext context, JsonObject told)
    {
        foreach (var (student, facts) in told)
        {
            context.Line($"[bold]{student.EscapeMarkup()}[/]");
            foreach (var (name, value) in (JsonObject)facts!)
            {
                if (value is not JsonObject map)
                {
                    context.Line($"  {name.EscapeMarkup()}: {value?.ToString().EscapeMarkup()}");
                    continue;
                }
                context.Line($"  {name.EscapeMarkup()}:");
                foreach (var (key, text) in map)
                    context.Line($"    {key.EscapeMarkup()}: [grey]{text?.ToString().EscapeMarkup()}[/]");
            }
        }
    }

    static ExitCode WriteProfiles(CommandContext context, StackState state, string folder, IReadOnlyList<string> students)
    {
        var running = RunningCloud.Required(context.Paths);
        var written = 0;
        foreach (var student in students)
        {
            if (StudentKey.Find(state, student) is not { } key)
            {
                context.Line($"[yellow]{StudentKey.None(student).Message.EscapeMarkup()}[/]");
                continue;
            }
            ProfileFolder.Write(System.IO.Path.Combine(folder, student), key, running);
            written++;
        }
        if (written == 0)
            return ExitCode.Failed;
        context.Line(
            $"{written} profiles are in {System.IO.Path.GetFullPath(folder).EscapeMarkup()}, a folder for each student. "
                + "In the folder: source env.sh (PowerShell: . ./env.ps1), then use the AWS CLI and the SDKs as on AWS."
        );
        return written == students.Count ? ExitCode.Done : ExitCode.Failed;
    }
}
