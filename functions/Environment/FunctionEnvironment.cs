namespace Classroom.Functions;

/// <summary>The environment of a handler: clock, randomness, delays and the settings of the class. Tests replace all of them.</summary>
public sealed class FunctionEnvironment
{
    static readonly Lazy<FunctionEnvironment> FromLambda = new(() => FromEnvironment(Environment.GetEnvironmentVariable));

    /// <summary>The environment on Lambda, which is read once per process.</summary>
    public static FunctionEnvironment Lambda => FromLambda.Value;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

#pragma warning disable RS0030 // the source of randomness
    public Chance Chance { get; init; } = new(Random.Shared);
#pragma warning restore RS0030

    /// <summary>A factor for all simulated processing times; 0 disables the delays.</summary>
    public double DelayScale { get; init; } = 1;

    public double PaymentFailureRate { get; init; } = 0.15;

    public double OutOfStockRate { get; init; } = 0.1;

    public double TransientErrorRate { get; init; } = 0.1;

    public static FunctionEnvironment FromEnvironment(Func<string, string?> variable) =>
        new()
        {
            DelayScale = EnvironmentSetting.Number(variable, "DELAY_SCALE", 1),
            PaymentFailureRate = EnvironmentSetting.Number(variable, "PAYMENT_FAILURE_RATE", 0.15),
            OutOfStockRate = EnvironmentSetting.Number(variable, "OUT_OF_STOCK_RATE", 0.1),
            TransientErrorRate = EnvironmentSetting.Number(variable, "TRANSIENT_ERROR_RATE", 0.1),
        };

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Simulates work that takes a random time in this range.</summary>
    public Task WorkAsync(double fromSeconds, double toSeconds)
    {
        var seconds = (fromSeconds + Chance.Share() * (toSeconds - fromSeconds)) * DelayScale;
        return seconds <= 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromSeconds(seconds), Clock);
    }
}
