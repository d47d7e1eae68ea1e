using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class Function : ResourceType
{
    const string Functions = "/2015-03-31/functions";

    static readonly string[] Code = ["s3Bucket", "s3Key", "s3ObjectVersion"];

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
            "environment",
            "loggingConfig",
            "tracingConfig",
            "tags",
        ];

    public override IReadOnlyList<string> Fixed => ["name"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("name");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var body = Configuration(inputs);
        body["FunctionName"] = inputs.Text("name");
        body["Architectures"] = inputs.Copy("architectures");
        body["Code"] = CodeOf(inputs);
        body["Tags"] = inputs.Map("tags").DeepClone();
        var made = await cloud.Aws.RestAsync("lambda", HttpMethod.Post, Functions, body).ConfigureAwait(false);
        var arn = made.Text("FunctionArn");
        return new(
            inputs.Text("name"),
            new()
            {
                ["arn"] = arn,
                ["invokeArn"] = $"arn:aws:apigateway:{cloud.Aws.Region}:lambda:path/2015-03-31/functions/{arn}/invocations",
                ["qualifiedArn"] = $"{arn}:$LATEST",
            }
        );
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        var path = $"{Functions}/{before.Id}";
        if (Code.Append("architectures").Any(input => !JsonNode.DeepEquals(before.Inputs[input], inputs[input])))
        {
            var code = CodeOf(inputs);
            code["Architectures"] = inputs.Copy("architectures");
            await cloud.Aws.RestAsync("lambda", HttpMethod.Put, $"{path}/code", code).ConfigureAwait(false);
        }
        var configuration = Configuration(inputs);
        if (!JsonNode.DeepEquals(Configuration(before.Inputs), configuration))
            await cloud.Aws.RestAsync("lambda", HttpMethod.Put, $"{path}/configuration", configuration).ConfigureAwait(false);
        await Tags.ChangeByPathAsync(cloud.Aws, "lambda", $"/2017-03-31/tags/{before.Outputs.Text("arn")}", "Tags", before.Inputs, inputs)
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.RestAsync("lambda", HttpMethod.Delete, $"{Functions}/{id}"));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
            new Origin(null, (await cloud.Aws.RestAsync("lambda", HttpMethod.Get, $"{Functions}/{id}").ConfigureAwait(false)).Map("Tags"))
        );

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Aws.RestAsync("lambda", HttpMethod.Get, $"{Functions}/{id}").ConfigureAwait(false);
            var configuration = found.Map("Configuration");
            return Reading.Given(
                ("name", id),
                ("description", configuration.Copy("Description")),
                ("role", configuration.Copy("Role")),
                ("runtime", configuration.Copy("Runtime")),
                ("handler", configuration.Copy("Handler")),
                ("memorySize", configuration.Copy("MemorySize")),
                ("timeout", configuration.Copy("Timeout")),
                ("environment", new JsonObject { ["variables"] = configuration.Map("Environment").Map("Variables").DeepClone() }),
                ("tags", found.Map("Tags").DeepClone())
            );
        });

    static JsonObject CodeOf(JsonObject inputs) =>
        Reading.Given(
            ("S3Bucket", inputs.Copy("s3Bucket")),
            ("S3Key", inputs.Copy("s3Key")),
            ("S3ObjectVersion", inputs.Copy("s3ObjectVersion"))
        );

    static JsonObject Configuration(JsonObject inputs) =>
        Reading.Given(
            ("Description", inputs.Copy("description")),
            ("Role", inputs.Copy("role")),
            ("Runtime", inputs.Copy("runtime")),
            ("Handler", inputs.Copy("handler")),
            ("MemorySize", inputs.Copy("memorySize")),
            ("Timeout", inputs.Copy("timeout")),
            ("Environment", inputs.Capitalized("environment", "variables")),
            ("LoggingConfig", inputs.Capitalized("loggingConfig")),
            ("TracingConfig", inputs.Capitalized("tracingConfig"))
        );
}
