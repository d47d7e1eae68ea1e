using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class Integration() : ApiPart("integrations", "integrationId", ["integrationType", "integrationUri", "payloadFormatVersion"])
{
    public override string Token => "aws:apigatewayv2/integration:Integration";

    public override IReadOnlyList<string> Inputs =>
        [
            "apiId",
            "integrationType",
            "integrationUri",
            "integrationMethod",
            "integrationSubtype",
            "payloadFormatVersion",
            "credentialsArn",
            "timeoutMilliseconds",
            "requestParameters",
            "description",
        ];

    protected override bool Is(JsonObject item, JsonObject inputs) =>
        item.Maybe("integrationUri") == inputs.Maybe("integrationUri")
        && item.Maybe("integrationSubtype") == inputs.Maybe("integrationSubtype");

    protected override JsonObject Body(JsonObject inputs) =>
        Reading.Given(
            ("integrationType", inputs.Copy("integrationType")),
            ("integrationUri", inputs.Copy("integrationUri")),
            ("integrationMethod", inputs.Copy("integrationMethod")),
            ("integrationSubtype", inputs.Copy("integrationSubtype")),
            ("payloadFormatVersion", inputs.Copy("payloadFormatVersion")),
            ("credentialsArn", inputs.Copy("credentialsArn")),
            ("timeoutInMillis", inputs.Copy("timeoutMilliseconds")),
            ("requestParameters", inputs.Copy("requestParameters")),
            ("description", inputs.Copy("description"))
        );
}
