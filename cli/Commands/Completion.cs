using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

sealed class Completion : CliCommand
{
    static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _classroom() {
              local line="${COMP_LINE#* }"
              COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$((COMP_POINT - ${#COMP_LINE} + ${#line}))]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _classroom ./classroom classroom
            """,
        ["zsh"] = """
            _classroom() {
              local line="${BUFFER#* }"
              compadd -- $("${words[1]}" "[suggest:$((CURSOR - ${#BUFFER} + ${#line}))]" "$line" 2>/dev/null)
            }
            compdef _classroom ./classroom classroom
            """,
        ["fish"] = """
            function __classroom
              set -l line (commandline -cp | string replace -r '^\S+\s*' '')
              ./classroom "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c classroom -f -a '(__classroom)'
            """,
        ["powershell"] = """
            Register-ArgumentCompleter -Native -CommandName classroom, classroom.cmd -ScriptBlock {
              param($word, $ast, $position)
              $line = $ast.ToString() -replace '^\S+\s*', ''
              & classroom "[suggest:$($line.Length)]" $line 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    readonly Argument<string> shell = new("shell") { Description = string.Join(", ", Scripts.Keys) };

    public override string Path => "completion";

    public override CommandGroup Group => CommandGroup.Cloud;

    public override string Description => "Print a completion script for a shell";

    public override IReadOnlyList<string> Examples => ["completion bash >> ~/.bashrc", "completion zsh >> ~/.zshrc"];

    protected override bool TakesStack => false;

    protected override void Define(Command command)
    {
        shell.CompletionSources.Add(_ => Scripts.Keys.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        command.Arguments.Add(shell);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var name = given.GetValue(shell)!;
        await context
            .Plain.WriteLineAsync(
                Scripts.GetValueOrDefault(name)
                    ?? throw new CommandException(
                        $"There is no completion for '{name}'. The supported shells are {string.Join(", ", Scripts.Keys)}."
                    )
            )
            .ConfigureAwait(false);
        return ExitCode.Done;
    }
}
