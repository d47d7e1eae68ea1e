using System.Globalization;
using Classroom.Cloud.Runtime;
using Classroom.StatesLanguage.Data;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>The metadata of the HTTP call that an optimized integration adds to its result.</summary>
sealed class Metadata(RequestIds ids, TimeProvider clock)
{
    /// <param name="length">The length of the service's answer in its own format.</param>
    public JsonObject AddTo(JsonObject result, Integration integration, int length)
    {
        var id = ids.Next();
        return Add(
            result,
            id,
            200,
            [
                ("x-amzn-RequestId", id),
                ("connection", "keep-alive"),
                ("Content-Length", length.ToString(CultureInfo.InvariantCulture)),
                ("Date", Date),
                ("Content-Type", integration.ContentType),
            ]
        );
    }

    /// <summary>The headers of lambda:invoke differ from those of other services.</summary>
    public JsonObject AddToInvocation(JsonObject result, int status, int length, string? version, string? logResult)
    {
        var id = ids.Next();
        var headers = new List<(string, string)>();
        if (logResult is not null)
            headers.Add(("X-Amz-Log-Result", logResult));
        if (version is not null)
            headers.Add(("X-Amz-Executed-Version", version));
        headers.AddRange([
            ("x-amzn-Remapped-Content-Length", "0"),
            ("Connection", "keep-alive"),
            ("x-amzn-RequestId", id),
            ("Content-Length", length.ToString(CultureInfo.InvariantCulture)),
            ("Date", Date),
            ("X-Amzn-Trace-Id", TraceId()),
            ("Content-Type", Integration.Lambda.ContentType),
        ]);
        return Add(result, id, status, headers);
    }

    string Date => clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);

    string TraceId()
    {
        var random = ids.Next().Replace("-", "", StringComparison.Ordinal);
        return $"Root=1-{clock.GetUtcNow().ToUnixTimeSeconds():x8}-{random[..24]};Parent={random[16..]};Sampled=0";
    }

    static JsonObject Add(JsonObject result, string id, int status, IReadOnlyList<(string Name, string Value)> headers) =>
        JsonObject.Of([
            .. result
                .Select(member => (member.Key, member.Value))
                .Append(
                    (
                        "SdkHttpMetadata",
                        JsonObject.Of(
                            (
                                "AllHttpHeaders",
                                JsonObject.Of([.. headers.Select(header => (header.Name, (Json)new JsonArray(header.Value)))])
                            ),
                            ("HttpHeaders", JsonObject.Of([.. headers.Select(header => (header.Name, (Json)header.Value))])),
                            ("HttpStatusCode", status)
                        )
                    )
                )
                .Append(("SdkResponseMetadata", JsonObject.Of(("RequestId", id))))
                // AWS writes the members in the order of their names.
                .OrderBy(member => member.Item1, StringComparer.Ordinal),
        ]);
}
