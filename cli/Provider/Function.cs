using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Lambda;

namespace Classroom.Cli.Provider;

sealed class Function : ResourceType
{
    const string Reserved = "reservedConcurrentExecutions";

    public override string Token => "aws:lambda/function:Function";

    public override IReadOnlyList<string> Inputs =>
        [
            "name",
            "description",
            "role",
            "runtime",
            "architectures",
            "handler",
            "s3Bucket",
            "s3Key",
            "s3ObjectVersion",
            "memorySize",
            "timeout",
            Reserved,
            "environment",
            "loggingConfig",
            "tracingConfig",
            "tags",
        ];

    public override IReadOnlyList<string> Fixed => ["name"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("name");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud
            .Operation<CreateFunction>()
            .CallAsync(
                new(
                    inputs.Text("name"),
                    inputs.Text("role"),
                    new(S3Bucket: inputs.Maybe("s3Bucket"), S3Key: inputs.Maybe("s3Key"), S3ObjectVersion: inputs.Maybe("s3ObjectVersion")),
                    Runtime: inputs.Maybe("runtime"),
                    Handler: inputs.Maybe("handler"),
                    Description: inputs.Maybe("description"),
                    Timeout: inputs.Number("timeout"),
                    MemorySize: inputs.Number("memorySize"),
                    Environment: EnvironmentOf(inputs),
                    TracingConfig: TracingOf(inputs),
                    Architectures: inputs.Texts("architectures"),
                    LoggingConfig: LoggingOf(inputs),
                    Tags: inputs.TagMap()
                )
            )
            .ConfigureAwait(false);
        await ReserveAsync(inputs.Text("name"), null, inputs, cloud).ConfigureAwait(false);
        return new(
            inputs.Text("name"),
            new()
            {
                ["arn"] = made.FunctionArn,
                ["invokeArn"] = $"arn:aws:apigateway:{cloud.Region}:lambda:path/2015-03-31/functions/{made.FunctionArn}/invocations",
                ["qualifiedArn"] = $"{made.FunctionArn}:$LATEST",
            }
        );
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Operation<UpdateFunctionCode>()
            .CallIfChangedAsync(Code(before.Id!, before.Inputs), Code(before.Id!, inputs))
            .ConfigureAwait(false);
        await cloud
            .Operation<UpdateFunctionConfiguration>()
            .CallIfChangedAsync(Configuration(before.Id!, before.Inputs), Configuration(before.Id!, inputs))
            .ConfigureAwait(false);
        await ReserveAsync(before.Id!, before.Inputs, inputs, cloud).ConfigureAwait(false);
        await LambdaTags.ChangeAsync(cloud, before.Outputs.Text("arn"), before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteFunction>().CallAsync(new(id)));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
            new Origin(null, Tags.Json((await cloud.Operation<GetFunction>().CallAsync(new(id)).ConfigureAwait(false)).Tags))
        );

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetFunction>().CallAsync(new(id)).ConfigureAwait(false);
            var configuration = found.Configuration;
            var code =
                inputs.Maybe("s3Bucket") is { } bucket && inputs.Maybe("s3Key") is { } key
                    ? await cloud.HashOfAsync(bucket, key, inputs.Maybe("s3ObjectVersion")).ConfigureAwait(false)
                    : configuration.CodeSha256;
            return FoundInputs.Of(
                // Other code is another version of the package: the next update uploads the right one.
                (
                    "s3ObjectVersion",
                    configuration.CodeSha256 == code ? inputs.Maybe("s3ObjectVersion") : $"other code, {configuration.CodeSha256}"
                ),
                (
                    "tracingConfig",
                    inputs.ContainsKey("tracingConfig") ? new JsonObject { ["mode"] = configuration.TracingConfig?.Mode } : null
                ),
                ("loggingConfig", LoggingAsSet(inputs, configuration.LoggingConfig)),
                ("name", id),
                ("description", configuration.Description),
                ("role", configuration.Role),
                ("runtime", configuration.Runtime),
                ("handler", configuration.Handler),
                ("memorySize", configuration.MemorySize),
                ("timeout", configuration.Timeout),
                (Reserved, found.Concurrency?.ReservedConcurrentExecutions),
                ("environment", new JsonObject { ["variables"] = VariablesOf(configuration.Environment) }),
                ("tags", Tags.Json(found.Tags))
            );
        });

    /// <summary>Without a number, the function shares the concurrency of the account.</summary>
    static async Task ReserveAsync(string name, JsonObject? before, JsonObject inputs, LocalCloud cloud)
    {
        var (had, has) = (before?.Number(Reserved), inputs.Number(Reserved));
        if (had == has)
            return;
        if (has is { } most)
            await cloud.Operation<PutFunctionConcurrency>().CallAsync(new(name, most)).ConfigureAwait(false);
        else
            await cloud.Operation<DeleteFunctionConcurrency>().CallAsync(new(name)).ConfigureAwait(false);
    }

    static UpdateFunctionCode.Input Code(string name, JsonObject inputs) =>
        new(
            name,
            S3Bucket: inputs.Maybe("s3Bucket"),
            S3Key: inputs.Maybe("s3Key"),
            S3ObjectVersion: inputs.Maybe("s3ObjectVersion"),
            Architectures: inputs.Texts("architectures")
        );

    static UpdateFunctionConfiguration.Input Configuration(string name, JsonObject inputs) =>
        new(
            name,
            Role: inputs.Maybe("role"),
            Runtime: inputs.Maybe("runtime"),
            Handler: inputs.Maybe("handler"),
            Description: inputs.Maybe("description"),
            Timeout: inputs.Number("timeout"),
            MemorySize: inputs.Number("memorySize"),
            Environment: EnvironmentOf(inputs),
            TracingConfig: TracingOf(inputs),
            LoggingConfig: LoggingOf(inputs)
        );

    static EnvironmentView? EnvironmentOf(JsonObject inputs) =>
        inputs["environment"] is JsonObject environment ? new(environment.TextMap("variables") ?? new Dictionary<string, string>()) : null;

    static JsonObject VariablesOf(EnvironmentView? environment) =>
        new(
            (environment?.Variables ?? new Dictionary<string, string>()).Select(pair =>
                KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)
            )
        );

    /// <summary>Those members that the program sets: AWS fills in the others.</summary>
    static JsonObject? LoggingAsSet(JsonObject inputs, LoggingConfig? found)
    {
        if (inputs["loggingConfig"] is not JsonObject wanted || found is null)
            return null;
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["logFormat"] = found.LogFormat,
            ["logGroup"] = found.LogGroup,
            ["applicationLogLevel"] = found.ApplicationLogLevel,
            ["systemLogLevel"] = found.SystemLogLevel,
        };
        return new(wanted.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)all.GetValueOrDefault(member.Key))));
    }

    static TracingView? TracingOf(JsonObject inputs) => inputs["tracingConfig"] is JsonObject tracing ? new(tracing.Text("mode")) : null;

    static LoggingConfig? LoggingOf(JsonObject inputs) =>
        inputs["loggingConfig"] is JsonObject logging
            ? new(
                logging.Maybe("logFormat") ?? "Text",
                logging.Maybe("logGroup"),
                logging.Maybe("applicationLogLevel"),
                logging.Maybe("systemLogLevel")
            )
            : null;
}
