using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Dispatch;
using Classroom.Languages;

namespace Classroom.Cloud.ApiGateway.Execution;

/// <summary>Integrations that call an AWS service directly, without a function.</summary>
sealed class ServiceIntegration(Dispatcher dispatcher, AssumedRoles roles)
{
    static readonly Dictionary<string, (string Service, string Operation)> Known = new(StringComparer.Ordinal)
    {
        ["EventBridge-PutEvents"] = ("events", "PutEvents"),
        ["SQS-SendMessage"] = ("sqs", "SendMessage"),
        ["SQS-ReceiveMessage"] = ("sqs", "ReceiveMessage"),
        ["SQS-DeleteMessage"] = ("sqs", "DeleteMessage"),
        ["StepFunctions-StartExecution"] = ("states", "StartExecution"),
        ["StepFunctions-StartSyncExecution"] = ("states", "StartSyncExecution"),
        ["StepFunctions-StopExecution"] = ("states", "StopExecution"),
    };

    public static IReadOnlyCollection<string> Names => Known.Keys;

    public async Task<Response> CallAsync(Request request, Integration integration, string sourceArn)
    {
        var (service, operation) = Known[integration.Subtype!];
        var caller = roles.Assume(integration.CredentialsArn!, "apigateway.amazonaws.com", sourceArn, "BackplaneAssumeRoleSession");
        var parameters = (integration.RequestParameters ?? new Dictionary<string, string>())
            .Where(parameter => parameter.Key != "Region")
            .ToDictionary(parameter => parameter.Key, parameter => Value(parameter.Value, request));
        var input = new JsonObject();
        if (service == "events")
        {
            if (parameters.GetValueOrDefault("Resources") is JsonValue resources)
                parameters["Resources"] = BoundedJson.Parse(resources.ToString(), LanguageLimits.Json);
            input["Entries"] = new JsonArray(new JsonObject(parameters));
        }
        else
        {
            foreach (var (name, value) in parameters)
                input[service == "states" ? char.ToLowerInvariant(name[0]) + name[1..] : name] = value;
        }
        var answer = await dispatcher.CallAsync(caller, service, operation, input).ConfigureAwait(false);
        return new(200, JsonSerializer.SerializeToUtf8Bytes(answer), [("content-type", "application/json")]);
    }

    /// <summary>
    /// The value of a parameter: a constant, or a part of the request such as $request.body.id, $request.querystring.name or
    /// $context.requestId.
    /// </summary>
    static JsonNode? Value(string expression, Request request)
    {
        if (!expression.StartsWith('$'))
            return expression;
        var parts = expression[1..].Split('.', 3);
        return parts switch
        {
            ["request", "body"] => Encoding.UTF8.GetString(request.Body),
            ["request", "body", var path] => Selector.Parse($"$.{path}").Of(BoundedJson.TryParse(request.Body)) is [var found, ..]
                ? Text(found)
                : null,
            ["request", "path"] => request.Path,
            ["request", "path", var name] => request.Parameters.GetValueOrDefault(name),
            ["request", "querystring", var name] => request.Context.Request.Query[name].ToString(),
            ["request", "header", var name] => request.Context.Request.Headers[name].ToString(),
            ["context", "requestId"] => request.Id,
            ["context", "apiId"] => request.Api.Id,
            ["context", "stage"] => request.Stage.Name,
            ["stageVariables", var name] => request.Stage.StageVariables?.GetValueOrDefault(name),
            _ => expression,
        };
    }

    static JsonNode? Text(JsonNode? node) => node is null or JsonValue ? node?.ToString() : node.ToJsonString();
}
