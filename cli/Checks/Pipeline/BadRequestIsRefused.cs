namespace Classroom.Cli.Checks.Pipeline;

sealed class BadRequestIsRefused : ApiExercise
{
    public override string Sentence => "A request without a userId was refused with status 400, and started nothing.";

    protected override string Exercise => "a call of the API with an empty userId";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Call the API as before, but leave the values empty.",
        "The answer names the fields that are wrong. Which status does it have?",
        "CloudWatch counts such answers of the API under the metric 4xx.",
    ];

    public override bool IsAttempt(History history) => Api.Started(history) && history.Given("userId")?.ToString() is (null or "");

    public override string? Missing(History history) => "the request has started an execution";

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        Api.PostAsync(student, performer, """{"userId":"","dataType":""}""", starts: false);

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var apis = await student.Account.ApisAsync().ConfigureAwait(false);
        if (!apis.TryGetValue(student.Name("workflow-api"), out var api))
            return Verdict.Blocked("pipeline/api-leads-to-the-trigger", $"there is no API {student.Name("workflow-api")}");
        var verdict = await base.JudgeAsync(student).ConfigureAwait(false);
        if (verdict.Outcome != CheckOutcome.Open)
            return verdict;
        var refused = await student.Account.SumAsync("AWS/ApiGateway", "4xx", "ApiId", api.ApiId).ConfigureAwait(false);
        return refused > 0 ? Verdict.Passed($"the API has refused {refused} requests") : Verdict.Open($"{Exercise} is missing");
    }
}
