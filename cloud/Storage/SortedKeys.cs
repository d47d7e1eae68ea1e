namespace Classroom.Storage;

/// <summary>
/// The keys of a table in ordinal order. One thread changes them while others read: a reader takes them in portions, and sees a key that is
/// added or removed meanwhile or does not see it.
/// </summary>
sealed class SortedKeys(IEnumerable<string> all)
{
    const int Portion = 128;

    readonly Lock gate = new();
    readonly List<string> keys = [.. all.Order(StringComparer.Ordinal)];

    public void Add(string key)
    {
        lock (gate)
        {
            if (keys.BinarySearch(key, StringComparer.Ordinal) is var at && at < 0)
                keys.Insert(~at, key);
        }
    }

    public void Remove(string key)
    {
        lock (gate)
        {
            if (keys.BinarySearch(key, StringComparer.Ordinal) is var at && at >= 0)
                keys.RemoveAt(at);
        }
    }

    /// <summary>The keys that begin with the prefix.</summary>
    public IEnumerable<string> Below(string prefix)
    {
        var portion = Take(prefix, prefix, isAfter: false);
        while (true)
        {
            foreach (var key in portion)
                yield return key;
            if (portion.Count < Portion)
                yield break;
            portion = Take(portion[^1], prefix, isAfter: true);
        }
    }

    List<string> Take(string from, string prefix, bool isAfter)
    {
        var taken = new List<string>();
        lock (gate)
        {
            var at = keys.BinarySearch(from, StringComparer.Ordinal);
            var next =
                at < 0 ? ~at
                : isAfter ? at + 1
                : at;
            while (next < keys.Count && taken.Count < Portion && keys[next].StartsWith(prefix, StringComparison.Ordinal))
                taken.Add(keys[next++]);
        }
        return taken;
    }
}
