namespace Classroom.Cli.Forecasts;

/// <summary>AWS's prices in dollars: us-east-1, 2026, without free tiers.</summary>
static class Prices
{
    public const double DashboardMonth = 3,
        AlarmMetricMonth = 0.10,
        Transition = 0.025 / 1000,
        ExpressRequest = 1.00 / 1_000_000,
        LambdaRequest = 0.20 / 1_000_000,
        LambdaGigabyteSecond = 0.0000166667,
        LogGigabyte = 0.50,
        Trace = 5.0 / 1_000_000;

    /// <summary>An upper estimate of what one call of a function writes to its log, measured on the embedded cloud.</summary>
    public const double LogBytesOfStep = 4_000;
}
