using Classroom.Cli.Calls;
using Classroom.Cloud.ApiGateway;

namespace Classroom.Cli.Checks.Pipeline;

sealed class ApiLeadsToTheTrigger : Check
{
    public override string Lab => "pipeline";

    public override string Sentence => "The HTTP API leads POST /process to trigger-workflow, and is deployed.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "A request is answered with 404 or 500: follow its way through the API.",
        "A route names an integration, an integration names a function, and a stage makes both public.",
        "Is there a stage $default, and is it deployed after every change?",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var apis = await student.Account.ApisAsync().ConfigureAwait(false);
        if (!apis.TryGetValue(student.Name("workflow-api"), out var api))
            return Verdict.Open($"there is no API {student.Name("workflow-api")}");
        var routes = (await student.Aws.Operation<GetRoutes>().CallAsync(new(api.ApiId)).ConfigureAwait(false)).Items;
        var integrations = (await student.Aws.Operation<GetIntegrations>().CallAsync(new(api.ApiId)).ConfigureAwait(false)).Items;
        var stages = (await student.Aws.Operation<GetStages>().CallAsync(new(api.ApiId)).ConfigureAwait(false)).Items;
        return Verdict.Of([.. Mistakes(student, routes, integrations, stages)], $"{api.ApiEndpoint}/process");
    }

    static IEnumerable<string> Mistakes(
        StudentAccount student,
        IReadOnlyList<RouteView> routes,
        IReadOnlyList<IntegrationView> integrations,
        IReadOnlyList<StageView> stages
    )
    {
        var trigger = student.Name("trigger-workflow");
        if (routes.FirstOrDefault(route => route.RouteKey == "POST /process") is not { } process)
            yield return $"there is no route POST /process, but {Listed(routes.Select(route => route.RouteKey))}";
        else if (integrations.FirstOrDefault(one => process.Target == $"integrations/{one.IntegrationId}") is not { } integration)
            yield return "the route POST /process has no integration";
        else if (integration.IntegrationUri?.Contains($":function:{trigger}", StringComparison.Ordinal) != true)
            yield return $"the route POST /process leads to {integration.IntegrationUri}";
        if (stages.All(stage => stage.StageName != "$default"))
            yield return "there is no stage $default";
    }

    static string Listed(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } text ? text : "no other either";
}
