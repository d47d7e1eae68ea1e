using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>The metadata of the HTTP call that an optimized integration adds to its result.</summary>
sealed class Metadata(RequestIds ids, TimeProvider clock)
{
    public void AddTo(JsonObject result, int status, int length, string? version)
    {
        var id = ids.Next();
        var headers = new JsonObject
        {
            ["Connection"] = "keep-alive",
            ["Content-Length"] = length.ToString(CultureInfo.InvariantCulture),
            ["Content-Type"] = "application/json",
            ["Date"] = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture),
            ["x-amzn-RequestId"] = id,
        };
        if (version is not null)
            headers["X-Amz-Executed-Version"] = version;
        result["SdkHttpMetadata"] = new JsonObject
        {
            ["AllHttpHeaders"] = new JsonObject(
                headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)new JsonArray(header.Value!.DeepClone())))
            ),
            ["HttpHeaders"] = headers,
            ["HttpStatusCode"] = status,
        };
        result["SdkResponseMetadata"] = new JsonObject { ["RequestId"] = id };
    }
}
