using System.Text.Json;

namespace Classroom.Benchmarks.Crash;

/// <summary>Policies of one statement, as texts.</summary>
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

    /// <summary>Of a resource, for a service that acts on it.</summary>
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
