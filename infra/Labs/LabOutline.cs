using Pulumi;
using Pulumi.Aws.Iam;

namespace Classroom.Labs;

/// <summary>What the rest of a student's workspace knows of a lab.</summary>
/// <param name="Roles">The roles that the program has made. The student may not change them.</param>
/// <param name="ApiIds">The ids of HTTP APIs, which the student may see.</param>
/// <param name="Facts">Outputs for the student besides functions and workflows.</param>
sealed record LabOutline(
    IReadOnlyList<(string Name, Output<string> Arn)> Workflows,
    IReadOnlyList<(string Name, Output<string> Arn)> Functions,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<Output<string>> ApiIds,
    IReadOnlyDictionary<string, Output<string>> Facts
);
