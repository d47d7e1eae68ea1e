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

    /// <summary>Items that a range, or a sequence that grows, may have.</summary>
    public int MostItems { get; init; } = 10_000_000;
}
