namespace Pulumi;

interface IInput
{
    IOutput ToUntypedOutput();
}

/// <summary>An input of a resource: a plain value or an output.</summary>
public class Input<T> : IInput
{
    private protected Input(Output<T> output) => Output = output ?? throw new ArgumentNullException(nameof(output));

    private protected Output<T> Output { get; set; }

    public static implicit operator Input<T>(T value) => new(Pulumi.Output.Create(value));

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.Output;

    IOutput IInput.ToUntypedOutput() => Untyped;

    /// <summary>Lists and maps return their items as they were given, so that an unknown item can be recognized.</summary>
    private protected virtual IOutput Untyped => Output;
}

public static class InputExtensions
{
    public static Output<T> ToOutput<T>(this Input<T>? input) => input is null ? Output.Create(default(T)!) : (Output<T>)input;

    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, TResult> func) => input.ToOutput().Apply(func);

    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Task<TResult>> func) => input.ToOutput().Apply(func);

    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Input<TResult>?> func) => input.ToOutput().Apply(func);

    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Output<TResult>?> func) => input.ToOutput().Apply(func);
}
