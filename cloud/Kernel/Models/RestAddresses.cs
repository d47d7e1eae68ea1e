namespace Classroom.Cloud.Models;

/// <summary>Finds the operation of a REST service by its address in the model, also if the embedded cloud does not have it.</summary>
static class RestAddresses
{
    public static string? Find(ServiceModel model, string method, string rawPath)
    {
        var parts = rawPath.Trim('/').Split('/');
        return model
            .Operations.Select(name => model.Find(name)!)
            .Where(operation => operation.Method == method && Fits(PartsOf(operation), parts))
            .OrderByDescending(operation => PartsOf(operation).Count(part => !part.StartsWith('{')))
            .FirstOrDefault()
            ?.Name;
    }

    static string[] PartsOf(OperationModel operation) => operation.Uri!.Split('?')[0].Trim('/').Split('/');

    static bool Fits(string[] pattern, string[] parts)
    {
        var takesAll = pattern[^1].EndsWith("+}", StringComparison.Ordinal);
        if (takesAll ? parts.Length < pattern.Length : parts.Length != pattern.Length)
            return false;
        return pattern.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }
}
