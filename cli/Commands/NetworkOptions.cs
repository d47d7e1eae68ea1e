using System.CommandLine;
using System.Globalization;
using System.Net;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Commands;

/// <summary>The options of a cloud that other machines reach.</summary>
sealed class NetworkOptions
{
    public const string Loopback = "127.0.0.1";

    readonly Option<string> address = new("--address")
    {
        Description = "The IP address; 0.0.0.0 for all addresses of this machine. Other machines are served with TLS only",
        HelpName = "ip",
    };
    readonly Option<string[]> names = new("--hostname")
    {
        Description = "A name or address under which students reach the cloud",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "name",
        DefaultValueFactory = _ => [],
    };
    readonly Option<string?> certificate = new("--certificate")
    {
        Description = "Your own certificate with its chain, as PEM; by default the cloud makes one",
        HelpName = "file",
    };
    readonly Option<string?> key = new("--key") { Description = "The key of your own certificate, as PEM", HelpName = "file" };
    readonly Option<int?> rate = new("--rate")
    {
        Description = "The most calls a second of one access key; 0 for no limit. By default 100 for other machines",
        HelpName = "n",
    };

    public void AddTo(Command command, string usual)
    {
        address.DefaultValueFactory = _ => usual;
        foreach (var option in (Option[])[address, names, certificate, key, rate])
            command.Options.Add(option);
    }

    public bool IsShared(ParseResult given) => !IPAddress.IsLoopback(AddressOf(given));

    /// <summary>The arguments for the process of the cloud.</summary>
    public IReadOnlyList<string> Read(ParseResult given)
    {
        var arguments = new List<string> { "--address", $"{AddressOf(given)}" };
        foreach (var name in given.GetValue(names)!)
            arguments.AddRange(["--hostname", name]);
        foreach (var (option, file) in new[] { ("--certificate", given.GetValue(certificate)), ("--key", given.GetValue(key)) })
        {
            if (file is null)
                continue;
            arguments.AddRange(
                File.Exists(file) ? [option, Path.GetFullPath(file)] : throw new CommandException($"{option}: there is no file {file}.")
            );
        }
        if (given.GetValue(rate) is { } most)
            arguments.AddRange(["--rate", most.ToString(CultureInfo.InvariantCulture)]);
        return arguments;
    }

    /// <summary>Tells how clients of other machines trust the cloud.</summary>
    public static void Explain(CommandContext context, RunningCloud running)
    {
        if (running.Authority is { } authority)
        {
            context.Line("Clients check the cloud with the certificate of its authority, which is not secret:");
            context.Line($"  [blue]{authority.EscapeMarkup()}[/]");
            context.Line("  AWS CLI, boto3:  ca_bundle = <file> in the profile, or AWS_CA_BUNDLE=<file>");
            context.Line("  Node.js:         NODE_EXTRA_CA_CERTS=<file>");
            context.Line("  curl:            curl --cacert <file>");
        }
        context.Line(
            "After `./classroom up`, `./classroom outputs --profile <folder>` writes for each student a folder with the address, "
                + "the keys and this certificate."
        );
        if (running.RootKey is { } file)
            context.Line($"The root user's access key is in {file.EscapeMarkup()}; ./classroom finds it there. Give it to nobody.");
    }

    IPAddress AddressOf(ParseResult given) =>
        IPAddress.TryParse(given.GetValue(address), out var parsed)
            ? parsed
            : throw new CommandException(
                $"--address is '{given.GetValue(address)}'; it must be an IP address of this machine, or 0.0.0.0 for all of them. "
                    + "A name goes to --hostname."
            );
}
