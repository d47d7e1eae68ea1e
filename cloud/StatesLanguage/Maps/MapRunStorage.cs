namespace Classroom.StatesLanguage.Maps;

/// <summary>
/// Where a map run's items come from and its results go; null where the state has them itself. Settled before the first child starts.
/// </summary>
sealed record MapRunStorage(Func<Task<MapItems>>? ReadAsync, Func<MapRun, Task<WrittenResults>>? WriteAsync)
{
    public bool Writes => WriteAsync is not null;
}
