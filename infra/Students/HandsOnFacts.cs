using System.Globalization;
using Classroom.Foundation;
using Classroom.Settings;
using Pulumi;

namespace Classroom.Students;

/// <summary>The outputs that a student needs to create functions: where their code is, and the values of their environment.</summary>
static class HandsOnFacts
{
    public static void Add(Dictionary<string, Output<string>> facts, StudentSettings settings, SharedResources shared)
    {
        facts["functions_bucket"] = shared.PackageBucket;
        facts["functions_key"] = shared.PackageKey;
        facts["payment_failure_rate"] = Number(settings.PaymentFailureRate);
        facts["out_of_stock_rate"] = Number(settings.OutOfStockRate);
        facts["transient_error_rate"] = Number(settings.TransientErrorRate);
        facts["delay_scale"] = Number(settings.DelayScale);
        facts["log_level"] = Output.Create(settings.LogLevel.ToString().ToUpperInvariant());
        facts["log_retention_days"] = Number(settings.LogRetentionDays);
    }

    static Output<string> Number(double value) => Output.Create(value.ToString(CultureInfo.InvariantCulture));
}
