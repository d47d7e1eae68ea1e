using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// Another stack, whose outputs the program reads. The engine reads the stack instead of creating something: the resource's id is the
/// stack's name.
/// </summary>
public class StackReference : CustomResource
{
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference",
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new() { Id = args?.Name ?? name })
        ) { }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    /// <summary>An output of the other stack; null if the stack has no such output.</summary>
    public Output<object?> GetOutput(Input<string> name)
    {
        var value = Output
            .Tuple(name, (Input<ImmutableDictionary<string, object>>)Outputs)
            .Apply(read => read.Item2.GetValueOrDefault(read.Item1));
        return new(MarkAsync(value, name));
    }

    /// <summary>An output that the other stack must have.</summary>
    public Output<object> RequireOutput(Input<string> name)
    {
        var value = Output
            .Tuple(name, (Input<string>)Name, (Input<ImmutableDictionary<string, object>>)Outputs)
            .Apply(read =>
                read.Item3.GetValueOrDefault(read.Item1)
                ?? throw new KeyNotFoundException($"Required output '{read.Item1}' does not exist on stack '{read.Item2}'.")
            );
        return new(MarkAsync(value, name));
    }

    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var data = await GetOutput(name).DataTask.ConfigureAwait(false);
        return data.IsSecret ? new() { SecretValue = data.Value } : new() { Value = data.Value };
    }

    public Task<object?> GetValueAsync(Input<string> name) => PlainAsync(GetOutput(name), nameof(GetOutput));

    public Task<object> RequireValueAsync(Input<string> name) => PlainAsync(RequireOutput(name), nameof(RequireOutput));

    static async Task<T> PlainAsync<T>(Output<T> output, string instead)
    {
        var data = await output.DataTask.ConfigureAwait(false);
        return data.IsSecret
            ? throw new InvalidOperationException($"The referenced stack has secret outputs, which only '{instead}' returns.")
            : data.Value;
    }

    /// <summary>
    /// All outputs of a stack are one secret if one of them is; a single output is a secret only if it is among the secret names.
    /// </summary>
    async Task<OutputData<T>> MarkAsync<T>(Output<T> value, Input<string> name)
    {
        var data = await value.DataTask.ConfigureAwait(false);
        var asked = await name.ToOutput().DataTask.ConfigureAwait(false);
        var secrets = await SecretOutputNames.DataTask.ConfigureAwait(false);
        return data with
        {
            IsSecret =
                asked.IsKnown && secrets is { IsKnown: true, Value.IsDefault: false }
                    ? secrets.Value.Contains(asked.Value)
                    : (await Outputs.DataTask.ConfigureAwait(false)).IsSecret,
        };
    }
}

public class StackReferenceArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}

/// <summary>One output of another stack: at most one of the two values is set.</summary>
public sealed class StackReferenceOutputDetails
{
    public object? Value { get; set; }

    public object? SecretValue { get; set; }
}
