using System.Collections.Immutable;
using Classroom.Accounts;
using Classroom.Foundation;
using Classroom.Labs;
using Classroom.Monitoring;
using Classroom.Settings;
using Pulumi;
using Pulumi.Aws.Iam;

namespace Classroom.Students;

/// <summary>The resources of one student. They do not depend on other students.</summary>
sealed class StudentWorkspace : ComponentResource
{
    public StudentWorkspace(Student student, ClassSettings settings, Tagging classTags, AwsAccount account, SharedResources shared)
        : base("classroom:index:StudentWorkspace", student.Username.ToString())
    {
        var tags = classTags.With(student.Settings.Tags).With("student", student.Username.ToString());
        var context = new LabContext(student, tags, account, shared, settings.AlarmTopicArn, this);
        var labs = student.Settings.Labs.Select(name => LabCatalog.Open(name, context)).ToImmutableArray();

        var facts = new Dictionary<string, Output<string>>();
        if (student.Settings.Dashboard == DashboardChoice.Student && labs.Length > 0)
            facts["dashboard_url"] = DashboardOf(student.Username, labs, account);
        var isHandsOn = student.Settings.Mode == LabMode.HandsOn;
        if (isHandsOn)
            HandsOnFacts.Add(facts, student.Settings, shared);
        Role[] roles = [.. labs.SelectMany(lab => lab.Roles)];
        var policy = new StudentPolicy(
            student.Username,
            account,
            shared.BoundaryArn,
            isHandsOn ? [] : roles,
            [.. labs.SelectMany(lab => lab.ApiIds)]
        );
        var access = new StudentAccess(student, this, account, shared.GuardRailsArn, tags)
        {
            HandsOn = isHandsOn ? new(student.Username, account, shared, roles) : null,
        };
        foreach (var (name, value) in access.Open(policy))
            facts[name] = value;

        Outputs = Describe(labs, facts, account);
        RegisterOutputs(new Dictionary<string, object?> { ["outputs"] = Outputs });
    }

    /// <summary>
    /// The outputs for the student: links, ARNs and credentials. Each value is an output of its own: a secret among them stays a secret,
    /// and makes no secret of the others.
    /// </summary>
    public ImmutableDictionary<string, object?> Outputs { get; }

    Output<string> DashboardOf(Username student, ImmutableArray<LabOutline> labs, AwsAccount account) =>
        MonitoringDashboard.ForStudent(
            this,
            student,
            labs.SelectMany(lab => lab.Workflows).Select(workflow => new MonitoredWorkflow(workflow.Name, workflow.Arn)),
            [.. labs.SelectMany(lab => lab.Functions).Select(function => function.Name)],
            account
        );

    static ImmutableDictionary<string, object?> Describe(
        ImmutableArray<LabOutline> labs,
        Dictionary<string, Output<string>> facts,
        AwsAccount account
    )
    {
        foreach (var (name, value) in labs.SelectMany(lab => lab.Facts))
            facts[name] = value;
        facts["workflows_url"] = account.Console(Output.Format($"states/home?region={account.Region}#/statemachines"));
        facts["logs_url"] = account.Console(Output.Format($"cloudwatch/home?region={account.Region}#logsV2:log-groups"));
        return facts
            .ToImmutableDictionary(fact => fact.Key, fact => (object?)fact.Value)
            .SetItem(
                "lambda_functions",
                labs.SelectMany(lab => lab.Functions).ToImmutableDictionary(function => function.Name, function => function.Arn)
            )
            .SetItem(
                "workflows",
                labs.SelectMany(lab => lab.Workflows).ToImmutableDictionary(workflow => workflow.Name, workflow => workflow.Arn)
            );
    }
}
