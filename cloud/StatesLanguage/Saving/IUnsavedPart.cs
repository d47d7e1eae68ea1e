using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Saving;

/// <summary>A part of the state that is written when the changes are taken, because it may change many times before.</summary>
interface IUnsavedPart
{
    string Path { get; }

    /// <summary>The part has changed, and <see cref="UnsavedChanges"/> lists it.</summary>
    bool IsUnsaved { get; set; }

    /// <summary>The part no longer belongs to the saved state.</summary>
    bool IsForgotten { get; }

    JsonObject Write();
}
