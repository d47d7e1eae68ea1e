namespace Classroom.Functions.Tests;

/// <summary>FunctionEnvironment that a test decides: a fixed time, no waiting, and chance as given.</summary>
static class World
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static FunctionEnvironment Calm { get; } = With(chance: 0.99);

    public static FunctionEnvironment Faulty { get; } = With(chance: 0);

    public static FunctionEnvironment With(double chance) =>
        new()
        {
            Clock = new FixedClock(Noon),
            Chance = new(new FixedRandom(chance)),
            DelayScale = 0,
        };

    sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    sealed class FixedRandom(double share) : Random
    {
        public override double NextDouble() => share;

        protected override double Sample() => share;
    }
}
