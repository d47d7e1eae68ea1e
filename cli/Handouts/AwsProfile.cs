using Classroom.Cli.Executions;

namespace Classroom.Cli.Handouts;

/// <summary>The profile of a student for a class on AWS: region, keys or role, without an address.</summary>
static class AwsProfile
{
    public static void Write(string folder, StudentFacts facts, bool withSecrets)
    {
        ProfileFolder.Make(folder);
        if (facts.Role is { } role)
        {
            // The student's own profile has the identity; this file is appended to the config of the AWS CLI.
            ProfileFolder.WriteFile(
                folder,
                "config",
                $"""
                [profile {facts.Student}]
                role_arn = {role}
                role_session_name = {facts.Student}
                source_profile = default
                region = {facts.Class.Region}

                """
            );
            return;
        }
        if (facts.Key is not { } key)
            return;
        ProfileFolder.WriteFile(folder, "config", $"[default]\nregion = {facts.Class.Region}\n");
        if (withSecrets)
            ProfileFolder.WriteFile(folder, ProfileFolder.CredentialsFile, ProfileFolder.Credentials(key));
        else
            File.Delete(Path.Combine(folder, ProfileFolder.CredentialsFile));
        ProfileFolder.WriteFile(
            folder,
            "env.sh",
            """
            # In bash or zsh: source env.sh
            folder="$(cd "$(dirname "${BASH_SOURCE[0]:-$0}")" 2>/dev/null && pwd || pwd)"
            export AWS_CONFIG_FILE="$folder/config" AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" AWS_PROFILE=default
            unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_ENDPOINT_URL

            """
        );
        ProfileFolder.WriteFile(
            folder,
            "env.ps1",
            """
            # In PowerShell: . ./env.ps1
            $env:AWS_CONFIG_FILE = "$PSScriptRoot/config"
            $env:AWS_SHARED_CREDENTIALS_FILE = "$PSScriptRoot/credentials"
            $env:AWS_PROFILE = "default"
            Remove-Item env:AWS_ACCESS_KEY_ID, env:AWS_SECRET_ACCESS_KEY, env:AWS_SESSION_TOKEN, env:AWS_ENDPOINT_URL -ErrorAction Ignore

            """
        );
    }
}
