using System.Collections.Immutable;
using Classroom.Accounts;
using Classroom.Foundation;
using Classroom.Monitoring;
using Classroom.Settings;
using Classroom.Students;
using Pulumi;

namespace Classroom;

/// <summary>The whole class: settings first, then what all share, then each student.</summary>
public sealed class ClassroomStack : Stack
{
    public ClassroomStack()
        : this(new ResourceCounter(), watch: null) { }

    /// <param name="watch">Sees every resource before it is registered: how the command learns of parents and dependencies, which mocks are
    /// not told.</param>
    internal ClassroomStack(ResourceTransformation watch)
        : this(new ResourceCounter(), watch) { }

    ClassroomStack(ResourceCounter counter, ResourceTransformation? watch)
        : base(new() { ResourceTransformations = watch is null ? [counter.Count] : [counter.Count, watch] })
    {
        var settings = StackSettings.Read();
        var account = AwsAccount.Current();
        var tags = new Tagging(ImmutableSortedDictionary<string, string>.Empty)
            .With("Owner", settings.Owner)
            .With("env", settings.ClassName)
            .With("stage", settings.Stage);
        var foundation = new ClassFoundation(settings, tags, account);

        var students = settings
            .Students.Select(student => (student.Username, Workspace: new StudentWorkspace(student, settings, tags, account, foundation)))
            .ToImmutableArray();
        ClassDashboardUrl =
            settings.Dashboard == DashboardChoice.Class
                ? MonitoringDashboard.ForClass(foundation, settings.ClassName, account)
                : Output.Create("");

        Students = Output
            .All(
                students.Select(student =>
                    student.Workspace.Outputs.Apply(outputs => KeyValuePair.Create(student.Username.ToString(), outputs))
                )
            )
            .Apply(all => all.ToImmutableDictionary());
        ResourceCount = Output.Create(counter.Total);
    }

    /// <summary>For each student: API, console links, ARNs, and how to sign in.</summary>
    [Output("students")]
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, object?>>> Students { get; private set; }

    [Output("classDashboardUrl")]
    public Output<string> ClassDashboardUrl { get; private set; }

    [Output("resourceCount")]
    public Output<int> ResourceCount { get; private set; }
}
