namespace Classroom.StatesLanguage.Maps;

/// <summary>
/// The order in which java.util.HashMap returns its keys. Recordings of AWS show the columns of a CSV file in this order.
/// </summary>
static class JavaHashOrder
{
    const int FirstCapacity = 16;
    const double LoadFactor = 0.75;

    /// <summary>
    /// The positions of the keys in the order of their buckets; keys of one bucket stay in the order in which they were added.
    /// </summary>
    public static int[] Of(IReadOnlyList<string> keys)
    {
        var capacity = FirstCapacity;
        while (keys.Count > capacity * LoadFactor)
            capacity *= 2;
        return [.. Enumerable.Range(0, keys.Count).OrderBy(i => BucketOf(keys[i], capacity))];
    }

    static int BucketOf(string key, int capacity)
    {
        var hash = 0;
        foreach (var c in key)
            hash = unchecked((31 * hash) + c);
        return (hash ^ (int)((uint)hash >> 16)) & (capacity - 1);
    }
}
