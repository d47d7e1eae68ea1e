using System.Collections.Immutable;

namespace Classroom.Cloud.S3;

/// <summary>A CORS rule of a bucket: the pages that may send requests, and the methods and headers that they may use.</summary>
sealed record CorsRule(ImmutableList<string> Origins, ImmutableList<string> Methods)
{
    public string? Id { get; init; }

    public ImmutableList<string> Headers { get; init; } = [];

    public ImmutableList<string> Exposed { get; init; } = [];

    public int? MaxAge { get; init; }

    public bool AllowsOrigin(string origin) => Origins.Any(pattern => Fits(pattern, origin, StringComparison.Ordinal));

    /// <summary>Names of headers are compared without regard to case.</summary>
    public bool AllowsHeader(string header) => Headers.Any(pattern => Fits(pattern, header, StringComparison.OrdinalIgnoreCase));

    /// <summary>A pattern contains at most one *.</summary>
    static bool Fits(string pattern, string text, StringComparison comparison)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0
            ? pattern.Equals(text, comparison)
            : text.Length >= pattern.Length - 1
                && text.StartsWith(pattern[..star], comparison)
                && text.EndsWith(pattern[(star + 1)..], comparison);
    }
}
