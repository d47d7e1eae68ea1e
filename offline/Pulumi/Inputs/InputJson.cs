using System.Text.Json;

namespace Pulumi;

/// <summary>A JSON value, given as text, document or element.</summary>
public sealed class InputJson : Input<JsonElement>
{
    public InputJson()
        : this(Pulumi.Output.Create(default(JsonElement))) { }

    InputJson(Output<JsonElement> output)
        : base(output) { }

    public static implicit operator InputJson(string json) => new(Pulumi.Output.Create(Parse(json)));

    public static implicit operator InputJson(JsonDocument document) => new(Pulumi.Output.Create(document.RootElement));

    public static implicit operator InputJson(JsonElement element) => new(Pulumi.Output.Create(element));

    public static implicit operator InputJson(Output<string> json) => new(json.Apply(Parse));

    public static implicit operator InputJson(Output<JsonDocument> document) => new(document.Apply(value => value.RootElement));

    public static implicit operator InputJson(Output<JsonElement> element) => new(element);

    static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
