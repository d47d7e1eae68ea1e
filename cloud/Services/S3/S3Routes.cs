using Classroom.Cloud.Gateway;
using Classroom.Cloud.Models;

namespace Classroom.Cloud.S3;

/// <summary>
/// Finds the operation of a request by the model of S3: the method, the presence of a bucket and a key, and query parameters such as
/// ?tagging. All operations of the model are known, also those that the embedded cloud does not have. A parameter that selects another
/// operation than the one that was found is refused: ?tagging of a DELETE must never delete the object.
/// </summary>
static class S3Routes
{
    static readonly Lazy<Route[]> Routes = new(() => [.. Read()]);

    static readonly Lazy<HashSet<string>> Selectors = new(() =>
        Routes.Value.SelectMany(route => route.Parameters).ToHashSet(StringComparer.Ordinal)
    );

    /// <summary>How a client asks for an operation: the method, and the parameter that names the operation; null where none does.</summary>
    public static (string Method, string? Parameter) AddressOf(string operation) =>
        Array.Find(Routes.Value, route => route.Operation == operation) is { } found
            ? (found.Method, found.Literals is [var first, ..] ? first : null)
            : throw new ArgumentException($"S3 has no operation '{operation}'", nameof(operation));

    /// <summary>The name of the operation. Where no operation answers the request, a text that names what was asked for.</summary>
    /// <param name="isHere">Whether the embedded cloud has an operation.</param>
    public static string NameOf(WireRequest request, string bucket, string key, Func<string, bool> isHere)
    {
        var found = Routes
            .Value.Where(route => route.Fits(request, bucket, key))
            .OrderByDescending(route => route.Parameters.Count)
            .ThenByDescending(route => route.Headers.Count)
            // Two operations may have the same address: an old one, or one of directory buckets.
            .ThenByDescending(route => isHere(route.Operation))
            .ThenBy(route => route.IsDeprecated)
            .FirstOrDefault();
        var foreign = request
            .Query.FirstOrDefault(pair => Selectors.Value.Contains(pair.Key) && found?.Takes.Contains(pair.Key) != true)
            .Key;
        if (foreign is not null)
            return $"{request.Method} ?{foreign}";
        return found?.Operation ?? $"{request.Method} {(bucket.Length == 0 ? "/" : key.Length == 0 ? "bucket" : "object")}";
    }

    static IEnumerable<Route> Read()
    {
        var model = ServiceModel.Of("s3");
        foreach (var name in model.Operations)
        {
            var operation = model.Find(name)!;
            var parts = operation.Uri!.Split('?');
            if (parts[0] is not ("/" or "/{Bucket}" or "/{Bucket}/{Key+}"))
                continue;
            var literals = parts.Length < 2 ? [] : parts[1].Split('&').Select(literal => literal.Split('=')[0]).ToList();
            var members = operation.Input?.Members ?? [];
            var required = members.Where(member => member.IsRequired).ToList();
            yield return new(
                operation.Method!,
                HasBucket: parts[0] != "/",
                HasKey: parts[0].EndsWith("{Key+}", StringComparison.Ordinal),
                literals,
                [.. literals, .. required.Where(member => member.Place == Place.Query).Select(member => member.WireName)],
                // Only the source of a copy selects an operation. Other required headers are checked when the operation is known.
                [.. required.Select(member => member.WireName).Where(header => header == "x-amz-copy-source")],
                [.. literals, .. members.Where(member => member.Place == Place.Query).Select(member => member.WireName)],
                name,
                operation.IsDeprecated
            );
        }
    }

    /// <param name="Literals">The query parameters of the path, such as tagging.</param>
    /// <param name="Parameters">The query parameters that must be there.</param>
    /// <param name="Headers">The headers that must be there.</param>
    /// <param name="Takes">All query parameters that belong to the operation.</param>
    sealed record Route(
        string Method,
        bool HasBucket,
        bool HasKey,
        IReadOnlyList<string> Literals,
        IReadOnlyList<string> Parameters,
        IReadOnlyList<string> Headers,
        IReadOnlyList<string> Takes,
        string Operation,
        bool IsDeprecated
    )
    {
        public bool Fits(WireRequest request, string bucket, string key) =>
            Method == request.Method
            && HasBucket == (bucket.Length > 0)
            && HasKey == (key.Length > 0)
            && Parameters.All(request.HasParameter)
            && Headers.All(header => request.Header(header) is not null);
    }
}
