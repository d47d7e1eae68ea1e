using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>Converts between CORS rules and S3's XML, with S3's errors for rules that are not valid.</summary>
static class CorsFormat
{
    const int MostRules = 100;

    static readonly string[] Methods = ["GET", "PUT", "HEAD", "POST", "DELETE"];

    public static ImmutableList<CorsRule> Read(XElement configuration)
    {
        var rules = configuration.Elements().Where(element => element.Name.LocalName == "CORSRule").Select(Rule).ToImmutableList();
        return rules.Count is > 0 and <= MostRules ? rules : throw Malformed();
    }

    public static XElement Write(IEnumerable<CorsRule> rules) => new("CORSConfiguration", rules.Select(Write));

    static CorsRule Rule(XElement element)
    {
        ImmutableList<string> All(string name) =>
            [.. element.Elements().Where(child => child.Name.LocalName == name).Select(child => child.Value)];
        var rule = new CorsRule(All("AllowedOrigin"), All("AllowedMethod"))
        {
            Id = All("ID").FirstOrDefault(),
            Headers = All("AllowedHeader"),
            Exposed = All("ExposeHeader"),
            MaxAge = All("MaxAgeSeconds").FirstOrDefault() is { } age ? Seconds(age) : null,
        };
        if (rule.Origins.IsEmpty || rule.Methods.IsEmpty)
            throw Malformed();
        if (rule.Methods.Find(method => !Methods.Contains(method)) is { } unknown)
            throw Invalid($"Found unsupported HTTP method in CORS config. Unsupported method is {unknown}");
        if (rule.Origins.Find(HasManyStars) is { } origin)
            throw Invalid($"AllowedOrigin \"{origin}\" can not have more than one wildcard.");
        if (rule.Headers.Find(HasManyStars) is { } header)
            throw Invalid($"AllowedHeader \"{header}\" can not have more than one wildcard.");
        return rule.Exposed.Find(exposed => exposed.Contains('*', StringComparison.Ordinal)) is { } wildcard
            ? throw Invalid($"ExposeHeader \"{wildcard}\" contains wildcard. We currently do not support wildcard for ExposeHeader.")
            : rule;
    }

    static XElement Write(CorsRule rule) =>
        new(
            "CORSRule",
            rule.Id is null ? null : new XElement("ID", rule.Id),
            rule.Origins.Select(origin => new XElement("AllowedOrigin", origin)),
            rule.Methods.Select(method => new XElement("AllowedMethod", method)),
            rule.Headers.Select(header => new XElement("AllowedHeader", header)),
            rule.Exposed.Select(header => new XElement("ExposeHeader", header)),
            rule.MaxAge is { } age ? new XElement("MaxAgeSeconds", age) : null
        );

    static bool HasManyStars(string pattern) => pattern.Count(character => character == '*') > 1;

    static int Seconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : throw Malformed();

    static AwsException Invalid(string message) => new("InvalidRequest", message);

    static AwsException Malformed() =>
        new("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");
}
