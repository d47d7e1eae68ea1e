using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>The clock, the random numbers and the limits of an evaluation.</summary>
public sealed record JsonataOptions
{
    public static JsonataOptions Default { get; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Random numbers from 0 (included) to 1 (excluded), for $random() and $shuffle().</summary>
#pragma warning disable RS0030 // the default for callers that use the evaluator without a host
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;
#pragma warning restore RS0030

    /// <summary>The number of evaluated nodes, with repetitions, after which the expression counts as an endless loop.</summary>
    public long MostSteps { get; init; } = 50_000_000;

    /// <summary>The depth of nested evaluations after which a recursion counts as endless.</summary>
    public int MostDepth { get; init; } = 20_000;

    /// <summary>The maximum number of items of a range or a growing sequence. The default is the limit of JSONata itself.</summary>
    public int MostItems { get; init; } = LargestSequence;

    /// <summary>The maximum size of a built value, in bytes.</summary>
    public int MostBytes { get; init; } = 128 * 1024 * 1024;

    internal const int LargestSequence = 10_000_000;

    /// <summary>
    /// Rejects a value that is too large or too deep. A part that is shared several times counts several times. Depth is limited because
    /// recursive walks over the value need stack.
    /// </summary>
    internal T Allow<T>(T made)
        where T : Json? =>
        made switch
        {
            JsonString { Value.Length: var length } when length > MostBytes => throw new JsonataException("D1013"),
            JsonArray or JsonObject when made.Size > MostBytes || made.Depth > LanguageLimits.Payload.Depth => throw new JsonataException(
                "D1013"
            ),
            _ => made,
        };

    /// <summary>Rejects a text of this length before it is built.</summary>
    internal void AllowText(double characters)
    {
        if (characters > MostBytes)
            throw new JsonataException("D1013");
    }

    /// <summary>Rejects a sequence with this number of items.</summary>
    internal void Allow(double items)
    {
        if (items > LargestSequence)
            throw new JsonataException("D2014", value: items);
        if (items > MostItems)
            throw new JsonataException("D1013");
    }
}
