using System.Text.Json;
using Classroom.Languages;

namespace Classroom.Cloud.Iam;

/// <summary>
/// The AWS managed policies that courses commonly attach, with the statements that AWS published. build/models/policies.py writes the file
/// with them.
/// </summary>
static class ManagedPolicies
{
    const string Resource = "iam/ManagedPolicies.txt";

    static readonly Lazy<Dictionary<string, ManagedPolicy>> All = new(() =>
        Lines().Where(line => line.Length > 0 && line[0] != '#').Select(Read).ToDictionary(policy => policy.Arn, StringComparer.Ordinal)
    );

    public static IEnumerable<ManagedPolicy> Everything => All.Value.Values;

    public static ManagedPolicy? Find(string arn) => All.Value.GetValueOrDefault(arn);

    static ManagedPolicy Read(string line)
    {
        var entry = BoundedJson.Parse(line, LanguageLimits.Json)!;
        var path = (string)entry["path"]!;
        var name = path[(path.LastIndexOf('/') + 1)..];
        var version = (string)entry["version"]!;
        var (created, updated) = (Time(entry["created"]), Time(entry["updated"]));
        return new(
            $"arn:aws:iam::aws:policy{path}",
            name,
            path[..^name.Length],
            $"ANPA{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(path)))[..17]}",
            null,
            created,
            updated
        )
        {
            DefaultVersionId = version,
            Versions = [new(version, $$"""{"Version":"2012-10-17","Statement":{{entry["statements"]!.ToJsonString()}}}""", updated)],
        };
    }

    static DateTimeOffset Time(System.Text.Json.Nodes.JsonNode? time) => time.Deserialize<DateTimeOffset>();

    static string[] Lines()
    {
        using var stream = typeof(ManagedPolicies).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
