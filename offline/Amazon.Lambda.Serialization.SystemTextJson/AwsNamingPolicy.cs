using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Writes names as the type has them, but for two headers that cannot be written as C# names.</summary>
public class AwsNamingPolicy : JsonNamingPolicy
{
    readonly JsonNamingPolicy fallback;

    public AwsNamingPolicy() { }

    public AwsNamingPolicy(JsonNamingPolicy fallbackNamingPolicy) => fallback = fallbackNamingPolicy;

    public override string ConvertName(string name) =>
        name switch
        {
            "XAmzId2" => "x-amz-id-2",
            "XAmzRequestId" => "x-amz-request-id",
            _ => fallback?.ConvertName(name) ?? name,
        };
}
