using System.Text.Json.Nodes;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

/// <summary>A created resource: its id and its outputs.</summary>
sealed record Made(string Id, JsonObject Outputs);

/// <summary>Creates, updates, reads and deletes resources of one type. A new type needs only a new file.</summary>
abstract class ResourceType
{
    /// <summary>The type in the program, such as aws:lambda/function:Function.</summary>
    public abstract string Token { get; }

    /// <summary>The supported inputs. Any other input is refused before resources are made.</summary>
    public abstract IReadOnlyList<string> Inputs { get; }

    /// <summary>Inputs that cannot change: a new value replaces the resource.</summary>
    public virtual IReadOnlyList<string> Fixed => [];

    /// <summary>Outputs that are encrypted in the state.</summary>
    public virtual IReadOnlyList<string> Secrets => [];

    public abstract Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud);

    /// <returns>The outputs after the update.</returns>
    public abstract Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud);

    /// <summary>Deletes the resource; a resource that no longer exists is not an error.</summary>
    public abstract Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud);

    /// <summary>The inputs as the cloud describes them; null if the resource does not exist.</summary>
    public abstract Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud);

    /// <summary>What others have added to the resource, as inputs that the program does not set; empty if nothing was.</summary>
    /// <param name="parts">The resources of the program that belong to this one: the policies of a role.</param>
    public virtual Task<JsonObject> AddedAsync(ResourceState resource, IReadOnlyList<ResourceState> parts, LocalCloud cloud) =>
        Task.FromResult(new JsonObject());

    /// <summary>The ids of the resources that these inputs may have made, to find the resources of a killed command.</summary>
    public virtual Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud) =>
        Task.FromResult<IReadOnlyList<string>>([IdOf(inputs, cloud)]);

    /// <summary>The id, if it follows from the inputs.</summary>
    protected virtual string IdOf(JsonObject inputs, LocalCloud cloud) =>
        throw new NotSupportedException($"{Token} must override IdOf or FindAsync");

    /// <summary>The origin of the resource; null if the resource does not exist or is a part of another resource.</summary>
    public virtual Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) => Task.FromResult<Origin?>(null);

    /// <summary>The outputs that this change of inputs changes.</summary>
    public virtual IEnumerable<string> Changing(JsonObject before, JsonObject after) => [];

    /// <summary>The result of a call; null if the resource does not exist.</summary>
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
