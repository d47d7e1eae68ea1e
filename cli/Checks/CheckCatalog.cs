namespace Classroom.Cli.Checks;

/// <summary>All checks. A new check needs no entry in a list.</summary>
static class CheckCatalog
{
    static readonly IReadOnlyList<Type> Types =
    [
        .. typeof(CheckCatalog)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Check)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<LabParts> Labs { get; } =
    [
        .. typeof(CheckCatalog)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LabParts)) && !type.IsAbstract)
            .Select(type => (LabParts)Activator.CreateInstance(type)!)
            .OrderBy(lab => lab.Lab, StringComparer.Ordinal),
    ];

    /// <summary>The checks of a student with these labs: those of each lab, then those of the workspace.</summary>
    public static IReadOnlyList<Check> Of(IReadOnlyCollection<string> labs)
    {
        LabParts[] chosen = [.. Labs.Where(lab => labs.Contains(lab.Lab))];
        return
        [
            .. chosen.SelectMany(lab => OfLab(lab)),
            .. Types
                .Where(type => type.IsSubclassOf(typeof(Workspace.WorkspaceCheck)))
                .Select(type => (Check)Activator.CreateInstance(type, (IReadOnlyList<LabParts>)chosen)!),
        ];
    }

    /// <summary>What is built comes before what is run, and exercises before what follows from them.</summary>
    static IEnumerable<Check> OfLab(LabParts lab) =>
        Types
            .Where(type => type.IsSubclassOf(typeof(EveryLabCheck)))
            .Select(type => (Check)Activator.CreateInstance(type, lab)!)
            .Concat(
                Types
                    .Where(type => type.GetConstructor(Type.EmptyTypes) is not null)
                    .Select(type => (Check)Activator.CreateInstance(type)!)
                    .Where(check => check.Lab == lab.Lab)
            )
            .OrderBy(check => check.IsExercise)
            .ThenBy(check => check.IsExercise && check is EveryLabCheck);
}
