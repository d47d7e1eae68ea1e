using System.Globalization;
using Classroom.Cloud.Runtime;
using Classroom.StatesLanguage.Data;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>The metadata of the HTTP call that an optimized integration adds to its result.</summary>
sealed class Metadata(RequestIds ids, TimeProvider clock)
{
    public JsonObject AddTo(JsonObject result, int status, int length, string? version)
    {
        var id = ids.Next();
        var headers = JsonObject.Of(
            ("Connection", "keep-alive"),
            ("Content-Length", length.ToString(CultureInfo.InvariantCulture)),
            ("Content-Type", "application/json"),
            ("Date", clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture)),
            ("x-amzn-RequestId", id)
        );
        if (version is not null)
            headers = headers.With("X-Amz-Executed-Version", version);
        return result
            .With(
                "SdkHttpMetadata",
                JsonObject.Of(
                    ("AllHttpHeaders", JsonObject.Of([.. headers.Select(header => (header.Key, (Json)new JsonArray(header.Value)))])),
                    ("HttpHeaders", headers),
                    ("HttpStatusCode", status)
                )
            )
            .With("SdkResponseMetadata", JsonObject.Of(("RequestId", id)));
    }
}
