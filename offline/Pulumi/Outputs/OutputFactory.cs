using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

public static partial class Output
{
    public static Output<T> Create<T>(T value) => new(OutputData<T>.Of(value));

    public static Output<T> Create<T>(Task<T> value) => new(FromTaskAsync(value, isSecret: false));

    public static Output<T> CreateSecret<T>(T value) => new(OutputData<T>.Of(value, isSecret: true));

    public static Output<T> CreateSecret<T>(Task<T> value) => new(FromTaskAsync(value, isSecret: true));

    public static Output<T> CreateSecret<T>(Output<T> value) => WithSecret(value, isSecret: true);

    public static Output<T> Unsecret<T>(Output<T> output) => WithSecret(output, isSecret: false);

    public static async Task<bool> IsSecretAsync<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return (await output.DataTask.ConfigureAwait(false)).IsSecret;
    }

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All((IEnumerable<Input<T>>)inputs);

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) =>
        new(AllAsync(inputs.Select(input => input.ToOutput()).ToArray()));

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => new(AllAsync(outputs));

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => new(AllAsync(outputs.ToArray()));

    public static Output<string> Format(FormattableString formattableString)
    {
        ArgumentNullException.ThrowIfNull(formattableString);
        var arguments = formattableString.GetArguments().Select(AsOutput).ToArray();
        return All(arguments)
            .Apply(values => string.Format(System.Globalization.CultureInfo.InvariantCulture, formattableString.Format, values.ToArray()));
    }

    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(Serialization.OutputJson.WriteAsync(value, options));
    }

    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.Apply(text => JsonSerializer.Deserialize<T>(text, options)!);
    }

    static Output<object?> AsOutput(object? value) =>
        value switch
        {
            IOutput output => new(output.GetDataAsync()),
            IInput input => new(input.ToUntypedOutput().GetDataAsync()),
            _ => Create(value),
        };

    static async Task<OutputData<T>> FromTaskAsync<T>(Task<T> value, bool isSecret) =>
        OutputData<T>.Of(await value.ConfigureAwait(false), isSecret);

    static Output<T> WithSecret<T>(Output<T> output, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(output);
        return new(MarkAsync(output.DataTask, isSecret));

        static async Task<OutputData<T>> MarkAsync(Task<OutputData<T>> source, bool isSecret) =>
            await source.ConfigureAwait(false) with
            {
                IsSecret = isSecret,
            };
    }

    static async Task<OutputData<ImmutableArray<T>>> AllAsync<T>(Output<T>[] outputs)
    {
        var values = ImmutableArray.CreateBuilder<T>(outputs.Length);
        var seen = OutputData<ImmutableArray<T>>.Of(default);
        foreach (var output in outputs)
        {
            var data = await output.DataTask.ConfigureAwait(false);
            values.Add(data.Value);
            seen = seen.Through(data);
        }
        return seen with { Value = values.MoveToImmutable() };
    }
}
