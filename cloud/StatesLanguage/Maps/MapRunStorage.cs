namespace Classroom.StatesLanguage.Maps;

/// <summary>
/// Reads the items and writes the results of a map run; null where the state itself has items or results. Both are evaluated before the
/// first child starts.
/// </summary>
sealed record MapRunStorage(Func<Task<MapItems>>? ReadAsync, Func<MapRun, Task<WrittenResults>>? WriteAsync)
{
    public bool Writes => WriteAsync is not null;
}
