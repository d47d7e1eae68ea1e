using System.Diagnostics.CodeAnalysis;

namespace Pulumi;

/// <summary>The options that all kinds of resources have.</summary>
public abstract class ResourceOptions
{
    InputList<Resource>? dependsOn;
    InputList<Resource>? replaceWith;

    private protected ResourceOptions() { }

    public Input<string>? Id { get; set; }

    public Resource? Parent { get; set; }

    [AllowNull]
    public InputList<Resource> DependsOn
    {
        get => dependsOn ??= new();
        set => dependsOn = value;
    }

    public bool? Protect { get; set; }

    public List<string> IgnoreChanges { get; set; } = [];

    public string? Version { get; set; }

    public ProviderResource? Provider { get; set; }

    public CustomTimeouts? CustomTimeouts { get; set; }

    public List<ResourceTransformation> ResourceTransformations { get; set; } = [];

    public List<ResourceTransform> ResourceTransforms { get; set; } = [];

    public List<Input<Alias>> Aliases { get; set; } = [];

    public string? Urn { get; set; }

    public List<string> ReplaceOnChanges { get; set; } = [];

    public string? PluginDownloadURL { get; set; }

    public bool? RetainOnDelete { get; set; }

    public Resource? DeletedWith { get; set; }

    [AllowNull]
    public InputList<Resource> ReplaceWith
    {
        get => replaceWith ??= new();
        set => replaceWith = value;
    }

    public List<string> HideDiffs { get; set; } = [];

    public Input<object>? ReplacementTrigger { get; set; }

    internal abstract ResourceOptions Copy();

    internal IEnumerable<Output<Resource[]>> ExplicitDependencies() =>
        dependsOn is null ? [] : [((Output<System.Collections.Immutable.ImmutableArray<Resource>>)dependsOn).Apply(list => list.ToArray())];

    /// <summary>
    /// Merges <paramref name="over"/> into these options: values that it sets replace the existing values, lists are joined.
    /// </summary>
    private protected T Overlay<T>(T over)
        where T : ResourceOptions
    {
        Id = over.Id ?? Id;
        Parent = over.Parent ?? Parent;
        if (over.dependsOn is not null)
            dependsOn = DependsOn.Concat(over.dependsOn);
        Protect = over.Protect ?? Protect;
        IgnoreChanges = [.. IgnoreChanges, .. over.IgnoreChanges];
        Version = over.Version ?? Version;
        Provider = over.Provider ?? Provider;
        CustomTimeouts = over.CustomTimeouts ?? CustomTimeouts;
        ResourceTransformations = [.. ResourceTransformations, .. over.ResourceTransformations];
        ResourceTransforms = [.. ResourceTransforms, .. over.ResourceTransforms];
        Aliases = [.. Aliases, .. over.Aliases];
        Urn = over.Urn ?? Urn;
        ReplaceOnChanges = [.. ReplaceOnChanges, .. over.ReplaceOnChanges];
        PluginDownloadURL = over.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = over.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = over.DeletedWith ?? DeletedWith;
        if (over.replaceWith is not null)
            replaceWith = ReplaceWith.Concat(over.replaceWith);
        HideDiffs = [.. HideDiffs, .. over.HideDiffs];
        ReplacementTrigger = over.ReplacementTrigger ?? ReplacementTrigger;
        return (T)this;
    }
}

public sealed class CustomResourceOptions : ResourceOptions
{
    public bool? DeleteBeforeReplace { get; set; }

    public List<string> AdditionalSecretOutputs { get; set; } = [];

    public string? ImportId { get; set; }

    public Dictionary<string, string> EnvVarMappings { get; set; } = [];

    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2) =>
        new CustomResourceOptions().With(options1).With(options2);

    internal override CustomResourceOptions Copy() => Merge(this, null);

    CustomResourceOptions With(CustomResourceOptions? over)
    {
        if (over is null)
            return this;
        DeleteBeforeReplace = over.DeleteBeforeReplace ?? DeleteBeforeReplace;
        AdditionalSecretOutputs = [.. AdditionalSecretOutputs, .. over.AdditionalSecretOutputs];
        ImportId = over.ImportId ?? ImportId;
        foreach (var (name, value) in over.EnvVarMappings)
            EnvVarMappings[name] = value;
        Overlay(over);
        return this;
    }
}

public sealed class ComponentResourceOptions : ResourceOptions
{
    public List<ProviderResource> Providers { get; set; } = [];

    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2) =>
        new ComponentResourceOptions().With(options1).With(options2);

    internal override ComponentResourceOptions Copy() => Merge(this, null);

    ComponentResourceOptions With(ComponentResourceOptions? over)
    {
        if (over is null)
            return this;
        Providers = [.. Providers, .. over.Providers];
        Overlay(over);
        return this;
    }
}

public sealed class CustomTimeouts
{
    public TimeSpan? Create { get; set; }

    public TimeSpan? Update { get; set; }

    public TimeSpan? Delete { get; set; }
}

public sealed class Alias
{
    public string? Urn { get; set; }

    public Input<string>? Name { get; set; }

    public Input<string>? Type { get; set; }

    public Input<string>? Stack { get; set; }

    public Input<string>? Project { get; set; }

    public Resource? Parent { get; set; }

    public Input<string>? ParentUrn { get; set; }

    public bool NoParent { get; set; }
}

public class StackOptions
{
    public List<ResourceTransformation> ResourceTransformations { get; set; } = [];

    public List<ResourceTransform> ResourceTransforms { get; set; } = [];
}

public class InvokeOptions
{
    public Resource? Parent { get; set; }

    public ProviderResource? Provider { get; set; }

    public string? Version { get; set; }

    public string? PluginDownloadURL { get; set; }
}

public class InvokeOutputOptions : InvokeOptions
{
    InputList<Resource>? dependsOn;

    [AllowNull]
    public InputList<Resource> DependsOn
    {
        get => dependsOn ??= new();
        set => dependsOn = value;
    }
}
