using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Maps;

/// <summary>One child execution of a map run. When the child has ended, only what the Map's result needs is left in memory.</summary>
sealed class MapChild(int index, Json? input, int items)
{
    public int Index => index;

    /// <summary>How many items the input holds.</summary>
    public int Items => items;

    /// <summary>None when the child has ended and its input is not written into a result file.</summary>
    public Json? Input { get; set; } = input;

    /// <summary>None as long as the child has not been started.</summary>
    public string? Name { get; set; }

    /// <summary>Moved by <see cref="MapRun.Move"/>, which counts.</summary>
    public MapChildStage Stage { get; set; }

    /// <summary>The execution, while it runs in this process.</summary>
    public Execution? Execution { get; set; }

    /// <summary>How its last attempt has ended.</summary>
    public ExecutionEnd? End { get; set; }

    public int RedriveCount { get; set; }

    /// <summary>The redrive of the map run in which the child has ended; 0 for the first attempt.</summary>
    public int EndedInRedrive { get; set; }

    /// <summary>A redrive has found that the child must stay as it has ended.</summary>
    public bool IsNotRedrivable { get; set; }
}
