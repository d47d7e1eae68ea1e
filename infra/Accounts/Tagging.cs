using System.Collections.Immutable;
using Pulumi;

namespace Classroom.Accounts;

/// <summary>The tags of all resources that support tags.</summary>
sealed record Tagging(ImmutableSortedDictionary<string, string> All)
{
    /// <summary>One map, which all resources with these tags share.</summary>
    public InputMap<string> Map { get; } = All.ToImmutableDictionary();

    public Tagging With(string key, string value) => new(All.SetItem(key, value));

    public Tagging With(IEnumerable<KeyValuePair<string, string>> more) => new(All.SetItems(more));
}
