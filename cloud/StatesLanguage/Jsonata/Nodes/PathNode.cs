using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

/// <summary>Steps joined by dots: each step maps over the results of the step before it.</summary>
sealed class PathNode(List<Node> steps, int position) : Node(position)
{
    public List<Node> Steps => steps;

    public bool KeepSingleton { get; set; }

    /// <summary>The path returns tuples, because an outer expression uses the bindings of its steps.</summary>
    public bool MakesTuples { get; set; }

    /// <summary>{…} at the end of the path, which sees the tuples if the path has any.</summary>
    public Grouping? PathGroup { get; set; }

    protected override Json? Run(Json? input, Frame frame)
    {
        var items = input is JsonArray array && steps[0] is not VariableNode ? array : Sequences.Of(input);
        Json? result = null;
        TupleStream? tuples = null;
        var inTuples = false;
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            inTuples |= step.Role.MakesTuples;
            if (i == 0 && step.Role.ConstructsArray)
            {
                result = step.Evaluate(items, frame);
            }
            else if (inTuples)
            {
                tuples = TupleSteps.Run(step, items, tuples, frame);
                continue;
            }
            else
            {
                result = RunStep(step, items, frame, isLast: i == steps.Count - 1);
            }
            if (result is null or JsonArray { Count: 0 })
                break;
            if (step.Role.Focus is null)
                items = Sequences.AsArray(result);
        }
        if (inTuples && tuples is not null)
            result = MakesTuples || PathGroup is not null ? tuples : ItemsOf(tuples);
        if (KeepSingleton && result is JsonArray found)
            result = Kept(found);
        if (PathGroup is null)
            return result;
        var grouped = PathGroup.Evaluate(result, frame);
        return grouped;
    }

    static Json? RunStep(Node step, JsonArray items, Frame frame, bool isLast)
    {
        if (step is SortNode sort)
        {
            Json? sorted = sort.Sort(items, frame);
            return sort.Role.Stages is null ? sorted : Stages.Apply(sort.Role.Stages, sorted, frame);
        }
        var results = new List<Json>();
        foreach (var item in items)
        {
            var found = step.Evaluate(item, frame);
            if (step.Role.Stages is not null)
            {
                foreach (var stage in step.Role.Stages)
                    found = Filtering.Filter(stage.Predicate!, found, frame);
            }
            if (found is not null)
                results.Add(found);
        }
        // An array that the last step finds alone is the result itself, not a sequence of its items.
        if (isLast && results is [JsonArray only] && !only.IsSequence())
            return only;
        var sequence = Sequences.Empty();
        foreach (var result in results)
        {
            if (result is JsonArray array && !array.IsConstructed())
            {
                frame.Evaluation.Options.Allow((double)sequence.Count + array.Count);
                frame.Evaluation.Spend(array.Count);
                Sequences.AddAll(sequence, array);
            }
            else
            {
                sequence.Add(result);
            }
        }
        return sequence;
    }

    static JsonArray ItemsOf(TupleStream tuples)
    {
        var items = Sequences.Empty();
        foreach (var tuple in tuples.Tuples)
            items.Add(tuple.Item!);
        return items;
    }

    static JsonArray Kept(JsonArray found)
    {
        if (found.IsConstructed() && !found.IsSequence())
            found = Sequences.Of(found);
        found.Origin |= ArrayOrigin.KeepSingleton;
        return found;
    }
}
