using System.Globalization;
using System.Text;

namespace Classroom.Cloud.Api;

/// <summary>Cuts a list into pages, and makes the token of the next page.</summary>
static class Paging
{
    public static (IReadOnlyList<T> Items, string? Next) Cut<T>(
        IEnumerable<T> all,
        string? token,
        int? most,
        int otherwise,
        string error = "ValidationException"
    ) => Cut(start => all.Skip(start), token, most, otherwise, error);

    /// <param name="from">The items from the position that the caller's token names.</param>
    public static (IReadOnlyList<T> Items, string? Next) Cut<T>(
        Func<int, IEnumerable<T>> from,
        string? token,
        int? most,
        int otherwise,
        string error = "ValidationException"
    )
    {
        var start = token is null or "" ? 0 : Decode(token) ?? throw new AwsException(error, "The token for the next page is not valid");
        var size = Math.Clamp(most ?? otherwise, 1, 10_000);
        var items = from(start).Take(size + 1).ToList();
        if (items.Count <= size)
            return (items, null);
        items.RemoveAt(size);
        return (items, Encode(start + size));
    }

    static string Encode(int offset) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"from:{offset}"));

    static int? Decode(string token)
    {
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var count))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, count);
        return
            text.StartsWith("from:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : null;
    }
}
