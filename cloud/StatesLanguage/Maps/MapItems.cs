using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Maps;

/// <summary>The items of a Map: the elements of an array, or the entries of an object, each with its key and value.</summary>
sealed record MapItems(JsonArray Items, bool AreEntries)
{
    public int Count => Items.Count;

    public static MapItems Of(JsonArray items) => new(items, AreEntries: false);

    public static MapItems Of(JsonObject entries) =>
        new(JsonArray.Of(entries.Select(entry => (Json)JsonObject.Of(("Key", entry.Key), ("Value", entry.Value)))), AreEntries: true);

    public MapItems First(double most) => most < Count ? this with { Items = JsonArray.Of(Items.Take((int)most)) } : this;

    /// <summary>Map.Item of the context object.</summary>
    public JsonObject Describe(int index) =>
        AreEntries
            ? JsonObject.Of(("Index", index), ("Key", ((JsonObject)Items[index])["Key"]!), ("Value", ((JsonObject)Items[index])["Value"]!))
            : JsonObject.Of(("Index", index), ("Value", Items[index]));
}
