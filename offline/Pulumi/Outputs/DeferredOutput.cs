namespace Pulumi;

/// <summary>An output whose source is set later, once.</summary>
public sealed class DeferredOutput<T>
{
    readonly TaskCompletionSource<Output<T>> source = new();

    public DeferredOutput() => Output = new(FollowAsync(source.Task));

    public Output<T> Output { get; }

    public void Resolve(Output<T> output)
    {
        if (!source.TrySetResult(output))
            throw new InvalidOperationException("DeferredOutput can only be resolved once.");
    }

    static async Task<OutputData<T>> FollowAsync(Task<Output<T>> source) =>
        await (await source.ConfigureAwait(false)).DataTask.ConfigureAwait(false);
}
