using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Writes names as the type declares them, except two headers whose names are not valid in C#.</summary>
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
