using System.Text.Json.Nodes;
using Classroom.Cli.Planning;
using Classroom.Cli.Provider;
using Classroom.Settings;
using Classroom.Storage;

namespace Classroom.Cli.Stacks;

/// <summary>
/// The resources of a stack. Each step is written before and after it runs, so that a killed command leaves no unknown resources.
/// </summary>
sealed class StackState : IDisposable
{
    // The cloud may have another port after a restart.
    const string Here = "@endpoint";

    const string FileName = "state.db";

    readonly Database database;
    readonly Table<ResourceState> resources;
    readonly Table<SavedOutputs> outputs;
    readonly Table<SavedCloud> cloud;

    sealed record SavedOutputs(JsonObject Students);

    sealed record SavedCloud(string Id);

    /// <param name="command">The command that locks the stack, which other commands show; null to open the state for reading only.</param>
    public StackState(string folder, string? command)
    {
        database = new(folder, FileName, command is null ? null : $"`./classroom {command}` (process {Environment.ProcessId})");
        (resources, outputs, cloud) = (
            new(database, "resources", StateJson.Default.ResourceState),
            new(database, "outputs"),
            new(database, "cloud")
        );
        Seal = new(folder);
        database.Open();
    }

    public Seal Seal { get; }

    /// <summary>The cloud's current address.</summary>
    public string Endpoint { get; set; } = "http://127.0.0.1:4566";

    public IEnumerable<ResourceState> Resources => resources.All;

    public int Count => resources.Count;

    /// <summary>The cohorts that have resources; none in a class of one stack.</summary>
    public IReadOnlyCollection<int> Cohorts =>
        [
            .. Resources
                .Select(resource => resource.Stack)
                .Distinct()
                .Select(stack => CohortStack.Parse(stack)?.Cohort)
                .OfType<int>()
                .Order(),
        ];

    public ResourceState? Find(ResourceKey key) => resources.Find(key.ToString());

    /// <summary>Completes when the change is on disk.</summary>
    public Task PutAsync(ResourceState resource) => database.KeepAsync(() => resources.Put(resource.Key.ToString(), resource));

    public Task RemoveAsync(ResourceKey key) => database.KeepAsync(() => resources.Remove(key.ToString()));

    /// <summary>Writes several changes in one transaction.</summary>
    public Task ChangeAsync(IEnumerable<ResourceState> changed, IEnumerable<ResourceKey> removed) =>
        database.KeepAsync(() =>
        {
            foreach (var key in removed)
                resources.Remove(key.ToString());
            foreach (var resource in changed)
                resources.Put(resource.Key.ToString(), resource);
        });

    /// <summary>The id of the cloud that has the resources; null before the first resource.</summary>
    public string? CloudId => cloud.Find("id")?.Id;

    /// <summary>Empties the stack for a new cloud, which has none of the resources of the old cloud.</summary>
    public Task MoveToAsync(string id) =>
        database.KeepAsync(() =>
        {
            foreach (var resource in Resources.ToList())
                resources.Remove(resource.Key.ToString());
            outputs.Remove("all");
            cloud.Put("id", new(id));
        });

    /// <summary>The students' outputs, with placeholders that are filled in when the outputs are shown.</summary>
    public JsonObject Outputs => outputs.Find("all")?.Students ?? [];

    public Task TellAsync(JsonObject students) => database.KeepAsync(() => outputs.Put("all", new(students)));

    /// <summary>The text of an output; secrets are decrypted.</summary>
    public string? Output(ResourceKey key, string output)
    {
        if (Find(key) is not { Id: { } id } resource)
            return null;
        if (output == "id")
            return id;
        return resource.Outputs[output] is JsonValue value ? Opened((string?)value) : (string?)resource.Inputs[output];
    }

    /// <summary>Outputs as they are stored: secrets are encrypted, and the cloud's address is left out.</summary>
    public JsonObject Closed(JsonObject outputs, IReadOnlyList<string> secrets) =>
        new(
            outputs.Select(output =>
                KeyValuePair.Create(
                    output.Key,
                    (JsonNode?)(
                        (string?)output.Value switch
                        {
                            null => null,
                            { } secret when secrets.Contains(output.Key) => Seal.Close(secret),
                            { } text when text.StartsWith(Endpoint, StringComparison.Ordinal) => Here + text[Endpoint.Length..],
                            { } text => text,
                        }
                    )
                )
            )
        );

    string? Opened(string? text) =>
        text?.StartsWith(Here, StringComparison.Ordinal) == true ? Endpoint + text[Here.Length..] : Seal.Open(text);

    public bool IsSecret(ResourceKey key, string output) => Find(key)?.Outputs[output] is JsonValue value && Seal.IsSealed((string?)value);

    public void Dispose() => database.Dispose();
}
