using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>Where an evaluation takes time and chance from, and where it must stop.</summary>
public sealed record JsonataOptions
{
    public static JsonataOptions Default { get; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Numbers from 0 to 1, 1 excluded, for $random() and $shuffle().</summary>
#pragma warning disable RS0030 // here is where chance comes in for whoever uses the evaluator alone
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;
#pragma warning restore RS0030

    /// <summary>Evaluated parts of an expression, repetitions counted, after which it is taken for an endless loop.</summary>
    public long MostSteps { get; init; } = 50_000_000;

    /// <summary>Items that a range, or a sequence that grows, may have; the language itself knows no more.</summary>
    public int MostItems { get; init; } = LargestSequence;

    /// <summary>Bytes of a value that is made.</summary>
    public int MostBytes { get; init; } = 128 * 1024 * 1024;

    internal const int LargestSequence = 10_000_000;

    /// <summary>
    /// Refuses a value that has grown beyond all bounds. Parts that many share count as often as they would be written: so does nesting,
    /// which
    /// whoever walks through the value pays for with stack.
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

    /// <summary>Refuses a text of so many characters, before it is made.</summary>
    internal void AllowText(double characters)
    {
        if (characters > MostBytes)
            throw new JsonataException("D1013");
    }

    /// <summary>Refuses a sequence of so many items.</summary>
    internal void Allow(double items)
    {
        if (items > LargestSequence)
            throw new JsonataException("D2014", value: items);
        if (items > MostItems)
            throw new JsonataException("D1013");
    }
}
