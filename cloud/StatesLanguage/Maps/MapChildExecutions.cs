using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Maps;

/// <summary>Starts, resumes and redrives the executions of a map run's children.</summary>
sealed class MapChildExecutions(Execution parent, Workflow workflow, ExecutionType type, MapRun run, Action<MapChild, ExecutionEnd> ended)
{
    /// <summary>Whether the parent was resumed, so that a child may have been kept although its parent's progress was not.</summary>
    public bool IsResumed { get; set; }

    public void Start(MapChild child)
    {
        child.Name = NameOf(child);
        var identity = run.IdentityOf(child.Name, type);
        switch (IsResumed ? parent.Host.Load(identity.Arn) : null)
        {
            case null:
                Launch(child);
                break;
            case { End: { } end }:
                run.Move(child, MapChildStage.Running);
                parent.Post(() => ended(child, end));
                break;
            case { } saved:
                run.Move(child, MapChildStage.Running);
                child.Execution = Execution.Resume(workflow, child.Input!, identity, parent.Host, type, saved, MembershipOf(child));
                break;
        }
    }

    /// <summary>Resumes a child that was running when the parent was saved; starts it anew where no state of it is kept.</summary>
    public void Resume(MapChild child)
    {
        var identity = run.IdentityOf(child.Name!, type);
        switch (parent.Host.Load(identity.Arn))
        {
            case null:
                Launch(child);
                break;
            case { End: { } end }:
                ended(child, end);
                break;
            case { } saved:
                child.Execution = Execution.Resume(workflow, child.Input!, identity, parent.Host, type, saved, MembershipOf(child));
                break;
        }
    }

    /// <summary>The end of a child that was running when the parent was saved; null where the child has not ended.</summary>
    public ExecutionEnd? FindEnd(MapChild child) => parent.Host.Load(run.IdentityOf(child.Name!, type).Arn)?.End;

    /// <summary>
    /// Redrives an unsuccessful child: a Standard execution goes on from its failure; an Express execution starts anew under its ARN.
    /// Returns false where the execution cannot be redriven.
    /// </summary>
    public bool TryRedrive(MapChild child)
    {
        var identity = run.IdentityOf(child.Name!, type);
        if (type == ExecutionType.Express || parent.Host.Load(identity.Arn) is not { } saved)
        {
            child.RedriveCount++;
            Launch(child);
            return true;
        }
        var end = child.End!;
        if (Redrivability.Refusal(end.Status, saved.Events, end.Started, end.Stopped, parent.Now) is not null)
            return false;
        child.RedriveCount++;
        run.Move(child, MapChildStage.Running);
        child.Execution = Execution.Redrive(workflow, child.Input!, identity, parent.Host, saved, MembershipOf(child));
        return true;
    }

    void Launch(MapChild child)
    {
        run.Move(child, MapChildStage.Running);
        var execution = child.Execution = new(workflow, child.Input!, run.IdentityOf(child.Name!, type), parent.Host, type)
        {
            Membership = MembershipOf(child),
            RedriveCount = child.RedriveCount,
        };
        execution.Start();
    }

    /// <summary>The name is derived from the map run, so that a child is not started a second time after a crash.</summary>
    string NameOf(MapChild child) =>
        new Guid(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{run.Arn}:{child.Index}")))[..16]
        ).ToString();

    MapMembership MembershipOf(MapChild child) =>
        new(run.Arn, child.Items, execution => parent.Post(() => ended(child, execution.ToEnd())));
}
