using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;

namespace Classroom.Cli.Calls.Formats;

/// <summary>REST with JSON: members of the input stand in the path, in the query, and in the body.</summary>
sealed class RestJsonFormat : IWireFormat
{
    public AwsRequest Write(OperationContract operation, object input)
    {
        var route = operation.Route ?? throw new NotSupportedException($"{operation.Name} has no route.");
        var members = (JsonObject)JsonSerializer.SerializeToNode(input, input.GetType(), operation.Json)!;
        var path = string.Join('/', route.Path.Split('/').Select(part => part.StartsWith('{') ? Take(members, part, operation) : part));
        var query = string.Join('&', Query(members, operation, input));
        var request = new AwsRequest(HttpMethod.Parse(route.Method), query.Length > 0 ? $"{path}?{query}" : path);
        return route.Method is "GET" or "DELETE"
            ? request
            : request with
            {
                Body = Encoding.UTF8.GetBytes(members.ToJsonString()),
                ContentType = "application/json",
            };
    }

    public TOutput Read<TOutput>(OperationContract operation, byte[] body) =>
        Location.Members(typeof(TOutput)) is []
            ? JsonFormat.Parse<TOutput>(operation, body)
            : throw new NotSupportedException($"{operation.Name} answers in headers, which {nameof(RestJsonFormat)} does not read.");

    /// <summary>Moves a member from the body into the path: {FunctionName}, or {ResourceArn+} for a member with slashes.</summary>
    static string Take(JsonObject members, string part, OperationContract operation)
    {
        var name = part.Trim('{', '}', '+');
        name = operation.Json.PropertyNamingPolicy?.ConvertName(name) ?? name;
        var value = members[name] ?? throw new ArgumentException($"{operation.Name} needs {name} for its path.");
        members.Remove(name);
        return Uri.EscapeDataString(value.ToString());
    }

    /// <summary>Moves members from the body into the query.</summary>
    static IEnumerable<string> Query(JsonObject members, OperationContract operation, object input)
    {
        foreach (var (property, where) in Location.Members(input.GetType()))
        {
            if (where is not InQueryAttribute query)
                throw new NotSupportedException($"{operation.Name} takes {property.Name} in a header or as the whole body.");
            var member = operation.Json.PropertyNamingPolicy?.ConvertName(property.Name) ?? property.Name;
            members.Remove(member);
            var values = property.GetValue(input) switch
            {
                null => [],
                IEnumerable<string> list => list,
                var value => [Convert.ToString(value, CultureInfo.InvariantCulture)!],
            };
            foreach (var value in values)
                yield return $"{query.Name ?? member}={Uri.EscapeDataString(value)}";
        }
    }
}
