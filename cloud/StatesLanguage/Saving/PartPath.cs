namespace Classroom.StatesLanguage.Saving;

/// <summary>Where the parts of an execution's state lie: a branch or an iteration lies below the state that has started it.</summary>
static class PartPath
{
    public const string Root = "root";

    /// <summary>A branch, an iteration or a child execution of a map run: at first its state, then its result.</summary>
    public static string Child(string owner, int index) => $"{owner}/{index}";

    /// <summary>The items of an inline Map.</summary>
    public static string Items(string owner) => $"{owner}/items";

    public static string MapRun(string owner) => $"{owner}/run";

    /// <summary>The inputs of a map run's child executions, written once.</summary>
    public static string Inputs(string owner) => $"{owner}/in";
}
