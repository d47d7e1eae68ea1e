using System.Collections.Concurrent;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Sweeping;

/// <summary>A resource of a student that the program has not made.</summary>
sealed record Leftover(string Student, OwnKind Kind, Found Found);

/// <summary>Finds and removes what students have built themselves, under names that begin with their usernames.</summary>
static class Leftovers
{
    /// <param name="made">The names of what the program has made.</param>
    public static async Task<IReadOnlyList<Leftover>> FindAsync(
        AwsClient aws,
        IReadOnlyCollection<string> students,
        IReadOnlySet<string> made
    )
    {
        var found = new ConcurrentBag<Leftover>();
        await Parallel
            .ForEachAsync(
                Kinds.All,
                async (kind, _) =>
                {
                    foreach (var one in await kind.ListAsync(aws).ConfigureAwait(false))
                        if (!made.Contains(one.Name) && students.FirstOrDefault(student => kind.IsOf(student, one.Name)) is { } student)
                            found.Add(new(student, kind, one));
                }
            )
            .ConfigureAwait(false);
        return [.. found.OrderBy(leftover => leftover.Kind.Order).ThenBy(leftover => leftover.Found.Name, StringComparer.Ordinal)];
    }

    /// <summary>Returns what could not be removed, with the reason.</summary>
    public static async Task<IReadOnlyList<(Leftover Leftover, string Reason)>> RemoveAsync(AwsClient aws, IEnumerable<Leftover> leftovers)
    {
        var failed = new List<(Leftover, string)>();
        foreach (var leftover in leftovers)
        {
            try
            {
                await leftover.Kind.DeleteAsync(aws, leftover.Found).ConfigureAwait(false);
            }
            catch (AwsError error) when (error.IsNotFound)
            {
                // It went together with another one: a mapping with its function.
            }
            catch (AwsError error)
            {
                failed.Add((leftover, error.Message));
            }
        }
        return failed;
    }

    /// <summary>"2 functions, 1 role": how many of each kind.</summary>
    public static string Counts(IEnumerable<Leftover> leftovers) =>
        string.Join(
            ", ",
            leftovers
                .GroupBy(leftover => leftover.Kind.Word)
                .Select(group => $"{group.Count()} {(group.Count() == 1 ? group.Key : Plural(group.Key))}")
        );

    static string Plural(string word) =>
        word.EndsWith('y') ? $"{word[..^1]}ies"
        : word.EndsWith('s') ? $"{word}es"
        : $"{word}s";
}
