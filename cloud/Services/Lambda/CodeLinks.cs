using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Lambda;

/// <summary>
/// The links with which the code of a function can be downloaded: whoever has a link can use it for ten minutes, like the presigned links
/// of AWS.
/// </summary>
sealed class CodeLinks(FunctionStore functions, Secrets secrets, CloudSettings settings, TimeProvider clock) : IPage
{
    const string Prefix = "/_classroom/code/";

    static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(10);

    public string Of(string hash, DateTimeOffset now)
    {
        var expires = (now + ValidFor).ToUnixTimeSeconds();
        return $"{settings.Endpoint}{Prefix}{hash}?Expires={expires}&Signature={SignatureOf(hash, expires)}";
    }

    public bool Owns(HttpContext context) => context.Request.Path.Value is { } path && path.StartsWith(Prefix, StringComparison.Ordinal);

    public Task HandleAsync(HttpContext context)
    {
        var hash = context.Request.Path.Value![Prefix.Length..];
        if (
            !HttpMethods.IsGet(context.Request.Method)
            || !IsSigned(context.Request.Query, hash)
            || !File.Exists(functions.PackagePath(hash))
        )
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("The link is not valid. GetFunction makes a new one.\n");
        }
        context.Response.ContentType = "application/zip";
        return context.Response.SendFileAsync(functions.PackagePath(hash));
    }

    bool IsSigned(IQueryCollection query, string hash) =>
        long.TryParse(query["Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
        && clock.GetUtcNow().ToUnixTimeSeconds() <= expires
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(SignatureOf(hash, expires)),
            Encoding.UTF8.GetBytes(query["Signature"].ToString())
        );

    string SignatureOf(string hash, long expires) => Convert.ToHexStringLower(secrets.Derive($"code:{hash}:{expires}"));
}
