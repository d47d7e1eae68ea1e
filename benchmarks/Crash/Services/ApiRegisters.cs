using System.Text.Json.Nodes;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>
/// API Gateway: APIs, routes, integrations, stages, tags. The service assigns the ids, so resources are found by name after a lost reply.
/// </summary>
sealed class ApiRegisters(Scene scene) : Registers(scene, "API Gateway")
{
    const string Subject = "crash-subject";

    string subject = "";

    protected override async Task SetUpAsync() =>
        subject = (string)
            (await MadeAsync(Rest(HttpMethod.Post, "/v2/apis", new { Name = Subject, ProtocolType = "HTTP" }))).Json["apiId"]!;

    protected override IEnumerable<Register> Make() =>
        [
            .. Enumerable.Range(1, 3).Select(Api),
            .. Enumerable.Range(1, 3).Select(Route),
            Integration(),
            .. Enumerable.Range(1, 2).Select(Stage),
            ApiTag(1),
            ApiTag(2),
        ];

    Register Api(int number)
    {
        Task<JsonNode?> Find() => OneAsync("/v2/apis", "name", $"crash-api-{number}");
        return new()
        {
            Name = $"the description of API crash-api-{number}",
            Next = random => Awkward.Text(random, 200),
            Put = async (value, isThere) =>
                isThere && await Find() is { } api
                    ? await Rest(HttpMethod.Patch, $"/v2/apis/{api["apiId"]}", new { Description = value })
                    : await Rest(
                        HttpMethod.Post,
                        "/v2/apis",
                        new
                        {
                            Name = $"crash-api-{number}",
                            ProtocolType = "HTTP",
                            Description = value,
                        }
                    ),
            Drop = async () => await Rest(HttpMethod.Delete, $"/v2/apis/{(await Find())?["apiId"]}"),
            Read = async () => (string?)(await Find())?["description"],
        };
    }

    Register Route(int number)
    {
        Task<JsonNode?> Find() => OneAsync($"/v2/apis/{subject}/routes", "routeKey", $"GET /route-{number}");
        return new()
        {
            Name = $"the operation of route 'GET /route-{number}' of API {Subject}",
            Next = random => $"operation-{random.Next(1_000_000)}",
            Put = async (value, isThere) =>
                isThere && await Find() is { } route
                    ? await Rest(HttpMethod.Patch, $"/v2/apis/{subject}/routes/{route["routeId"]}", new { OperationName = value })
                    : await Rest(
                        HttpMethod.Post,
                        $"/v2/apis/{subject}/routes",
                        new { RouteKey = $"GET /route-{number}", OperationName = value }
                    ),
            Drop = async () => await Rest(HttpMethod.Delete, $"/v2/apis/{subject}/routes/{(await Find())?["routeId"]}"),
            Read = async () => (string?)(await Find())?["operationName"],
        };
    }

    Register Integration()
    {
        Task<JsonNode?> Find() => OneAsync($"/v2/apis/{subject}/integrations", "integrationUri", "http://127.0.0.1:9/nothing");
        return new()
        {
            Name = $"the description of the integration of API {Subject}",
            Next = random => Awkward.Text(random, 200),
            Put = async (value, isThere) =>
                isThere && await Find() is { } found
                    ? await Rest(HttpMethod.Patch, $"/v2/apis/{subject}/integrations/{found["integrationId"]}", new { Description = value })
                    : await Rest(
                        HttpMethod.Post,
                        $"/v2/apis/{subject}/integrations",
                        new
                        {
                            IntegrationType = "HTTP_PROXY",
                            IntegrationMethod = "GET",
                            IntegrationUri = "http://127.0.0.1:9/nothing",
                            PayloadFormatVersion = "1.0",
                            Description = value,
                        }
                    ),
            Drop = async () => await Rest(HttpMethod.Delete, $"/v2/apis/{subject}/integrations/{(await Find())?["integrationId"]}"),
            Read = async () => (string?)(await Find())?["description"],
        };
    }

    Register Stage(int number)
    {
        var path = $"/v2/apis/{subject}/stages";
        return new()
        {
            Name = $"the description of stage stage-{number} of API {Subject}",
            Next = random => Awkward.Text(random, 200),
            Put = (value, isThere) =>
                isThere
                    ? Rest(HttpMethod.Patch, $"{path}/stage-{number}", new { Description = value })
                    : Rest(HttpMethod.Post, path, new { StageName = $"stage-{number}", Description = value }),
            Drop = () => Rest(HttpMethod.Delete, $"{path}/stage-{number}"),
            Read = async () =>
                (string?)(await FindAsync(Rest(HttpMethod.Get, $"{path}/stage-{number}"), "NotFoundException"))?.Json["description"],
        };
    }

    Register ApiTag(int number)
    {
        var path = $"/v2/tags/{Uri.EscapeDataString($"arn:aws:apigateway:us-east-1::/apis/{subject}")}";
        return new()
        {
            Name = $"the tag key-{number} of API {Subject}",
            Next = Awkward.Tag,
            Put = (value, _) => Rest(HttpMethod.Post, path, new { Tags = new Dictionary<string, string> { [$"key-{number}"] = value } }),
            Drop = () => Rest(HttpMethod.Delete, $"{path}?tagKeys=key-{number}"),
            Read = async () => (string?)(await ReadAsync(Rest(HttpMethod.Get, path))).Json["tags"]?[$"key-{number}"],
        };
    }

    /// <summary>The only item of a list with this name; two such items are a difference.</summary>
    async Task<JsonNode?> OneAsync(string path, string member, string name)
    {
        var found = (await ReadAsync(Rest(HttpMethod.Get, $"{path}?maxResults=500"))).Json["items"]!
            .AsArray()
            .Where(item => (string?)item![member] == name)
            .ToList();
        if (found.Count > 1)
            Differ(Fault.Doubled, $"{path}: {name} exists {found.Count} times");
        return found.FirstOrDefault();
    }

    // The names of members on the wire begin with a lower-case letter; the names above are those of the API reference.
    Task<Reply> Rest(HttpMethod method, string path, object? body = null) =>
        Client.RestAsync("apigateway", method, path, body is null ? null : Camel(body));

    static JsonObject Camel(object body) =>
        new(
            System
                .Text.Json.JsonSerializer.SerializeToNode(body)!
                .AsObject()
                .Select(member => KeyValuePair.Create(char.ToLowerInvariant(member.Key[0]) + member.Key[1..], member.Value?.DeepClone()))
        );
}
