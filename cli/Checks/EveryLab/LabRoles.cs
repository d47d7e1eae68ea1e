namespace Classroom.Cli.Checks.EveryLab;

/// <summary>The roles that the functions and workflows of a lab use, as far as they belong to the student.</summary>
static class LabRoles
{
    public static async Task<IReadOnlyList<RoleInfo>> OfAsync(StudentAccount student, LabParts parts)
    {
        var functions = await student.FunctionsAsync(parts).ConfigureAwait(false);
        var workflows = await student.WorkflowsAsync(parts).ConfigureAwait(false);
        var roles = await student.Account.RolesAsync().ConfigureAwait(false);
        return
        [
            .. functions
                .Select(function => function.Role)
                .Concat(workflows.Select(found => found.View.RoleArn))
                .Select(RoleRules.NameOf)
                .Distinct()
                .Where(name => name.StartsWith(student.Name(""), StringComparison.Ordinal))
                .Select(roles.GetValueOrDefault)
                .OfType<RoleInfo>(),
        ];
    }
}
