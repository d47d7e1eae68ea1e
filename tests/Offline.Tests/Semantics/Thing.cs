using System.Collections.Immutable;
using Pulumi;

namespace Classroom.Offline.Tests.Semantics;

/// <summary>A resource with an input of every kind, as a provider's package would declare it.</summary>
sealed class Thing(string name, ThingArgs args, CustomResourceOptions? options = null)
    : CustomResource("test:index:Thing", name, args, options)
{
    [Output("text")]
    public Output<string> Text { get; private set; } = null!;

    [Output("size")]
    public Output<int> Size { get; private set; } = null!;
}

sealed class ThingArgs : ResourceArgs
{
    [Input("text", required: true)]
    public Input<string> Text { get; set; } = null!;

    [Input("size")]
    public Input<int>? Size { get; set; }

    [Input("flag")]
    public Input<bool>? Flag { get; set; }

    [Input("list")]
    InputList<string>? list;

    public InputList<string> List
    {
        get => list ??= [];
        set => list = value;
    }

    [Input("map")]
    InputMap<string>? map;

    public InputMap<string> Map
    {
        get => map ??= [];
        set => map = value;
    }

    [Input("inner")]
    public Input<InnerArgs>? Inner { get; set; }

    [Input("code")]
    public Input<AssetOrArchive>? Code { get; set; }
}

class InnerArgs : ResourceArgs
{
    [Input("seconds")]
    public Input<double>? Seconds { get; set; }
}

sealed class ThingProvider(string name) : ProviderResource("test", name, ResourceArgs.Empty, options: null);

sealed class Group(string name, ComponentResourceOptions? options = null) : ComponentResource("test:index:Group", name, options)
{
    public void Publish(string key, object value) => RegisterOutputs(ImmutableDictionary<string, object?>.Empty.Add(key, value));
}
