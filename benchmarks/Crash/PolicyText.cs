using System.Text.Json;

namespace Classroom.Benchmarks.Crash;

/// <summary>Creates policies with one statement.</summary>
static class PolicyText
{
    const string Version = "2012-10-17";

    public static string Trust(string service) =>
        Of(
            new
            {
                Effect = "Allow",
                Principal = new { Service = service },
                Action = "sts:AssumeRole",
            }
        );

    public static string Allow(string action, string resource) =>
        Of(
            new
            {
                Effect = "Allow",
                Action = action,
                Resource = resource,
            }
        );

    /// <summary>A resource policy that allows a service to act on the resource.</summary>
    public static string AllowService(string service, string action, string resource, string id = "Own") =>
        Of(
            new
            {
                Sid = id,
                Effect = "Allow",
                Principal = new { Service = service },
                Action = action,
                Resource = resource,
            }
        );

    public static string Of(object statement, bool isPretty = false) =>
        JsonSerializer.Serialize(new { Version, Statement = new[] { statement } }, isPretty ? Formats.Pretty : Formats.Plain);
}
