using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class ApiRoute() : ApiPart("routes", "routeId", ["routeKey", "target"])
{
    public override string Token => "aws:apigatewayv2/route:Route";

    public override IReadOnlyList<string> Inputs => ["apiId", "routeKey", "target", "authorizationType", "operationName", "apiKeyRequired"];

    protected override bool Is(JsonObject item, JsonObject inputs) => item.Maybe("routeKey") == inputs.Text("routeKey");

    protected override JsonObject Body(JsonObject inputs) =>
        Reading.Given(
            ("routeKey", inputs.Copy("routeKey")),
            ("target", inputs.Copy("target")),
            ("authorizationType", inputs.Copy("authorizationType")),
            ("operationName", inputs.Copy("operationName")),
            ("apiKeyRequired", inputs.Copy("apiKeyRequired"))
        );
}
