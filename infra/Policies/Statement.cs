using System.Collections.Immutable;
using Pulumi;

namespace Classroom.Policies;

/// <summary>One statement of a policy: <c>Policy.Allow("lambda:InvokeFunction").On(validator.Arn)</c>.</summary>
sealed record Statement
{
    public required string Effect { get; init; }

    public required ImmutableArray<string> Actions { get; init; }

    /// <summary>The statement applies to all actions except <see cref="Actions"/> (NotAction).</summary>
    public bool IsAllActionsExcept { get; init; }

    public ImmutableArray<Input<string>> Resources { get; init; } = [];

    /// <summary>The statement applies to all resources except <see cref="Resources"/> (NotResource).</summary>
    public bool IsExcept { get; init; }

    public (string Kind, Input<string> Value)? Principal { get; init; }

    public ImmutableArray<(string Operator, string Key, ImmutableArray<Input<string>> Values)> Conditions { get; init; } = [];

    public Statement On(params Input<string>[] resources) => this with { Resources = [.. Resources, .. resources] };

    public Statement OnAllBut(params Input<string>[] resources) => this with { Resources = [.. resources], IsExcept = true };

    /// <summary>For actions that support no resource. <see cref="StarOnlyActions"/> lists these actions with their reasons.</summary>
    public Statement OnStar()
    {
        var unlisted = Actions.Where(action => !StarOnlyActions.Reasons.ContainsKey(action)).ToArray();
        return unlisted.Length == 0
            ? On("*")
            : throw new ArgumentException($"not in {nameof(StarOnlyActions)}: {string.Join(", ", unlisted)}");
    }

    public Statement ByService(string service) => this with { Principal = ("Service", service) };

    public Statement ByAws(Input<string> arn) => this with { Principal = ("AWS", arn) };

    public Statement When(string @operator, string key, params Input<string>[] values) =>
        this with
        {
            Conditions = Conditions.Add((@operator, key, [.. values])),
        };
}
