using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

sealed record DestinationView(DestinationView.Target? OnSuccess = null, DestinationView.Target? OnFailure = null)
{
    public sealed record Target(string? Destination = null);

    public Destination ToDestination() => new(Text(OnSuccess), Text(OnFailure));

    static string? Text(Target? target) => target?.Destination is { Length: > 0 } arn ? arn : null;
}

sealed record EventInvokeConfigView(
    string FunctionArn,
    int? MaximumRetryAttempts,
    int? MaximumEventAgeInSeconds,
    DestinationView DestinationConfig,
    DateTimeOffset LastModified
)
{
    public static EventInvokeConfigView Of(EventInvokeConfig config, Function function, FunctionStore functions) =>
        new(
            functions.ArnOf(function.Name, config.Qualifier),
            config.MaximumRetryAttempts,
            config.MaximumEventAgeInSeconds,
            new(new(config.Destination?.OnSuccess), new(config.Destination?.OnFailure)),
            config.Modified
        );

    public static AwsException NotThere(string function, string qualifier, FunctionStore functions) =>
        FunctionStore.NotFound(
            $"The function {functions.ArnOf(FunctionStore.Split(function).Name)}:{qualifier} doesn't have an EventInvokeConfig"
        );
}
