using System.CommandLine;
using Classroom.Cli.Snapshots;

namespace Classroom.Cli.Commands;

/// <summary>What the commands for snapshots have in common.</summary>
static class SnapshotNames
{
    public static Argument<string> Argument(string description) => new("name") { Description = description };

    public static string SizeOf(Snapshot snapshot) => $"{Math.Max(0.1, snapshot.Size / 1048576.0):0.0} MB";
}
