using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>$boolean, $not, $exists and $type.</summary>
static class Booleans
{
    public static NativeFunction[] Functions { get; } =
    [
        new("boolean", "<x-:b>", (args, _) => args[0] is { } value ? Truth.Of(value) : null),
        new("not", "<x-:b>", (args, _) => args[0] is { } value ? !Truth.Of(value) : null),
        new("exists", "<x:b>", (args, _) => args[0] is not null),
        new(
            "type",
            "<x:s>",
            (args, _) =>
                args[0] switch
                {
                    null => null,
                    JsonNull => "null",
                    JsonNumber => "number",
                    JsonString => "string",
                    JsonBoolean => "boolean",
                    JsonArray => "array",
                    Function => "function",
                    _ => "object",
                }
        ),
    ];
}
