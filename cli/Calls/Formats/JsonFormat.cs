using System.Text.Json;

namespace Classroom.Cli.Calls.Formats;

/// <summary>JSON 1.0 and 1.1: a header names the operation, and the body is the input.</summary>
sealed class JsonFormat : IWireFormat
{
    public AwsRequest Write(OperationContract operation, object input) =>
        new(HttpMethod.Post, "/")
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(input, input.GetType(), operation.Json),
            ContentType = $"application/x-amz-json-{operation.Service.JsonVersion}",
            Headers = [("X-Amz-Target", $"{operation.Service.TargetPrefix}.{operation.Name}")],
        };

    public TOutput Read<TOutput>(OperationContract operation, byte[] body) => Parse<TOutput>(operation, body);

    /// <summary>An output without members may come as an empty body.</summary>
    public static TOutput Parse<TOutput>(OperationContract operation, byte[] body) =>
        JsonSerializer.Deserialize<TOutput>(body.Length == 0 ? "{}"u8 : body, operation.Json)
        ?? throw new JsonException($"{operation.Name} answered null");
}
