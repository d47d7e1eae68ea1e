using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Lets a test read the value of an output.</summary>
public static class OutputUtilities
{
    public static Output<T> CreateUnknown<T>(T value) => CreateUnknown(() => Task.FromResult(value));

    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory)
    {
        return new(UnknownAsync(valueFactory));

        static async Task<OutputData<T>> UnknownAsync(Func<Task<T>> valueFactory) =>
            new([], await valueFactory().ConfigureAwait(false), IsKnown: false, IsSecret: false);
    }

    public static Output<T> WithDependency<T>(Output<T> output, Resource resource)
    {
        ArgumentNullException.ThrowIfNull(output);
        return new(DependingAsync(output.DataTask, resource));

        static async Task<OutputData<T>> DependingAsync(Task<OutputData<T>> source, Resource resource)
        {
            var data = await source.ConfigureAwait(false);
            return data with { Resources = data.Resources.Add(resource) };
        }
    }

    public static Task<bool> GetIsKnownAsync<T>(Output<T> output) => ReadAsync(output, data => data.IsKnown);

    public static Task<T> GetValueAsync<T>(Output<T> output) => ReadAsync(output, data => data.Value);

    public static Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) => ReadAsync(output, data => data.Resources);

    static async Task<TResult> ReadAsync<T, TResult>(Output<T> output, Func<OutputData<T>, TResult> read)
    {
        ArgumentNullException.ThrowIfNull(output);
        return read(await output.DataTask.ConfigureAwait(false));
    }
}
