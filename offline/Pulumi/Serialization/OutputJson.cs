using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Serialization;

/// <summary>Serializes values that contain outputs as JSON, and records whether one of the outputs was unknown or secret.</summary>
sealed class OutputJson : JsonConverterFactory
{
    readonly HashSet<Resource> resources = [];
    bool isKnown = true;
    bool isSecret;

    public static async Task<OutputData<string>> WriteAsync<T>(Output<T> value, JsonSerializerOptions? options)
    {
        var data = await value.DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            return OutputData<string>.Unknown(data.Resources, data.IsSecret);
        var outputs = new OutputJson();
        var own = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        own.Converters.Add(outputs);
        var text = await Task.Run(() => JsonSerializer.Serialize(data.Value, own)).ConfigureAwait(false);
        return new(data.Resources.Union(outputs.resources), text, outputs.isKnown, data.IsSecret || outputs.isSecret);
    }

    public override bool CanConvert(Type typeToConvert) =>
        typeof(IInput).IsAssignableFrom(typeToConvert) || typeof(IOutput).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Inner<>).MakeGenericType(typeToConvert), this)!;

    sealed class Inner<T>(OutputJson owner) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException($"{typeToConvert} cannot be read from JSON; read its value and make an output of it.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var output = value is IInput input ? input.ToUntypedOutput() : (IOutput)value!;
            // JSON converters are synchronous: this blocks a thread of the pool, not the thread of the program.
            var data = output.GetDataAsync().GetAwaiter().GetResult();
            owner.resources.UnionWith(data.Resources);
            owner.isKnown &= data.IsKnown;
            owner.isSecret |= data.IsSecret;
            if (data.IsKnown && data.Value is not null)
                JsonSerializer.Serialize(writer, data.Value, data.Value.GetType(), options);
            else
                writer.WriteNullValue();
        }
    }
}
