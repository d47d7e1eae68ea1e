using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Saving;

/// <summary>A map run whose description is read when the changes are taken.</summary>
interface IUnsavedMapRun
{
    /// <summary>The run has changed, and <see cref="UnsavedChanges"/> lists it.</summary>
    bool IsUnsaved { get; set; }

    MapRunState Describe();
}
