using System.Collections.Immutable;
using Classroom.Accounts;
using Classroom.Foundation;
using Classroom.Labs;
using Classroom.Monitoring;
using Classroom.Settings;
using Classroom.Students;
using Pulumi;

namespace Classroom;

/// <summary>
/// The resources of the whole class: first the shared resources, then those of each student. A class with cohorts has a base stack with the
/// shared resources, and a stack with the students of each cohort.
/// </summary>
public sealed class ClassroomStack : Stack
{
    public ClassroomStack()
        : this(new ResourceCounter(), watch: null, isEmbedded: false) { }

    /// <param name="watch">Called for each resource before its registration. The command learns parents and dependencies from it, because
    /// Pulumi's mocks do not get them.</param>
    /// <param name="isEmbedded">Whether the class is on the embedded cloud.</param>
    internal ClassroomStack(ResourceTransformation watch, bool isEmbedded)
        : this(new ResourceCounter(), watch, isEmbedded) { }

    ClassroomStack(ResourceCounter counter, ResourceTransformation? watch, bool isEmbedded)
        : base(new() { ResourceTransformations = watch is null ? [counter.Count] : [counter.Count, watch] })
    {
        var settings = StackSettings.Read(LabCatalog.Known);
        var account = AwsAccount.Current(isEmbedded);
        var tags = new Tagging(ImmutableSortedDictionary<string, string>.Empty)
            .With("Owner", settings.Owner)
            .With("env", settings.ClassName)
            .With("stage", settings.Stage);
        var foundation = settings.Cohort is null ? new ClassFoundation(settings, tags, account) : null;
        var shared = foundation?.Shared ?? SharedResources.OfBaseStack(settings.Cohort!.Value, settings.HasHandsOn);

        var students = settings
            .InThisStack.Select(student => (student.Username, Workspace: new StudentWorkspace(student, settings, tags, account, shared)))
            .ToImmutableArray();
        ClassDashboardUrl =
            foundation is not null && settings.Dashboard == DashboardChoice.Class
                ? MonitoringDashboard.ForClass(foundation, settings.ClassName, account)
                : Output.Create("");

        Students = Output.Create(
            students.ToImmutableDictionary(student => student.Username.ToString(), student => student.Workspace.Outputs)
        );
        Foundation = Output.Create(shared.Outputs);
        ResourceCount = Output.Create(counter.Total);
    }

    /// <summary>For each student: the API, links to the console, ARNs, and the credentials.</summary>
    [Output("students")]
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, object?>>> Students { get; private set; }

    [Output("classDashboardUrl")]
    public Output<string> ClassDashboardUrl { get; private set; }

    /// <summary>What the stacks of cohorts read of this stack.</summary>
    [Output(SharedResources.OutputName)]
    public Output<ImmutableDictionary<string, Output<string>>> Foundation { get; private set; }

    [Output("resourceCount")]
    public Output<int> ResourceCount { get; private set; }
}
