namespace Pulumi;

/// <summary>A value that is known later (or, in a preview, never), with the resources that it depends on.</summary>
public sealed class Output<T> : IOutput
{
    internal Task<OutputData<T>> DataTask { get; }

    internal Output(Task<OutputData<T>> data)
        : this(data, watched: true) { }

    internal Output(OutputData<T> data)
        : this(Task.FromResult(data), watched: false) { }

    Output(Task<OutputData<T>> data, bool watched)
    {
        DataTask = data;
        if (watched)
            Deployment.Current?.Run.Watch(data);
    }

    /// <summary>Not watched: the output of a resource completes with the registration, which the run already watches.</summary>
    internal static Output<T> OfSlot(Task<OutputData<T>> data) => new(data, watched: false);

    public static Output<T> Create(Task<T> value) => Output.Create(value);

    public Output<ValueTuple> Apply(Func<T, Task> func) =>
        Apply<ValueTuple>(async value =>
        {
            await func(value).ConfigureAwait(false);
            return default;
        });

    public Output<TResult> Apply<TResult>(Func<T, TResult> func) => Then(value => Output.Create(func(value)));

    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) => Then(value => Output.Create(func(value)));

    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => Then(value => func(value)?.ToOutput());

    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) => Then(func);

    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func) => Then<TResult>(value => func(value));

    public override string ToString()
    {
        const string message = """
            Calling [ToString] on an [Output<T>] is not supported.

            An output has no value yet while the program runs. To use it in a text, write
            Output.Format($"prefix{output}suffix") or output.Apply(value => $"prefix{value}suffix").
            """;
        if (Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING")?.ToUpperInvariant() is "1" or "TRUE")
            throw new InvalidOperationException(message);
        Log.Warn(message);
        return message;
    }

    async Task<OutputData<object?>> IOutput.GetDataAsync()
    {
        var data = await DataTask.ConfigureAwait(false);
        return new(data.Resources, data.Value, data.IsKnown, data.IsSecret);
    }

    Output<TResult> Then<TResult>(Func<T, Output<TResult>?> func) => new(ThenAsync(DataTask, func));

    static async Task<OutputData<TResult>> ThenAsync<TResult>(Task<OutputData<T>> source, Func<T, Output<TResult>?> func)
    {
        var outer = await source.ConfigureAwait(false);
        if (!outer.IsKnown)
            return OutputData<TResult>.Unknown(outer.Resources, outer.IsSecret);
        var inner = func(outer.Value);
        if (inner is null)
            return new(outer.Resources, default!, IsKnown: true, outer.IsSecret);
        return (await inner.DataTask.ConfigureAwait(false)).Through(outer);
    }
}
