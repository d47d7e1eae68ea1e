namespace Classroom.Cli.Checks.Pipeline;

/// <summary>Calls of the student's HTTP API.</summary>
static class Api
{
    // The function names an execution after the request.
    const string Prefix = "api-";

    public static bool Started(History history) => history.Name.StartsWith(Prefix, StringComparison.Ordinal);

    public static string? TypeOf(History history) => history.Given("dataType")?.ToString();

    public static async Task PostAsync(StudentAccount student, Performer performer, string body, bool starts = true)
    {
        var api = (await student.Account.ApisAsync().ConfigureAwait(false))[student.Name("workflow-api")];
        var before = starts ? await performer.CountAsync(student, "simple-workflow").ConfigureAwait(false) : 0;
        await performer.PostAsync($"{api.ApiEndpoint}/process", body).ConfigureAwait(false);
        if (starts)
            await performer.WaitForMoreAsync(student, "simple-workflow", before).ConfigureAwait(false);
    }
}
