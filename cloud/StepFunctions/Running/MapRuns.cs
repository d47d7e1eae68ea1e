using System.Collections.Concurrent;
using Classroom.StatesLanguage.Maps;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>The runs of distributed Maps, as long as the cloud runs.</summary>
sealed class MapRuns
{
    readonly ConcurrentDictionary<string, MapRun> runs = new(StringComparer.Ordinal);

    public void Add(MapRun run) => runs[run.Arn] = run;

    public MapRun? Find(string arn) => runs.GetValueOrDefault(arn);

    public IEnumerable<MapRun> Of(string executionArn) => runs.Values.Where(run => run.Parent.Identity.Arn == executionArn).OrderByDescending(run => run.Started);

    /// <summary>A child execution of any of them.</summary>
    public StatesLanguage.Executions.Execution? Child(string arn) => runs.Values.SelectMany(run => run.Executions).FirstOrDefault(child => child.Identity.Arn == arn);
}
