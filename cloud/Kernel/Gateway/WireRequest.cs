using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Classroom.Cloud.Gateway;

/// <summary>An HTTP request as it was received.</summary>
sealed record WireRequest(string Method, string RawPath, string RawQuery, IHeaderDictionary Headers, byte[] Body)
{
    IReadOnlyList<KeyValuePair<string, string>>? parameters;
    FormUpload? form;

    /// <summary>Whether a function in a sandbox sent the request.</summary>
    public bool IsFromFunction { get; init; }

    /// <summary>The decoded query parameters, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query => parameters ??= Split(RawQuery);

    /// <summary>The form with a file in the body; null if the request is none.</summary>
    public FormUpload? Form => form ??= FormUpload.Of(this);

    public string Path => Uri.UnescapeDataString(RawPath);

    public string? Header(string name) => Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    public string? Parameter(string name)
    {
        foreach (var (key, value) in Query)
        {
            if (key == name)
                return value;
        }
        return null;
    }

    public bool HasParameter(string name) => Parameter(name) is not null;

    public static WireRequest Of(HttpContext context, byte[] body)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        // A proxy sends an absolute URL in the request line.
        if (!path.StartsWith('/'))
            path = Uri.TryCreate(target, UriKind.Absolute, out var address) ? address.AbsolutePath : "/";
        return new(context.Request.Method, path, mark < 0 ? "" : target[(mark + 1)..], context.Request.Headers, body)
        {
            IsFromFunction = RequestOrigin.IsFunction(context),
        };
    }

    /// <summary>Splits name=value&amp;… and decodes it. A name without = has an empty value.</summary>
    public static List<KeyValuePair<string, string>> Split(string text)
    {
        var found = new List<KeyValuePair<string, string>>();
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var mark = part.IndexOf('=', StringComparison.Ordinal);
            found.Add(mark < 0 ? new(Decode(part), "") : new(Decode(part[..mark]), Decode(part[(mark + 1)..])));
        }
        return found;
    }

    static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
