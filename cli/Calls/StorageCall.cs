using System.Security.Cryptography;
using Classroom.Cloud.Api;
using Classroom.Cloud.S3;

namespace Classroom.Cli.Calls;

/// <summary>
/// An operation of S3. The operations of S3 have no records of their own: their inputs are a bucket, a key, parameters, headers and
/// content. The method and the parameter that names the operation come from the cloud's own table.
/// </summary>
sealed class StorageCall<TOperation>(AwsClient client)
    where TOperation : IOperation
{
    static readonly (string Method, string? Parameter) Address = S3Routes.AddressOf(typeof(TOperation).Name);

    public Task<AwsAnswer> SendAsync(
        string bucket,
        string? key = null,
        byte[]? content = null,
        IReadOnlyList<(string Name, string Value)>? parameters = null,
        IReadOnlyList<(string Name, string Value)>? headers = null
    )
    {
        var path = key is null ? $"/{bucket}" : $"/{bucket}/{Uri.EscapeDataString(key)}";
        var query = string.Join(
            '&',
            (parameters ?? [])
                .Prepend((Name: Address.Parameter ?? "", Value: ""))
                .Where(parameter => parameter.Name.Length > 0)
                .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}")
        );
        return client.SendAsync(
            "s3",
            null,
            new(HttpMethod.Parse(Address.Method), query.Length > 0 ? $"{path}?{query}" : path)
            {
                Body = content ?? [],
                Headers = [("X-Amz-Content-Sha256", Convert.ToHexStringLower(SHA256.HashData(content ?? []))), .. headers ?? []],
            }
        );
    }
}
