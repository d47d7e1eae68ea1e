namespace Classroom.StatesLanguage.Data;

static class JsonKinds
{
    public static string NameOf(Json value) => value switch
    {
        JsonString => "string",
        JsonNumber => "number",
        JsonBoolean => "boolean",
        JsonArray => "array",
        JsonObject => "object",
        _ => "null",
    };
}
