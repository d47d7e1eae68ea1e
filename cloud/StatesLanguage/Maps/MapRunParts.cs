using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Maps;

/// <summary>Puts the parts of a map run into the unsaved changes, until the run is forgotten.</summary>
sealed class MapRunParts(Fiber owner, MapRun run)
{
    bool isForgotten;
    bool beginsAnew;

    public void Save()
    {
        if (IsSaved)
            Unsaved.Put(PartPath.MapRun(owner.Path), beginsAnew ? MapRunPart.Nothing : MapRunPart.Write(run));
    }

    public void SaveInput(MapChild child)
    {
        if (IsSaved)
            Unsaved.Put(InputPathOf(child), MapChildPart.WriteInput(child));
    }

    public void Save(MapChild child)
    {
        if (IsSaved)
            Unsaved.Put(PathOf(child), MapChildPart.Write(child));
    }

    /// <summary>After this, a redrive of the execution finds no saved run and starts another.</summary>
    public void BeginAnew() => beginsAnew = true;

    public void Remove()
    {
        isForgotten = true;
        if (!Unsaved.HasState)
            return;
        Unsaved.Remove(PartPath.MapRun(owner.Path));
        foreach (var child in run.Children)
        {
            Unsaved.Remove(PathOf(child));
            Unsaved.Remove(InputPathOf(child));
        }
    }

    UnsavedChanges Unsaved => owner.Run.Unsaved;

    bool IsSaved => !isForgotten && Unsaved.HasState;

    string PathOf(MapChild child) => PartPath.Child(owner.Path, child.Index);

    string InputPathOf(MapChild child) => PartPath.Child(PartPath.Inputs(owner.Path), child.Index);
}
