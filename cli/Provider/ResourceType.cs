using System.Text.Json.Nodes;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

/// <summary>What the cloud made: what it calls it, and what else it says of it.</summary>
sealed record Made(string Id, JsonObject Outputs);

/// <summary>How resources of one type are made, changed, read and removed. A new type is a new file; nothing else knows of it.</summary>
abstract class ResourceType
{
    /// <summary>aws:lambda/function:Function.</summary>
    public abstract string Token { get; }

    /// <summary>Every input that is understood; the program's use of another is refused before anything is made.</summary>
    public abstract IReadOnlyList<string> Inputs { get; }

    /// <summary>Inputs that cannot change: another value is another resource.</summary>
    public virtual IReadOnlyList<string> Fixed => [];

    /// <summary>Outputs that nobody may read in the state.</summary>
    public virtual IReadOnlyList<string> Secrets => [];

    public abstract Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud);

    /// <returns>What the cloud says of it now.</returns>
    public abstract Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud);

    /// <summary>Removes it; it may have gone already.</summary>
    public abstract Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud);

    /// <summary>Its inputs as they are in the cloud, as far as the cloud tells; null when it is not there.</summary>
    public abstract Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud);

    /// <summary>The ids of what these inputs have made, or would make: how what a killed command has begun is found again.</summary>
    public virtual Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud) =>
        Task.FromResult<IReadOnlyList<string>>([IdOf(inputs, cloud)]);

    /// <summary>The id, where it follows from the inputs.</summary>
    protected virtual string IdOf(JsonObject inputs, LocalCloud cloud) =>
        throw new NotSupportedException($"{Token} must say how its resources are found");

    /// <summary>Where a resource that stands by itself comes from; null when it is not there, and for a part of another resource.</summary>
    public virtual Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) => Task.FromResult<Origin?>(null);

    /// <summary>Outputs that another value of the inputs changes.</summary>
    public virtual IEnumerable<string> Changing(JsonObject before, JsonObject after) => [];

    /// <summary>Runs a call that may find nothing.</summary>
    protected static async Task<T?> IfThereAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (AwsError error) when (error.IsNotFound)
        {
            return null;
        }
    }

    protected static Task GoneAsync(Func<Task> call) =>
        IfThereAsync(async () =>
        {
            await call().ConfigureAwait(false);
            return "";
        });
}
