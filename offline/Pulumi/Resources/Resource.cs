using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A resource: custom or component.</summary>
public class Resource
{
    readonly string type;
    readonly string name;
    readonly bool? protect;
    readonly ImmutableArray<ResourceTransformation> transformations;
    readonly ImmutableDictionary<string, ProviderResource> providers = ImmutableDictionary<string, ProviderResource>.Empty;

    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        this.type = type;
        this.name = name;
        var deployment = Deployment.RequireCurrent();
        var slots = OutputSlot.FillIn(this);

        var parent = type == Stack.TypeToken ? null : options.Parent ?? (options.Urn is null ? deployment.Stack : null);
        transformations = [.. options.ResourceTransformations, .. parent?.transformations ?? []];
        (args, options) = Transform(args, options);
        options = options.Copy();
        options.Parent ??= parent;

        var component = options as ComponentResourceOptions;
        if (options.Provider is not null && component?.Providers.Count > 0)
            throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);

        protect = options.Protect ??= options.Parent?.protect;
        providers = options.Parent?.providers ?? providers;
        if (component is not null)
        {
            var given = component.Provider is null ? component.Providers : [component.Provider];
            providers = providers.SetItems(given.Select(provider => KeyValuePair.Create(provider.Package, provider)));
        }
        else if (options.Provider is { } own)
        {
            providers = providers.SetItem(own.Package, own);
        }
        else
        {
            options.Provider = providers.GetValueOrDefault(PackageOf(type));
        }

        deployment.Register(new(this, custom, args, options, slots));
    }

    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    public string GetResourceType() => type;

    public string GetResourceName() => name;

    (ResourceArgs, ResourceOptions) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in transformations)
        {
            if (transformation(new(this, args, options)) is not { } changed)
                continue;
            if (changed.Options.Parent != options.Parent)
                throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
            (args, options) = (changed.Args, changed.Options);
        }
        return (args, options);
    }

    static string PackageOf(string type) => type.Split(':') is [var package, _, _] ? package : "";
}

/// <summary>A resource that a provider creates.</summary>
public class CustomResource : Resource
{
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, custom: true, args ?? ResourceArgs.Empty, options ?? new()) { }

    [Output("id")]
    public Output<string> Id { get; private protected set; } = null!;
}

/// <summary>A resource that groups other resources.</summary>
public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options) { }

    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(type, name, custom: false, args ?? ResourceArgs.Empty, options ?? new())
    {
        if (remote)
            throw new NotSupportedException(
                "The stand-in for Pulumi does not support remote components; `dotnet restore build/official` fetches the official package."
            );
    }

    protected void RegisterOutputs() => RegisterOutputs(ImmutableDictionary<string, object?>.Empty);

    protected void RegisterOutputs(IDictionary<string, object?> outputs) => RegisterOutputs(Output.Create(outputs));

    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(Output.Create(outputs));

    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs) =>
        Deployment.RequireCurrent().RegisterOutputs(this, outputs);
}

/// <summary>An explicitly configured provider.</summary>
public class ProviderResource : CustomResource
{
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options) => Package = package;

    internal string Package { get; }

    internal async Task<string> ReferenceAsync()
    {
        var urn = await Urn.DataTask.ConfigureAwait(false);
        var id = await Id.DataTask.ConfigureAwait(false);
        return $"{urn.Value}::{(string.IsNullOrEmpty(id.Value) ? Serialization.PlainReader.UnknownValue : id.Value)}";
    }
}
