using System.Reflection;
using Classroom.Accounts;
using Classroom.Policies;
using Pulumi;
using Pulumi.Aws.Iam;
using Policy = Classroom.Policies.Policy;

namespace Classroom.Labs;

/// <summary>
/// One lab of one student: a role for its functions, a role for its workflows, and the resources that the lab adds. The constructor of a
/// lab lists the resources of the student.
/// </summary>
abstract class Lab : ComponentResource
{
    readonly LabContext context;
    readonly List<LabFunction> functions = [];
    readonly List<LabWorkflow> workflows = [];
    readonly List<Role> roles = [];

    protected Lab(LabContext context, Type type)
        : base($"classroom:labs:{type.Name}", NameOf(context, type), new() { Parent = context.Workspace })
    {
        this.context = context;
        LabName = type.GetCustomAttribute<LabAttribute>()!.Name;
        Tags = context.Tags.With("lab", LabName);
        FunctionsRole = Role($"{LabName}-functions", TrustPolicy.Lambda());
    }

    public string LabName { get; }

    public LabOutline Outline =>
        new(
            [.. workflows.Select(workflow => (workflow.Name, workflow.Arn))],
            [.. functions.Select(function => (function.Name, function.Arn))],
            roles,
            ApiIds,
            Facts
        );

    protected IReadOnlyList<LabFunction> Functions => functions;

    protected List<Output<string>> ApiIds { get; } = [];

    protected Dictionary<string, Output<string>> Facts { get; } = [];

    protected Role FunctionsRole { get; }

    protected Tagging Tags { get; }

    /// <summary>Whether nothing of the student may run.</summary>
    protected bool IsFrozen => context.Settings.Frozen;

    protected AwsAccount Account => context.Account;

    protected CustomResourceOptions Here => new() { Parent = this };

    protected string Name(string resource) => context.Username.Name(resource);

    protected Role Role(string name, Output<string> trust)
    {
        var role = new Role(
            Name(name),
            new()
            {
                Name = Name(name),
                AssumeRolePolicy = trust,
                PermissionsBoundary = context.Shared.BoundaryArn,
                Tags = Tags.Map,
            },
            Here
        );
        roles.Add(role);
        return role;
    }

    protected Role WorkflowsRole(string? name = null) =>
        Role(name ?? $"{LabName}-workflows", TrustPolicy.StepFunctions(Account, Name("*")));

    protected LabFunction Function<THandler>(
        string name,
        int timeoutSeconds = 30,
        IReadOnlyDictionary<string, Input<string>>? environment = null
    )
    {
        var function = new LabFunction(this, context, Name(name), typeof(THandler), FunctionsRole, timeoutSeconds, environment, Tags);
        functions.Add(function);
        return function;
    }

    /// <param name="permissions">The policy of the role. AWS creates a workflow with logging only after its role may set
    /// up log delivery.</param>
    protected LabWorkflow Workflow(
        string name,
        Role role,
        Resource permissions,
        Dictionary<string, Input<string>> placeholders,
        bool isExpress = false
    )
    {
        var definition = Definition.Read($"{GetType().Namespace!.Split('.')[^1]}/{name}.asl.json");
        var workflow = new LabWorkflow(
            this,
            Account,
            context,
            Name(name),
            role,
            permissions,
            definition.Fill(placeholders, Account),
            isExpress,
            Tags
        );
        workflows.Add(workflow);
        return workflow;
    }

    /// <summary>Grants the functions their logs and traces, and additional permissions of the lab.</summary>
    protected RolePolicy GrantFunctions(params Statement[] more) =>
        Grant(
            FunctionsRole,
            [
                Policy.Allow("logs:CreateLogStream", "logs:PutLogEvents").On([.. functions.Select(function => function.LogStreams)]),
                Policy.Allow("xray:PutTraceSegments", "xray:PutTelemetryRecords").OnStar(),
                .. more,
            ]
        );

    /// <summary>
    /// Grants a role of workflows the calls of these functions, log delivery and traces, and additional permissions of the lab.
    /// </summary>
    protected RolePolicy GrantWorkflows(Role role, IEnumerable<LabFunction> called, params Statement[] more) =>
        Grant(
            role,
            [
                Policy.Allow("lambda:InvokeFunction").On([.. called.Select(function => (Input<string>)function.Arn)]),
                Policy.Allow(LogDelivery.Actions).OnStar(),
                Policy
                    .Allow("xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets")
                    .OnStar(),
                .. more,
            ]
        );

    protected RolePolicy Grant(Role role, IReadOnlyCollection<Statement> statements) =>
        new(
            role.GetResourceName(),
            new()
            {
                Name = role.GetResourceName(),
                Role = role.Name,
                Policy = Policy.Document(statements),
            },
            Here
        );

    static string NameOf(LabContext context, Type type) => context.Username.Name(type.GetCustomAttribute<LabAttribute>()!.Name);
}
