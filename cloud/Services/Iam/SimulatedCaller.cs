using Classroom.Access;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

/// <summary>The parts of a simulation that its two operations have in common.</summary>
static class SimulatedCaller
{
    /// <summary>The user of an ARN, who need not exist; without an ARN, a user of the account.</summary>
    public static Caller Of(string? arn, IamStore iam)
    {
        if (arn is null)
            return new(new(PrincipalKind.User, $"arn:aws:iam::{iam.Account}:user/simulated", iam.Account), "simulated");
        if (
            arn.Split(':') is not ["arn", "aws", "iam", "", { Length: > 0 } account, var name]
            || !name.StartsWith("user/", StringComparison.Ordinal)
        )
            throw Simulation.Invalid($"CallerArn {arn} is not the ARN of a user");
        return new(new(PrincipalKind.User, arn, account), "simulated") { UserName = name[(name.LastIndexOf('/') + 1)..] };
    }

    public static SimulatedPolicy? Boundary(IReadOnlyList<string>? texts) =>
        texts switch
        {
            null or [] => null,
            [var only] => new("PermissionsBoundaryPolicyInputList.1", "none", only),
            _ => throw Simulation.Invalid("Only one permissions boundary can be given"),
        };

    /// <summary>The account of an ARN that names the owner of the resources.</summary>
    public static string? AccountOf(string? arn) =>
        arn is null ? null
        : arn.Split(':') is [_, _, _, _, { Length: > 0 } account, ..] ? account
        : throw Simulation.Invalid($"ResourceOwner {arn} is not the ARN of an account");
}
