using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Maps;

/// <summary>A probe that answers a Map state in place of its iterations or child executions.</summary>
interface IMapProbe : IStateProbe
{
    void Answer(Fiber fiber, ItemProcessor processor, MapItems items, int maxConcurrency, FailureLimits tolerated);
}
