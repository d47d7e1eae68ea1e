using Classroom.Functions.Greeting;
using Classroom.Policies;
using Pulumi.Aws.Sns;

namespace Classroom.Labs.Greeting;

/// <summary>The smallest workflow with validation, retries and a notification.</summary>
[Lab("greeting")]
[HandsOn("greeting-workflows", Workflows = ["greeting-workflow"], Functions = ["validate-fn", "process-fn", "notify-fn"])]
sealed class GreetingLab : Lab
{
    public GreetingLab(LabContext context)
        : base(context, typeof(GreetingLab))
    {
        var validate = Function<Validate>("validate-fn");
        var process = Function<Process>("process-fn");
        var notify = Function<Notify>("notify-fn");
        GrantFunctions();

        var greetings = new Topic(Name("greetings"), new() { Name = Name("greetings"), Tags = Tags.Map }, Here);
        var role = WorkflowsRole();
        var permissions = GrantWorkflows(role, Functions, Policy.Allow("sns:Publish").On(greetings.Arn));
        Workflow(
            "greeting-workflow",
            role,
            permissions,
            new()
            {
                ["Validate"] = validate.Arn,
                ["Process"] = process.Arn,
                ["Notify"] = notify.Arn,
                ["Greetings"] = greetings.Arn,
            }
        );
        Facts["greetings_topic"] = greetings.Arn;
        RegisterOutputs();
    }
}
