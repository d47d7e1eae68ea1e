using System.Globalization;
using System.Net;
using Classroom.Cloud.Runtime;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Hosting;

/// <summary>
/// Reads the settings from the command line. Secrets are read from environment variables, because other users can see the arguments of a
/// process.
/// </summary>
static class CommandLine
{
    const string Help = """
        Classroom.Cloud - the AWS services of a class on one port

          --port <n>          the port; 0 for any free port (default 4566)
          --address <ip>      the IP address (default 127.0.0.1). At any other address the cloud uses TLS, and the root user has
                              keys of its own: those of the environment variables CLASSROOM_ROOT_ACCESS_KEY_ID and
                              CLASSROOM_ROOT_SECRET_ACCESS_KEY, or random keys in the file root-key.json of the data folder
          --certificate <pem> the certificate for TLS, with its chain; without it the cloud makes a certificate authority and a
                              certificate in the folder tls of the data folder
          --key <pem>         the key of the certificate
          --hostname <name>   a further name or address under which clients reach the cloud; can be repeated. Requests for any
                              name that is neither given here nor a loopback name nor the address are refused
          --data <folder>     the folder for all data
          --durability <d>    full: a call is answered when its change is on the disk (default)
                              normal: a call is answered when the operating system has its change; this survives a killed
                              process, but a power cut can lose the latest changes
          --executions <n>    the number of executions that are kept, for 90 days at most (default 100000)
          --audit-events <n>  the number of events that the audit log keeps, for 90 days at most (default 500000)
          --account <id>      the account id, twelve digits (default 000000000000)
          --region <name>     the region (default us-east-1)
          --log-level <l>     trace, debug (logs every request), information, warning or error
          --background <file> writes the log to this file, and keeps running when the terminal is closed
          --rate <n>          the most calls a second of one access key, and a tenth of the most calls of one address; 0 for no
                              limit. Without this option the limit is 100 for other machines; this machine has none
          --quotas <factor>   multiplies what AWS's quotas allow to each student: the rates of calls, and the number of invocations at
                              the same time; 0 for no such limits (default 1)
          --connections-per-address <n>  the most open connections of one address of another machine (default 100)
          --worker-memory <m> the memory in MB that all function processes together may use (default 2048)
          --student-storage <m>
                              what one student may store in MB (logs, executions, messages, objects, code) before the cloud
                              freezes the student; 0 for no limit (default 2048)
          --function-network <n>
                              cloud: functions in sandboxes reach only this cloud (default)
                              machine: they reach whatever this machine reaches
          --unsafe-functions  runs functions with the rights of this user if this machine cannot start sandboxes, although other
                              machines can reach the cloud
        """;

    public static CloudSettings? Read(string[] args, Func<string, string?> variable)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(Help);
            return null;
        }
        var settings = new CloudSettings();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (args[i] == "--unsafe-functions")
            {
                // The only option without a value.
                settings = settings with
                {
                    UnsafeFunctions = true,
                };
                i--;
                continue;
            }
            if (i + 1 == args.Length)
                throw new SettingsException($"{args[i]} needs a value.\n{Help}");
            var value = args[i + 1];
            settings = args[i] switch
            {
                "--port" => settings with { Port = Number(args[i], value, 0, 65535) },
                "--address" => settings with
                {
                    Address = IPAddress.TryParse(value, out var address)
                        ? address
                        : throw new SettingsException($"--address is '{value}'; it must be an IP address such as 127.0.0.1."),
                },
                "--hostname" => settings with { Hostnames = settings.Hostnames.Add(Hostname(value)) },
                "--certificate" => settings with { Certificate = Path.GetFullPath(value) },
                "--key" => settings with { CertificateKey = Path.GetFullPath(value) },
                "--data" => settings with { DataFolder = Path.GetFullPath(value) },
                "--durability" => settings with
                {
                    Durability = value switch
                    {
                        "full" => Durability.Full,
                        "normal" => Durability.Normal,
                        _ => throw new SettingsException($"--durability is '{value}'; allowed are full and normal."),
                    },
                },
                "--executions" => settings with { MostExecutions = Number(args[i], value, 100, 100_000_000) },
                "--audit-events" => settings with { MostAuditEvents = Number(args[i], value, 100, 100_000_000) },
                "--account" => settings with
                {
                    Account =
                        value.Length == 12 && value.All(char.IsAsciiDigit)
                            ? value
                            : throw new SettingsException($"--account is '{value}'; it must be twelve digits."),
                },
                "--region" => settings with { Region = value },
                "--log-level" => settings with
                {
                    LogLevel = Enum.TryParse<LogLevel>(value, ignoreCase: true, out var level)
                        ? level
                        : throw new SettingsException(
                            $"--log-level is '{value}'; allowed are {string.Join(", ", Enum.GetNames<LogLevel>()).ToLowerInvariant()}."
                        ),
                },
                "--background" => settings with { BackgroundLog = Path.GetFullPath(value) },
                "--rate" => settings with { CallsPerSecond = Number(args[i], value, 0, 1_000_000) },
                "--quotas" => settings with { QuotaScale = Factor(args[i], value) },
                "--connections-per-address" => settings with { ConnectionsPerAddress = Number(args[i], value, 1, 20_000) },
                "--function-network" => settings with
                {
                    FunctionNetwork = value switch
                    {
                        "cloud" => FunctionNetwork.Cloud,
                        "machine" => FunctionNetwork.Machine,
                        _ => throw new SettingsException($"--function-network is '{value}'; allowed are cloud and machine."),
                    },
                },
                "--worker-memory" => settings with { WorkerMemory = Number(args[i], value, 128, 1 << 20) },
                "--student-storage" => settings with { StudentStorage = Number(args[i], value, 0, 1 << 24) },
                _ => throw new SettingsException($"There is no option {args[i]}.\n{Help}"),
            };
        }
        return Secure(settings, variable);
    }

    static CloudSettings Secure(CloudSettings settings, Func<string, string?> variable)
    {
        if (settings.Certificate is null != settings.CertificateKey is null)
            throw new SettingsException("--certificate and --key belong together: give both, or none of them.");
        if (settings.Certificate is not null && !settings.IsShared)
            throw new SettingsException(
                $"--certificate is for an address that other machines can reach; on {settings.Address} the cloud uses no TLS. "
                    + "Add --address."
            );
        var (key, secret) = (variable("CLASSROOM_ROOT_ACCESS_KEY_ID"), variable("CLASSROOM_ROOT_SECRET_ACCESS_KEY"));
        if (!string.IsNullOrEmpty(key) && !string.IsNullOrEmpty(secret))
        {
            return key.Length >= 16 && secret.Length >= 32
                ? settings with
                {
                    RootAccessKeyId = key,
                    RootSecretAccessKey = secret,
                }
                : throw new SettingsException(
                    "CLASSROOM_ROOT_ACCESS_KEY_ID must have at least 16 characters and CLASSROOM_ROOT_SECRET_ACCESS_KEY 32; `openssl "
                        + "rand -hex 20` creates a key."
                );
        }
        return settings;
    }

    static string Hostname(string value) =>
        Uri.CheckHostName(value) != UriHostNameType.Unknown
            ? value
            : throw new SettingsException(
                $"--hostname is '{value}'; it must be a name such as class.example.org or an IP address, without a port."
            );

    static int Number(string option, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingsException($"{option} is '{value}'; it must be a number from {least} to {most}.");

    static double Factor(string option, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && factor <= 1000
            ? factor
            : throw new SettingsException($"{option} is '{value}'; it must be a number from 0 to 1000, such as 0.5.");
}
