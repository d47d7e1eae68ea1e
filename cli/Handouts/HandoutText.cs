using System.Text;
using System.Text.RegularExpressions;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Handouts;

/// <summary>The hand-out of a student in Markdown: what belongs to the student, then the guides with all placeholders filled in.</summary>
static partial class HandoutText
{
    /// <param name="withSecrets">Whether the page shows the password and the access key.</param>
    public static string Of(StudentFacts facts, Repository repository, bool withSecrets)
    {
        var text = new StringBuilder();
        text.Append($"# Hand-out for {facts.Student}\n\n");
        Place(text, facts);
        Access(text, facts, withSecrets);
        Resources(text, facts);
        var labs = Guide.Labs(repository).Where(facts.Labs.Contains).ToList();
        text.Append(Below(Fill(Guide.Beginning(repository), facts, labs))).Append("\n\n");
        if (facts.IsHandsOn)
            text.Append(Below(Fill(Guide.ToBuild(repository), facts, labs))).Append("\n\n");
        foreach (var lab in labs)
        {
            text.Append($"<a id=\"{lab}\"></a>\n\n");
            if (facts.IsHandsOn)
                text.Append(Below(Fill(Guide.ToBuild(repository, lab), facts, labs))).Append("\n\n");
            text.Append(Below(Fill(Guide.OfLab(repository, lab), facts, labs))).Append("\n\n");
        }
        return text.ToString();
    }

    public static string Troubleshooting(StudentFacts facts, Repository repository) =>
        Fill(Guide.Troubleshooting(repository), facts, []) + "\n";

    /// <summary>The guides are parts of one page here, so links between them become links within the page.</summary>
    static string Fill(Guide guide, StudentFacts facts, IReadOnlyList<string> labs)
    {
        var text = guide.For(facts.Words, facts.Values).Replace("../TROUBLESHOOTING.md", "troubleshooting.md", StringComparison.Ordinal);
        return LabRow()
            .Replace(
                text,
                row => labs.Contains(row.Groups[1].Value) ? $"| [{row.Groups[1].Value}](#{row.Groups[1].Value}){row.Groups[2]}" : ""
            );
    }

    static void Place(StringBuilder text, StudentFacts facts)
    {
        var place = facts.Class;
        text.Append("| your class | |\n| --- | --- |\n");
        Row(text, "runs on", place.IsOnAws ? "AWS" : "the embedded cloud of your instructor's machine");
        if (place.Endpoint is { } endpoint)
            Row(text, "endpoint", Code(endpoint));
        Row(text, "region", Code(place.Region));
        Row(text, "account", Code(place.Account));
        Row(text, "your labs", string.Join(", ", facts.Labs.Order(StringComparer.Ordinal)));
        Row(text, "your names begin with", Code($"{facts.Student}-"));
        text.Append('\n');
    }

    static void Access(StringBuilder text, StudentFacts facts, bool withSecrets)
    {
        text.Append("## Your access\n\n");
        if (facts.Key is null && facts.Role is null)
        {
            text.Append("You have no identity of your own in this class: your instructor runs the commands, or gives you access.\n\n");
            return;
        }
        text.Append("| what | value |\n| --- | --- |\n");
        if (facts.SignInUrl is { } url && facts.Class.IsOnAws)
            Row(text, "sign-in address", $"<{url}>");
        if (facts.Role is { } role)
            Row(text, "your role", Code(role));
        if (facts.Outputs["user_name"] is { } user)
            Row(text, "user name", Code((string)user!));
        if (withSecrets && facts.Password is { } password)
            Row(text, "first password", Code(password));
        if (facts.Key is { } key)
        {
            Row(text, "access key", withSecrets ? Code(key.AccessKeyId) : "your instructor gives it to you separately");
            if (withSecrets)
                Row(text, "secret access key", Code(key.SecretAccessKey));
        }
        Row(text, "permissions boundary of your roles", Code(facts.Class.Boundary));
        Row(text, "tag of your roles", Code($"student = {facts.Student}"));
        text.Append('\n');
        if (withSecrets)
            text.Append("This page contains secrets. Whoever has it can act as you: do not pass it on.\n\n");
        else if (facts.Key is not null)
            text.Append("When you have your key, put it into the file `credentials` beside this page:\n\n")
                .Append($"```ini\n[{ProfileName(facts)}]\naws_access_key_id = ...\naws_secret_access_key = ...\n```\n\n");
    }

    static string ProfileName(StudentFacts facts) => facts.Role is null ? "default" : Executions.ProfileFolder.Source;

    static void Resources(StringBuilder text, StudentFacts facts)
    {
        text.Append("## Your resources\n\n| kind | names |\n| --- | --- |\n");
        Row(text, "workflows", string.Join(", ", facts.Workflows.Keys.Select(Code)));
        Row(text, "functions", string.Join(", ", facts.Functions.Keys.Select(Code)));
        foreach (var (name, value) in facts.Links)
            Row(text, name.Replace('_', ' '), value.StartsWith("https://", StringComparison.Ordinal) ? $"<{value}>" : Code(value));
        text.Append(
            $"\nThe log of a function is in the log group `/aws/lambda/<function>`, the log of a workflow in "
                + "`/aws/vendedlogs/states/<workflow>`.\n\n"
        );
    }

    static void Row(StringBuilder text, string name, string value) => text.Append($"| {name} | {value} |\n");

    // A table ends its cell at a vertical line even within code; generated passwords can have one.
    static string Code(string value) => $"`{value.Replace("|", "\\|", StringComparison.Ordinal)}`";

    /// <summary>The same text with all headings one level lower, as a part of a larger page.</summary>
    static string Below(string text)
    {
        var isCode = false;
        return string.Join(
            '\n',
            text.Split('\n')
                .Select(line =>
                {
                    if (line.StartsWith("```", StringComparison.Ordinal))
                        isCode = !isCode;
                    return !isCode && line.StartsWith('#') ? $"#{line}" : line;
                })
        );
    }

    [GeneratedRegex(@"^\| \[\w+\]\((\w+)\.md\)(.*\n)", RegexOptions.Multiline)]
    private static partial Regex LabRow();
}
