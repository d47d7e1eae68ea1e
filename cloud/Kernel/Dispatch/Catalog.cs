using System.Collections.Concurrent;
using System.Collections.Frozen;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Dispatch;

/// <summary>All services and their operations. The operations of a service are the classes of its namespace.</summary>
sealed class Catalog
{
    readonly IServiceProvider services;
    readonly Dictionary<Service, FrozenDictionary<string, Type>> operations;
    readonly ConcurrentDictionary<Type, Operation> made = new();
    readonly Dictionary<Service, Routes> routes;

    public Catalog(IServiceProvider services, IEnumerable<Service> all, OperationTypes types)
    {
        this.services = services;
        Services = [.. all];
        var byNamespace = types.All.ToLookup(type => type.Namespace);
        operations = Services.ToDictionary(
            service => service,
            service => byNamespace[service.GetType().Namespace].ToFrozenDictionary(type => type.Name)
        );
        routes = Services
            .Where(service => service.Protocol is WireProtocol.RestJson or WireProtocol.RestXml)
            .ToDictionary(service => service, service => new Routes(operations[service].Values));
    }

    public IReadOnlyList<Service> Services { get; }

    public Service? BySigningName(string name) => Services.FirstOrDefault(service => service.SigningName == name);

    public Service? ByPrefix(string prefix) => Services.FirstOrDefault(service => service.Prefix == prefix);

    public Service? ByTarget(string prefix) => Services.FirstOrDefault(service => service.TargetPrefix == prefix);

    public Operation? Find(Service service, string name) =>
        operations[service].TryGetValue(name, out var type) ? Make(service, type) : null;

    /// <summary>Finds the operation of a REST service by method and path.</summary>
    public (Operation Operation, IReadOnlyDictionary<string, string> Values)? Find(Service service, string method, string rawPath) =>
        routes[service].Find(method, rawPath) is { } found ? (Make(service, found.Type), found.Values) : null;

    public IEnumerable<string> OperationsOf(Service service) => operations[service].Keys.Order(StringComparer.Ordinal);

    Operation Make(Service service, Type type) => made.GetOrAdd(type, type => Operation.Of(service, type, services));
}

/// <summary>The routes of a REST service.</summary>
sealed class Routes(IEnumerable<Type> types)
{
    readonly (string Method, string[] Parts, Type Type)[] all =
    [
        .. types
            .Select(type => ((RouteAttribute?)Attribute.GetCustomAttribute(type, typeof(RouteAttribute)), type))
            .Where(pair => pair.Item1 is not null)
            .Select(pair => (pair.Item1!.Method, pair.Item1.Path.Trim('/').Split('/'), pair.type))
            // Routes with more literal parts are tried before routes with path parameters.
            .OrderByDescending(route => route.Item2.Count(part => !part.StartsWith('{'))),
    ];

    public (Type Type, IReadOnlyDictionary<string, string> Values)? Find(string method, string rawPath)
    {
        var parts = rawPath.Trim('/').Split('/');
        foreach (var route in all)
        {
            if (route.Method == method && Match(route.Parts, parts) is { } values)
                return (route.Type, values);
        }
        return null;
    }

    static Dictionary<string, string>? Match(string[] pattern, string[] parts)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i].EndsWith("+}", StringComparison.Ordinal))
            {
                if (i >= parts.Length)
                    return null;
                values[pattern[i][1..^2]] = Uri.UnescapeDataString(string.Join('/', parts[i..]));
                return values;
            }
            if (i >= parts.Length)
                return null;
            if (pattern[i].StartsWith('{'))
                values[pattern[i][1..^1]] = Uri.UnescapeDataString(parts[i]);
            else if (pattern[i] != parts[i])
                return null;
        }
        return pattern.Length == parts.Length ? values : null;
    }
}
