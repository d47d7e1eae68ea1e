namespace Pulumi.Aws;

/// <summary>The options that every resource of this provider gets by default.</summary>
static class ResourceDefaults
{
    const string PackageVersion = "7.48.0";

    public static CustomResourceOptions Merge(CustomResourceOptions? options, string? formerToken, params string[] secretOutputs)
    {
        var defaults = new CustomResourceOptions { Version = PackageVersion, AdditionalSecretOutputs = [.. secretOutputs] };
        if (formerToken is not null)
            defaults.Aliases.Add(new Alias { Type = formerToken });
        return CustomResourceOptions.Merge(defaults, options);
    }

    public static string? FromEnvironment(params string[] names) =>
        names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}

[AttributeUsage(AttributeTargets.Class)]
sealed class AwsResourceTypeAttribute(string type) : ResourceTypeAttribute(type, null);
