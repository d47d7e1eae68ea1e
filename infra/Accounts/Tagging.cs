using System.Collections.Immutable;
using Pulumi;

namespace Classroom.Accounts;

/// <summary>The tags of everything that takes tags.</summary>
sealed record Tagging(ImmutableSortedDictionary<string, string> All)
{
    /// <summary>One map for all resources that carry it.</summary>
    public InputMap<string> Map { get; } = All.ToImmutableDictionary();

    public Tagging With(string key, string value) => new(All.SetItem(key, value));

    public Tagging With(IEnumerable<KeyValuePair<string, string>> more) => new(All.SetItems(more));
}
