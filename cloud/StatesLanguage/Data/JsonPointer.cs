namespace Classroom.StatesLanguage.Data;

/// <summary>A JSON pointer (RFC 6901): /name/0 selects the first item of the member `name`.</summary>
sealed class JsonPointer
{
    readonly string[] tokens;

    JsonPointer(string[] tokens) => this.tokens = tokens;

    /// <summary>Returns null where the text is not a pointer. A pointer is empty or begins with a slash.</summary>
    public static JsonPointer? Parse(string text) =>
        text.Length == 0 ? new([])
        : text[0] != '/' ? null
        : new([
            .. text[1..]
                .Split('/')
                .Select(token => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)),
        ]);

    public Json? Find(Json value)
    {
        var found = value;
        foreach (var token in tokens)
        {
            found = found switch
            {
                JsonObject members => members[token],
                JsonArray items when int.TryParse(token, out var index) && index >= 0 && index < items.Count => items[index],
                _ => null,
            };
        }
        return found;
    }
}
