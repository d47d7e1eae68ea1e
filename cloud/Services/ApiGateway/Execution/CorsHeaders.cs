using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.ApiGateway.Execution;

/// <summary>The CORS headers of an API's answers.</summary>
static class CorsHeaders
{
    public static IReadOnlyList<(string Name, string Value)> Of(Cors cors, HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (
            origin.Length == 0
            || cors.AllowOrigins?.Any(allowed => allowed == "*" || allowed.Equals(origin, StringComparison.OrdinalIgnoreCase)) != true
        )
            return [];
        var headers = new List<(string, string)> { ("access-control-allow-origin", cors.AllowOrigins.Contains("*") ? "*" : origin) };
        if (cors.AllowCredentials == true)
            headers.Add(("access-control-allow-credentials", "true"));
        if (cors.ExposeHeaders is { Count: > 0 } exposed)
            headers.Add(("access-control-expose-headers", string.Join(',', exposed)));
        if (request.Method != "OPTIONS")
            return headers;
        if (cors.AllowMethods is { Count: > 0 } methods)
            headers.Add(("access-control-allow-methods", string.Join(',', methods)));
        if (cors.AllowHeaders is { Count: > 0 } allowed)
            headers.Add(("access-control-allow-headers", string.Join(',', allowed)));
        if (cors.MaxAge is { } age)
            headers.Add(("access-control-max-age", $"{age}"));
        return headers;
    }
}
