using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Maps;

/// <summary>One child execution of a map run. After its end, memory keeps only the data that the result of the Map needs.</summary>
sealed class MapChild(int index, Json? input, int items)
{
    public int Index => index;

    /// <summary>The number of items in the input.</summary>
    public int Items => items;

    /// <summary>Null after the end of the child, unless its input is written into a result file.</summary>
    public Json? Input { get; set; } = input;

    /// <summary>Null until the child is started.</summary>
    public string? Name { get; set; }

    /// <summary>Changed only by <see cref="MapRun.Move"/>, which updates the counts.</summary>
    public MapChildStage Stage { get; set; }

    /// <summary>The execution while it runs in this process.</summary>
    public Execution? Execution { get; set; }

    /// <summary>The end of the last attempt.</summary>
    public ExecutionEnd? End { get; set; }

    public int RedriveCount { get; set; }

    /// <summary>The number of the redrive in which the child has ended; 0 for the first attempt.</summary>
    public int EndedInRedrive { get; set; }

    /// <summary>The child could not be redriven and keeps its end.</summary>
    public bool IsNotRedrivable { get; set; }
}
