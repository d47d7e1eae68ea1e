using System.Text.Json.Serialization;

namespace Classroom.Cli.Snapshots;

/// <summary>What a snapshot says about itself, in its file manifest.json.</summary>
/// <param name="Cloud">The id of the cloud's data.</param>
/// <param name="Student">The student whose snapshot this is; null for a snapshot of the whole class.</param>
sealed record Snapshot(
    int Format,
    string Name,
    DateTimeOffset Created,
    string Cloud,
    string Account,
    string Region,
    string? Student,
    IReadOnlyList<string> Stacks,
    IReadOnlyList<string> Students,
    int Resources,
    IReadOnlyList<SnapshotFile> Files
)
{
    /// <summary>The version of the format of snapshots that this program reads and writes.</summary>
    public const int CurrentFormat = 1;

    public const string Manifest = "manifest.json";

    /// <summary>The folders of a snapshot, named like those that the files come from.</summary>
    public const string CloudFolder = "cloud";

    public const string StacksFolder = "stacks";

    [JsonIgnore]
    public long Size => Files.Sum(file => file.Size);
}

/// <summary>A file of a snapshot.</summary>
/// <param name="Path">The path in the snapshot, with slashes.</param>
/// <param name="Mode">The permissions on Unix.</param>
sealed record SnapshotFile(string Path, long Size, string Sha256, int Mode);

[JsonSerializable(typeof(Snapshot))]
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
sealed partial class SnapshotJson : JsonSerializerContext;
