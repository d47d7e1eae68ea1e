using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

/// <summary>A part of a compiled expression. The compiler adds what its place in a path gives it to do.</summary>
abstract class Node(int position)
{
    public int Position => position;

    public bool KeepArray { get; set; }

    /// <summary>[…] after an expression that is no path.</summary>
    public List<Node>? Predicates { get; set; }

    /// <summary>{…} after an expression that is no path.</summary>
    public Grouping? Group { get; set; }

    public StepRole Role { get; } = new();

    /// <summary>Parents that this part asks for and a step to its left must bind.</summary>
    public List<ParentSlot>? Seeking { get; set; }

    public Json? Evaluate(Json? input, Frame frame)
    {
        var evaluation = frame.Evaluation;
        evaluation.Enter(position);
        var result = Run(input, frame);
        if (Predicates is not null)
        {
            foreach (var predicate in Predicates)
                result = Filtering.Filter(predicate, result, frame);
        }
        if (Group is not null)
            result = Group.Evaluate(result, frame);
        evaluation.Leave();
        return result is JsonArray array && array.IsSequence() ? Unwrap(array) : result;
    }

    protected abstract Json? Run(Json? input, Frame frame);

    Json? Unwrap(JsonArray sequence)
    {
        if (KeepArray)
            sequence.Origin |= ArrayOrigin.KeepSingleton;
        return sequence.Count switch
        {
            0 => null,
            1 when !sequence.Origin.HasFlag(ArrayOrigin.KeepSingleton) => sequence[0],
            _ => sequence,
        };
    }
}

/// <summary>What a node does as a step of a path.</summary>
sealed class StepRole
{
    /// <summary>Predicates and index bindings of the step, in their order.</summary>
    public List<Stage>? Stages { get; set; }

    /// <summary>The variable of <c>@$name</c>.</summary>
    public string? Focus { get; set; }

    /// <summary>The variable of <c>#$name</c>.</summary>
    public string? Index { get; set; }

    public ParentSlot? Ancestor { get; set; }

    public bool MakesTuples { get; set; }

    public bool ConstructsArray { get; set; }
}

/// <summary>A predicate, or the name under which the items that are left are counted.</summary>
readonly record struct Stage(Node? Predicate, string? Index);

/// <summary>Where the value of a percent sign will be found: bound under this label by the step so many levels up.</summary>
sealed class ParentSlot(string label)
{
    public string Label { get; set; } = label;

    public int Level { get; set; } = 1;
}
