using System.Collections.Concurrent;
using Classroom.Cloud.Api;

namespace Classroom.Services.Tests.Reference;

/// <summary>The permissions that the operations have asked for in this run.</summary>
static class AskedPermissions
{
    static readonly ConcurrentDictionary<Asked, bool> All = new();

    /// <param name="Resource">The ARN, or *.</param>
    /// <param name="Keys">The names of the condition keys, sorted and separated by blanks.</param>
    public sealed record Asked(Type Operation, string OwnAction, string Action, string Resource, string Keys);

    /// <summary>
    /// The permissions of the calls that were served. Calls that are refused may name no valid resource; they count only for operations
    /// that are always refused.
    /// </summary>
    public static IReadOnlyCollection<Asked> Seen
    {
        get
        {
            var served = All.Where(asked => asked.Value).Select(asked => asked.Key.Operation).ToHashSet();
            return [.. All.Where(asked => asked.Value || !served.Contains(asked.Key.Operation)).Select(asked => asked.Key)];
        }
    }

    public static void Note(Type operation, string ownAction, IEnumerable<Permission> needs)
    {
        foreach (var need in needs)
            All.TryAdd(Of(operation, ownAction, need), false);
    }

    public static void NoteServed(Type operation, string ownAction, IEnumerable<Permission> needs)
    {
        foreach (var need in needs)
            All[Of(operation, ownAction, need)] = true;
    }

    static Asked Of(Type operation, string ownAction, Permission need)
    {
        var keys = need.Context.Select(pair => pair.Key).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);
        return new(operation, ownAction, need.Action ?? ownAction, need.Resource, string.Join(' ', keys));
    }
}
