using System.Globalization;
using Classroom.Accounts;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;

namespace Classroom.Labs;

/// <summary>
/// A Lambda function with its log group. The program creates the group, so that it has a retention period and is deleted with the class.
/// </summary>
sealed class LabFunction
{
    readonly Function function;
    readonly LogGroup log;

    public LabFunction(
        Lab lab,
        LabContext context,
        string name,
        Type handler,
        Role role,
        int timeoutSeconds,
        IReadOnlyDictionary<string, Input<string>>? environment,
        Tagging tags
    )
    {
        Name = name;
        log = new(
            $"{name}-log",
            new()
            {
                Name = $"/aws/lambda/{name}",
                RetentionInDays = context.Settings.LogRetentionDays,
                Tags = tags.Map,
            },
            new() { Parent = lab }
        );
        function = new(
            name,
            new()
            {
                Name = name,
                Description = $"{lab.LabName}: {handler.Name}",
                Role = role.Arn,
                Runtime = Runtime.Dotnet10,
                Architectures = { "arm64" },
                Handler = $"{handler.Assembly.GetName().Name}::{handler.FullName}::Handle",
                S3Bucket = context.Shared.PackageBucket,
                S3Key = context.Shared.PackageKey,
                S3ObjectVersion = context.Shared.PackageVersion,
                MemorySize = 512,
                Timeout = timeoutSeconds,
                // A function of which no invocation runs.
                ReservedConcurrentExecutions = context.Settings.Frozen ? 0 : null,
                Environment = new FunctionEnvironmentArgs { Variables = Variables(context, environment) },
                LoggingConfig = new FunctionLoggingConfigArgs
                {
                    LogFormat = "JSON",
                    LogGroup = log.Name,
                    ApplicationLogLevel = context.Settings.LogLevel.ToString().ToUpperInvariant(),
                    SystemLogLevel = "INFO",
                },
                TracingConfig = new FunctionTracingConfigArgs { Mode = "Active" },
                Tags = tags.Map,
            },
            new() { Parent = lab }
        );
        Arn = function.Arn;
    }

    public string Name { get; }

    public Output<string> Arn { get; }

    public Output<string> InvokeArn => function.InvokeArn;

    public Input<string> LogStreams => Output.Format($"{log.Arn}:*");

    static InputMap<string> Variables(LabContext context, IReadOnlyDictionary<string, Input<string>>? more)
    {
        var settings = context.Settings;
        var variables = new InputMap<string>
        {
            { "PAYMENT_FAILURE_RATE", Number(settings.PaymentFailureRate) },
            { "OUT_OF_STOCK_RATE", Number(settings.OutOfStockRate) },
            { "TRANSIENT_ERROR_RATE", Number(settings.TransientErrorRate) },
            { "DELAY_SCALE", Number(settings.DelayScale) },
        };
        foreach (var (name, value) in more ?? new Dictionary<string, Input<string>>())
            variables.Add(name, value);
        return variables;
    }

    static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
