using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;
using Classroom.StatesLanguage.Jsonata.Functions;

namespace Classroom.StatesLanguage.Evaluation;

/// <summary>
/// JSONata's library in Step Functions: it has additional functions, which replace the intrinsic functions, and no $eval.
/// </summary>
sealed class StatesFunctions(IntrinsicSources sources)
{
    readonly NativeFunction[] added =
    [
        new("partition", "<an:a<a>>", (args, _) => Call(new ArrayPartition(), sources, [args[0], Whole(args[1])])),
        new("range", "<nnn:a<n>>", (args, site) => Range(Whole(args[0]), Whole(args[1]), Whole(args[2]), site.Frame.Evaluation)),
        new("hash", "<ss:s>", (args, _) => Call(new Hash(), sources, args)),
        new("uuid", "<:s>", (args, _) => Call(new Uuid(), sources, [])),
        new(
            "random",
            "<n?:n>",
            (args, _) => Whole(args.ElementAtOrDefault(0)) is { } seed ? new JavaRandom((long)seed.Value).NextDouble() : sources.Random()
        ),
        new("parse", "<s:x>", (args, _) => args[0] is JsonString text ? Parse(text.Value) : null),
    ];

    public NativeFunction? Find(string name) =>
        Array.Find(added, function => function.Name == name)
        // Step Functions does not support $eval.
        ?? (name == "eval" ? null : Library.Find(name));

    /// <summary>AWS cuts the fraction of a number off where a whole number is expected: -1.7 becomes -1.</summary>
    static JsonNumber? Whole(Json? argument) => argument is JsonNumber number ? new(Math.Truncate(number.Value)) : null;

    /// <summary>
    /// Both ends are included. The length is limited by the memory alone. As in JSONata's own ranges, a range of one number is the number.
    /// </summary>
    static JsonArray? Range(JsonNumber? first, JsonNumber? last, JsonNumber? step, Jsonata.Evaluation evaluation)
    {
        if (first is null || last is null || step is null)
            return null;
        if (step.Value == 0)
            throw new JsonataException("D3137", detail: "The increment must not be 0");
        var count = Math.Max(0, Math.Floor((last.Value - first.Value) / step.Value) + 1);
        evaluation.Options.Allow(count);
        evaluation.Spend((long)count);
        var numbers = Sequences.Empty();
        for (var i = 0; i < count; i++)
            numbers.Add(first.Value + (i * step.Value));
        return numbers;
    }

    /// <summary>
    /// Stricter than States.StringToJson: an empty text, a repeated member and a number too large for a double are refused.
    /// </summary>
    static Json Parse(string text)
    {
        try
        {
            return Json.ParseStrict(text);
        }
        catch (JsonSyntaxException exception)
        {
            throw new JsonataException("D3137", detail: $"The text given to parse is not valid JSON: {exception.Message}");
        }
    }

    static Json? Call(Intrinsic intrinsic, IntrinsicSources sources, Json?[] arguments)
    {
        if (arguments.Any(argument => argument is null))
            return null;
        try
        {
            return intrinsic.Call(arguments!, sources);
        }
        catch (IntrinsicException exception)
        {
            throw new JsonataException("D3137", detail: exception.Message);
        }
    }
}
