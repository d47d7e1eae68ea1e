using System.Collections.Immutable;

namespace Classroom.Settings;

/// <summary>What the settings of students who build the labs themselves must have.</summary>
static class HandsOnRules
{
    public static void Check(string path, ImmutableArray<Student> students, KnownLabs labs, Mistakes mistakes)
    {
        var builders = students.Where(student => student.Settings.Mode == LabMode.HandsOn).ToList();
        foreach (var (lab, reason) in labs.OnlyProvisioned)
            if (builders.Where(student => student.Settings.Labs.Contains(lab)).ToList() is { Count: > 0 } those)
                mistakes.Add(
                    path,
                    $"'hands-on' for {Names(those)} with the lab {lab}, which students cannot build safely ({reason})",
                    $"provisioned; or hands-on with labs: [{string.Join(", ", labs.Names.Except(labs.OnlyProvisioned.Keys))}]"
                );
        if (builders.Where(student => student.Settings.Access == AccessChoice.None).ToList() is { Count: > 0 } outside)
            mistakes.Add(path, $"'hands-on' for {Names(outside)} without access", "hands-on with access: role or access: user");
    }

    static string Names(IEnumerable<Student> students) => string.Join(", ", students.Select(student => student.Username));
}
