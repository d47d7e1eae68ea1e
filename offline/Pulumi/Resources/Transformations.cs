using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Changes a resource's inputs or options before it is registered. Runs in the process of the program.</summary>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);

public readonly struct ResourceTransformationArgs(Resource resource, ResourceArgs args, ResourceOptions options)
{
    public Resource Resource => resource;

    public ResourceArgs Args => args;

    public ResourceOptions Options => options;
}

public readonly struct ResourceTransformationResult(ResourceArgs args, ResourceOptions options)
{
    public ResourceArgs Args => args;

    public ResourceOptions Options => options;
}

/// <summary>A transform that the engine runs. A mocked run accepts transforms and does not call them, like the official SDK.</summary>
public delegate Task<ResourceTransformResult?> ResourceTransform(ResourceTransformArgs args, CancellationToken cancellationToken = default);

public readonly struct ResourceTransformArgs(
    string name,
    string type,
    bool custom,
    ImmutableDictionary<string, object?> args,
    ResourceOptions options
)
{
    public string Name => name;

    public string Type => type;

    public bool Custom => custom;

    public ImmutableDictionary<string, object?> Args => args;

    public ResourceOptions Options => options;
}

public readonly struct ResourceTransformResult(ImmutableDictionary<string, object?> args, ResourceOptions options)
{
    public ImmutableDictionary<string, object?> Args => args;

    public ResourceOptions Options => options;
}
