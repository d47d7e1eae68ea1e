namespace Classroom.Cloud.ApiGateway.Execution;

/// <summary>Selects the route of a request: the most specific match, or $default if no route matches.</summary>
static class RouteTable
{
    public static (ApiRoute Route, IReadOnlyDictionary<string, string> Parameters)? Find(
        IEnumerable<ApiRoute> routes,
        string method,
        string path
    )
    {
        var parts = path.Trim('/').Split('/');
        (ApiRoute, IReadOnlyDictionary<string, string>)? best = null;
        var bestScore = -1;
        foreach (var route in routes)
        {
            if (route.RouteKey == "$default")
            {
                if (bestScore < 0)
                    (best, bestScore) = ((route, new Dictionary<string, string>()), 0);
                continue;
            }
            var space = route.RouteKey.IndexOf(' ', StringComparison.Ordinal);
            var verb = route.RouteKey[..space];
            if ((verb != "ANY" && verb != method) || Match(route.RouteKey[(space + 1)..].Trim('/').Split('/'), parts) is not { } match)
                continue;
            // Literal path parts win over path parameters, those win over {proxy+}, and an exact method wins over ANY.
            var score = 1 + (match.Score * 2) + (verb == "ANY" ? 0 : 1);
            if (score > bestScore)
                (best, bestScore) = ((route, match.Values), score);
        }
        return best;
    }

    static (int Score, Dictionary<string, string> Values)? Match(string[] pattern, string[] parts)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var score = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i].EndsWith("+}", StringComparison.Ordinal))
            {
                if (i >= parts.Length)
                    return null;
                values[pattern[i][1..^2]] = Uri.UnescapeDataString(string.Join('/', parts[i..]));
                return (score, values);
            }
            if (i >= parts.Length)
                return null;
            if (pattern[i].StartsWith('{'))
            {
                values[pattern[i][1..^1]] = Uri.UnescapeDataString(parts[i]);
                score += 10;
            }
            else if (pattern[i] == parts[i])
            {
                score += 100;
            }
            else
            {
                return null;
            }
        }
        return pattern.Length == parts.Length ? (score + 1000, values) : null;
    }
}
