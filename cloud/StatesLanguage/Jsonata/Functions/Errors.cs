using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>$error and $assert.</summary>
static class Errors
{
    public static NativeFunction[] Functions { get; } =
    [
        new(
            "error",
            "<s?:x>",
            (args, _) => throw new JsonataException("D3137", detail: MessageOf(args.ElementAtOrDefault(0), "$error() function evaluated"))
        ),
        new(
            "assert",
            "<bs?:x>",
            (args, _) =>
                Truth.Of(args[0])
                    ? null
                    : throw new JsonataException("D3141", detail: MessageOf(args.ElementAtOrDefault(1), "$assert() statement failed"))
        ),
    ];

    static string MessageOf(Json? message, string otherwise) => message is JsonString { Value.Length: > 0 } text ? text.Value : otherwise;
}
