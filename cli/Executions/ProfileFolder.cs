using Classroom.Cli.Clouds;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Executions;

/// <summary>
/// A folder for one student with everything that the AWS CLI and the SDKs need: address, region, keys, and the certificate of the cloud's
/// authority. The folder may be copied to the machine of the student.
/// </summary>
static class ProfileFolder
{
    /// <summary>The profile that has the key with which a role is assumed.</summary>
    public const string Source = "key";

    public const string CredentialsFile = "credentials";
    const string Certificate = "ca.pem";
    const string Function = """aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }""";

    /// <param name="withSecrets">Whether the folder gets the keys; without them it has everything else.</param>
    public static void Write(string folder, StudentKey key, RunningCloud running, bool withSecrets = true)
    {
        Make(folder);
        if (running.Authority is { } authority)
            WriteFile(folder, Certificate, File.ReadAllText(authority));
        if (withSecrets)
            WriteFile(folder, CredentialsFile, Credentials(key));
        else
            File.Delete(Path.Combine(folder, CredentialsFile));
        WriteFile(folder, "config", Config(folder, key, running));
        WriteFile(folder, "env.sh", Shell(running));
        WriteFile(folder, "env.ps1", PowerShell(running));
    }

    public static string Credentials(StudentKey key) =>
        $"""
            [{(key.RoleArn is null ? "default" : Source)}]
            aws_access_key_id = {key.AccessKeyId}
            aws_secret_access_key = {key.SecretAccessKey}

            """;

    static string Config(string folder, StudentKey key, RunningCloud running)
    {
        // The path is for a folder that stays where it is; env.sh sets the path of a copied folder.
        var trust = running.Authority is null ? "" : $"ca_bundle = {Path.Combine(Path.GetFullPath(folder), Certificate)}\n";
        // StartSyncExecution would otherwise call a host name of its own, which a cloud at one address does not have.
        var common = $"""
            region = {running.Region}
            endpoint_url = {running.Endpoint}
            {trust}disable_host_prefix_injection = true
            s3 =
              addressing_style = path

            """;
        // The AWS CLI caches sessions by role and name. Sessions of an earlier cloud are not valid, so the name differs for each cloud.
        var session = $"{key.Student}-{running.Cloud[..Math.Min(6, running.Cloud.Length)]}";
        return key.RoleArn is { } role
            ? $"[default]\nrole_arn = {role}\nrole_session_name = {session}\nsource_profile = {Source}\n{common}\n"
                + $"[profile {Source}]\n{common}"
            : $"[default]\n{common}";
    }

    static string Shell(RunningCloud running) =>
        $"""
            # In bash or zsh: source env.sh
            folder="$(cd "$(dirname "$BASH_SOURCE")" 2>/dev/null && pwd || pwd)"
            export AWS_CONFIG_FILE="$folder/config" AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" AWS_PROFILE=default
            export AWS_ENDPOINT_URL={running.Endpoint} AWS_DISABLE_HOST_PREFIX_INJECTION=true
            # Version 1 of the AWS CLI calls SQS at AWS's own address unless the option is given.
            {Function}
            unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
            {(
                running.Authority is null
                    ? ""
                    : $"export AWS_CA_BUNDLE=\"$folder/{Certificate}\" NODE_EXTRA_CA_CERTS=\"$folder/{Certificate}\"\n"
            )}
            """.Replace(
            "$BASH_SOURCE",
            "${BASH_SOURCE[0]:-$0}",
            StringComparison.Ordinal
        );

    static string PowerShell(RunningCloud running) =>
        $"""
            # In PowerShell: . ./env.ps1
            $env:AWS_CONFIG_FILE = "$PSScriptRoot/config"
            $env:AWS_SHARED_CREDENTIALS_FILE = "$PSScriptRoot/credentials"
            $env:AWS_PROFILE = "default"
            $env:AWS_ENDPOINT_URL = "{running.Endpoint}"
            $env:AWS_DISABLE_HOST_PREFIX_INJECTION = "true"
            Remove-Item env:AWS_ACCESS_KEY_ID, env:AWS_SECRET_ACCESS_KEY, env:AWS_SESSION_TOKEN -ErrorAction Ignore
            {(running.Authority is null ? "" : $"$env:AWS_CA_BUNDLE = $env:NODE_EXTRA_CA_CERTS = \"$PSScriptRoot/{Certificate}\"\n")}
            """;

    public static void Make(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The folder {folder} cannot be made: {exception.Message}");
        }
    }

    public static void WriteFile(string folder, string name, string content) =>
        WriteFile(folder, name, System.Text.Encoding.UTF8.GetBytes(content));

    /// <summary>Only the owner may read the files: most of them are, or lead to, the keys of a student.</summary>
    public static void WriteFile(string folder, string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(content);
    }
}
