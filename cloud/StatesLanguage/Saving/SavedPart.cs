using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Saving;

/// <summary>
/// A part of an execution's saved state, by its path. A part without a value is gone; parts below it are gone only when they are named
/// themselves.
/// </summary>
public readonly record struct SavedPart(string Path, Json? Value);
