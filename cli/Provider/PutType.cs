using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

/// <summary>A type whose resources are created and updated by the same call.</summary>
abstract class PutType : ResourceType
{
    protected abstract Task PutAsync(JsonObject inputs, LocalCloud cloud);

    protected virtual JsonObject OutputsOf(JsonObject inputs) => [];

    public sealed override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await PutAsync(inputs, cloud).ConfigureAwait(false);
        return new(IdOf(inputs, cloud), OutputsOf(inputs));
    }

    public sealed override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await PutAsync(inputs, cloud).ConfigureAwait(false);
        return before.Outputs;
    }
}
