using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

/// <summary>Something of an API that API Gateway gives an id to.</summary>
/// <param name="path">Where such things lie under the API.</param>
/// <param name="idName">What its id is called in answers.</param>
/// <param name="told">The inputs that the cloud tells again.</param>
abstract class ApiPart(string path, string idName, IReadOnlyList<string> told) : ResourceType
{
    public override IReadOnlyList<string> Fixed => ["apiId"];

    protected abstract JsonObject Body(JsonObject inputs);

    /// <summary>Whether a thing in the cloud is what these inputs make.</summary>
    protected abstract bool Is(JsonObject item, JsonObject inputs);

    public override async Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud)
    {
        var found = await IfThereAsync(() => cloud.Aws.RestAsync("apigateway", HttpMethod.Get, PathOf(inputs))).ConfigureAwait(false);
        return
        [
            .. ((JsonArray?)found?["items"] ?? []).OfType<JsonObject>().Where(item => Is(item, inputs)).Select(item => item.Text(idName)),
        ];
    }

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud) =>
        new(
            (await cloud.Aws.RestAsync("apigateway", HttpMethod.Post, PathOf(inputs), Body(inputs)).ConfigureAwait(false)).Text(idName),
            []
        );

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await cloud.Aws.RestAsync("apigateway", HttpMethod.Patch, $"{PathOf(inputs)}/{before.Id}", Body(inputs)).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.RestAsync("apigateway", HttpMethod.Delete, $"{PathOf(inputs)}/{id}"));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Aws.RestAsync("apigateway", HttpMethod.Get, $"{PathOf(inputs)}/{id}").ConfigureAwait(false);
            return Reading.Given([.. told.Select(name => (name, found.Copy(name)))]);
        });

    string PathOf(JsonObject inputs) => $"/v2/apis/{inputs.Text("apiId")}/{path}";
}
