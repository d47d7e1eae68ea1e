using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Inputs that a provider takes as JSON text, whatever their type in the program.</summary>
static class InputText
{
    public static Input<string> AsJson(object input) => new Output<string>(AsJsonAsync(input));

    static async Task<OutputData<string>> AsJsonAsync(object input)
    {
        var reader = new PlainReader("");
        var plain = await reader.ReadAsync(input).ConfigureAwait(false);
        return new([.. reader.Resources], JsonSerializer.Serialize(plain), reader.IsKnown, reader.IsSecret);
    }
}
