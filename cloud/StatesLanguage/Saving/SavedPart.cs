using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Saving;

/// <summary>
/// A part of the saved state of an execution. A part without a value is removed. The parts below it are removed only where they are named
/// too.
/// </summary>
public readonly record struct SavedPart(string Path, Json? Value);
