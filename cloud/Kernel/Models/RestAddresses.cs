namespace Classroom.Cloud.Models;

/// <summary>Finds the operation of a REST service by its address in the model, also if the embedded cloud does not have it.</summary>
static class RestAddresses
{
    /// <param name="hasParameter">Whether the query of the request has a parameter: two addresses may differ in one.</param>
    public static string? Find(ServiceModel model, string method, string rawPath, Func<string, bool> hasParameter)
    {
        var parts = rawPath.Trim('/').Split('/');
        return model
            .Operations.Select(name => model.Find(name)!)
            .Where(operation => operation.Method == method && Fits(PartsOf(operation), parts) && ParametersOf(operation).All(hasParameter))
            .OrderByDescending(operation => PartsOf(operation).Count(part => !part.StartsWith('{')))
            .ThenByDescending(operation => ParametersOf(operation).Count())
            .FirstOrDefault()
            ?.Name;
    }

    static IEnumerable<string> ParametersOf(OperationModel operation) =>
        operation.Uri!.Split('?') is [_, var query] ? query.Split('&').Select(parameter => parameter.Split('=')[0]) : [];

    static string[] PartsOf(OperationModel operation) => operation.Uri!.Split('?')[0].Trim('/').Split('/');

    static bool Fits(string[] pattern, string[] parts)
    {
        var takesAll = pattern[^1].EndsWith("+}", StringComparison.Ordinal);
        if (takesAll ? parts.Length < pattern.Length : parts.Length != pattern.Length)
            return false;
        return pattern.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }
}
