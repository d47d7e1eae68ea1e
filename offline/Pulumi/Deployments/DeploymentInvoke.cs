using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Calls the mocks, unless an argument or a dependency of the call is not known yet.</summary>
    internal async Task<OutputData<T>> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options)
    {
        var reader = new PlainReader(token);
        var arguments = await reader.ReadAsync(args).ConfigureAwait(false);
        var dependencies = reader.Resources.ToHashSet();
        if (options is InvokeOutputOptions { DependsOn: var explicitly })
        {
            var waitedFor = await ((Output<ImmutableArray<Resource>>)explicitly).DataTask.ConfigureAwait(false);
            if (waitedFor.IsKnown)
                dependencies.UnionWith(waitedFor.Value);
        }
        if (!reader.IsKnown || !await AllMadeAsync(dependencies).ConfigureAwait(false))
            return OutputData<T>.Unknown([], isSecret: false);

        var provider = options?.Provider is { } given ? await given.ReferenceAsync().ConfigureAwait(false) : "";
        var answer = await monitor.CallAsync(token, (ImmutableDictionary<string, object>)arguments!, provider).ConfigureAwait(false);
        var state = new PlainReader(token);
        var plain = await state.ReadAsync(answer).ConfigureAwait(false);
        var value = PlainConverter.Convert(warning => Log.Warn(warning), $"{token} result", plain, typeof(T));
        return new([.. dependencies], value is null ? default! : (T)value, state.IsKnown, reader.IsSecret || state.IsSecret);
    }

    static async Task<bool> AllMadeAsync(IEnumerable<Resource> resources)
    {
        foreach (var resource in resources.OfType<CustomResource>())
        {
            if (!(await resource.Id.DataTask.ConfigureAwait(false)).IsKnown)
                return false;
        }
        return true;
    }
}
