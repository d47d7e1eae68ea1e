namespace Classroom.StatesLanguage.Saving;

/// <summary>
/// The paths of the parts of an execution's state. The path of a branch or an iteration begins with the path of the fiber that has started
/// it.
/// </summary>
static class PartPath
{
    public const string Root = "root";

    /// <summary>A branch, an iteration or a child execution: first its state, later its result.</summary>
    public static string Child(string owner, int index) => $"{owner}/{index}";

    /// <summary>The items of an inline Map.</summary>
    public static string Items(string owner) => $"{owner}/items";

    public static string MapRun(string owner) => $"{owner}/run";

    /// <summary>The inputs of the child executions of a map run, which are written once.</summary>
    public static string Inputs(string owner) => $"{owner}/in";
}
