using System.Xml.Linq;
using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.S3;

/// <summary>
/// The CORS rules of buckets. AWS also serves a foreign page without a rule and leaves it to the browser to hide the answer. The
/// embedded cloud refuses the request, because it runs on the machine of the browser, and its keys may be known to everybody.
/// </summary>
sealed class BucketPages(ObjectStore objects) : ICrossOrigin
{
    const string Vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

    public bool IsFor(Service service) => service is S3Service;

    public WireAnswer? Preflight(WireRequest request, Target target)
    {
        if (request.Method != "OPTIONS")
            return null;
        if (request.Header("Origin") is not { } origin)
            return Refused("BadRequest", "Insufficient information. Origin request header needed.", 400);
        if (request.Header("Access-Control-Request-Method") is not { } method)
            return Refused("BadRequest", "Invalid Access-Control-Request-Method: null", 400);
        if (RulesOf(target).Count == 0)
            return Refused("AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.", 403);
        var headers = (request.Header("Access-Control-Request-Headers") ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (Find(target, origin, method, headers) is not { } rule)
            return Refused(
                "AccessForbidden",
                "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / "
                    + "Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
                403
            );
        var answer = WireAnswer.Empty(200) with { Headers = HeadersOf(rule, origin) };
        return headers.Length > 0 ? answer.With("Access-Control-Allow-Headers", string.Join(", ", headers).ToLowerInvariant()) : answer;
    }

    public IReadOnlyList<(string Name, string Value)>? Admit(WireRequest request, Target target)
    {
        // Images, scripts and links come without Origin. The browser shows them on any page, so only a rule for any page admits them.
        var origin = request.Header("Origin");
        return Find(target, origin, request.Method, []) is { } rule ? HeadersOf(rule, origin ?? "*") : null;
    }

    CorsRule? Find(Target target, string? origin, string method, string[] headers) =>
        RulesOf(target)
            .FirstOrDefault(rule =>
                (origin is null ? rule.Origins.Contains("*") : rule.AllowsOrigin(origin))
                && rule.Methods.Contains(method)
                && Array.TrueForAll(headers, rule.AllowsHeader)
            );

    IReadOnlyList<CorsRule> RulesOf(Target target) => objects.Bucket(target.Route["Bucket"])?.Cors ?? [];

    static IReadOnlyList<(string Name, string Value)> HeadersOf(CorsRule rule, string origin)
    {
        var isForAll = rule.Origins.Contains("*");
        var headers = new List<(string, string)>
        {
            ("Access-Control-Allow-Origin", isForAll ? "*" : origin),
            ("Access-Control-Allow-Methods", string.Join(", ", rule.Methods)),
            ("Vary", Vary),
        };
        if (!isForAll)
            headers.Add(("Access-Control-Allow-Credentials", "true"));
        if (!rule.Exposed.IsEmpty)
            headers.Add(("Access-Control-Expose-Headers", string.Join(", ", rule.Exposed)));
        if (rule.MaxAge is { } age)
            headers.Add(("Access-Control-Max-Age", $"{age}"));
        return headers;
    }

    static WireAnswer Refused(string code, string message, int status) =>
        new(
            status,
            "application/xml",
            System.Text.Encoding.UTF8.GetBytes($"{new XElement("Error", new XElement("Code", code), new XElement("Message", message))}")
        );
}
