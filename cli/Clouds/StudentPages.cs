using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Clouds;

/// <summary>The pages of the embedded cloud where the instructor freezes, thaws and stops students.</summary>
sealed class StudentPages : IDisposable
{
    const string Path = "/_classroom/students";

    readonly HttpClient http;

    public StudentPages(RunningCloud cloud)
    {
        var keys = Encoding.UTF8.GetBytes($"{cloud.Root.AccessKeyId}:{cloud.Root.SecretAccessKey}");
        http = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new(cloud.Local ?? cloud.Endpoint),
            Timeout = TimeSpan.FromSeconds(30),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(keys));
    }

    /// <summary>The frozen students, each with the reason.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FrozenAsync()
    {
        using var answer = await http.GetAsync(Path).ConfigureAwait(false);
        await CheckAsync(answer).ConfigureAwait(false);
        var all = (JsonArray)(await answer.Content.ReadFromJsonAsync<JsonNode>().ConfigureAwait(false))!;
        return all.ToDictionary(freeze => (string)freeze!["student"]!, freeze => (string)freeze!["reason"]!);
    }

    public async Task FreezeAsync(string student, string reason)
    {
        using var answer = await http.PutAsJsonAsync($"{Path}/{student}/freeze", new JsonObject { ["reason"] = reason })
            .ConfigureAwait(false);
        await CheckAsync(answer).ConfigureAwait(false);
    }

    /// <summary>Returns false if the student was not frozen.</summary>
    public async Task<bool> ThawAsync(string student)
    {
        using var answer = await http.DeleteAsync($"{Path}/{student}/freeze").ConfigureAwait(false);
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            return false;
        await CheckAsync(answer).ConfigureAwait(false);
        return true;
    }

    /// <summary>Ends everything of the student that runs; returns how much of each kind it was.</summary>
    public async Task<IReadOnlyDictionary<string, int>> StopAsync(string student)
    {
        using var answer = await http.PostAsync($"{Path}/{student}/stop", null).ConfigureAwait(false);
        await CheckAsync(answer).ConfigureAwait(false);
        return (await answer.Content.ReadFromJsonAsync<Dictionary<string, int>>().ConfigureAwait(false))!;
    }

    public void Dispose() => http.Dispose();

    static async Task CheckAsync(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var text = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
        throw new CommandException($"The cloud refused ({(int)answer.StatusCode}): {text}", ExitCode.Failed);
    }
}
