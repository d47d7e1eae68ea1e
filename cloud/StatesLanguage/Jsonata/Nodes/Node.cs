using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

/// <summary>A node of a compiled expression. The compiler sets the properties that depend on the position in a path.</summary>
abstract class Node(int position)
{
    public int Position => position;

    public bool KeepArray { get; set; }

    /// <summary>[…] after an expression that is not a path.</summary>
    public List<Node>? Predicates { get; set; }

    /// <summary>{…} after an expression that is not a path.</summary>
    public Grouping? Group { get; set; }

    public StepRole Role { get; } = new();

    /// <summary>The parents that this node refers to; a step to its left must bind them.</summary>
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

/// <summary>The properties of a node as a step of a path.</summary>
sealed class StepRole
{
    /// <summary>The predicates and index bindings of the step, in their order.</summary>
    public List<Stage>? Stages { get; set; }

    /// <summary>The variable of <c>@$name</c>.</summary>
    public string? Focus { get; set; }

    /// <summary>The variable of <c>#$name</c>.</summary>
    public string? Index { get; set; }

    public ParentSlot? Ancestor { get; set; }

    public bool MakesTuples { get; set; }

    public bool ConstructsArray { get; set; }
}

/// <summary>A predicate, or the variable with the index of the remaining items.</summary>
readonly record struct Stage(Node? Predicate, string? Index);

/// <summary>The binding of a percent sign: a label, and the number of levels up to the step that binds it.</summary>
sealed class ParentSlot(string label)
{
    public string Label { get; set; } = label;

    public int Level { get; set; } = 1;
}
