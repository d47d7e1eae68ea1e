using Classroom.Cli.Calls;

namespace Classroom.Cli.Sweeping;

/// <summary>Something that a kind of resource has in the cloud.</summary>
/// <param name="Id">What the deletion needs.</param>
sealed record Found(string Name, string Id);

/// <summary>
/// A kind of resource that somebody can make beside the program: how all of that kind are listed, and how one is deleted. A new kind needs
/// only a new class.
/// </summary>
abstract class OwnKind
{
    public abstract string Word { get; }

    /// <summary>Kinds with a lower number go first: what uses something goes before what is used.</summary>
    public abstract int Order { get; }

    public abstract Task<IReadOnlyList<Found>> ListAsync(AwsClient aws);

    public abstract Task DeleteAsync(AwsClient aws, Found found);

    /// <summary>Whether a name is one of the student's. Names begin with the username; a log group has the name as its last part.</summary>
    public virtual bool IsOf(string student, string name) => name.StartsWith($"{student}-", StringComparison.Ordinal);

    /// <summary>Reads all pages of a list.</summary>
    /// <param name="page">Gets the token of a page; returns its items and the token of the next one.</param>
    protected static async Task<IReadOnlyList<Found>> PagesAsync(Func<string?, Task<(IEnumerable<Found> Found, string? Next)>> page)
    {
        var all = new List<Found>();
        string? next = null;
        do
        {
            (var found, next) = await page(next).ConfigureAwait(false);
            all.AddRange(found);
        } while (!string.IsNullOrEmpty(next));
        return all;
    }
}
