using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

/// <summary>Steps of a path with bindings: each item carries its bindings.</summary>
static class TupleSteps
{
    public static TupleStream Run(Node step, JsonArray items, TupleStream? before, Frame frame)
    {
        var made = step is SortNode sort ? Sort(sort, items, before, frame) : Map(step, items, before, frame);
        return step.Role.Stages is null ? made : (TupleStream)Stages.Apply(step.Role.Stages, made, frame)!;
    }

    static TupleStream Sort(SortNode sort, JsonArray items, TupleStream? before, Frame frame)
    {
        if (before is not null)
            return sort.Sort(before, frame);
        var made = new List<PathTuple>();
        foreach (var item in sort.Sort(items, frame))
        {
            var tuple = new PathTuple(item);
            if (sort.Role.Index is { } index)
                tuple.Bindings[index] = made.Count;
            made.Add(tuple);
        }
        return new(made);
    }

    static TupleStream Map(Node step, JsonArray items, TupleStream? before, Frame frame)
    {
        var made = new List<PathTuple>();
        foreach (var tuple in before?.Tuples ?? [.. items.Select(item => new PathTuple(item))])
        {
            var found = step.Evaluate(tuple.Item, tuple.FrameIn(frame));
            if (found is null)
                continue;
            frame.Evaluation.Options.Allow(
                made.Count + Math.Max(1.0, found is TupleStream inside ? inside.Tuples.Count : Evaluation.WeightOf(found))
            );
            if (found is TupleStream nested)
            {
                foreach (var inner in nested.Tuples)
                {
                    var adopted = tuple.Copy();
                    adopted.Adopt(inner);
                    made.Add(adopted);
                }
                continue;
            }
            var place = 0;
            foreach (var item in found is JsonArray many ? many : (IEnumerable<Json>)[found])
                made.Add(Extend(tuple, step.Role, item, place++));
        }
        return new(made);
    }

    static PathTuple Extend(PathTuple tuple, StepRole role, Json item, int place)
    {
        var extended = tuple.Copy();
        if (role.Focus is { } focus)
            extended.Bindings[focus] = item;
        else
            extended.Item = item;
        if (role.Index is { } index)
            extended.Bindings[index] = place;
        if (role.Ancestor is { } ancestor)
            extended.Bindings[ancestor.Label] = tuple.Item;
        return extended;
    }
}

static class Stages
{
    public static Json? Apply(List<Stage> stages, Json? input, Frame frame)
    {
        foreach (var (predicate, index) in stages)
        {
            if (predicate is not null)
            {
                input = Filtering.Filter(predicate, input, frame);
            }
            else if (input is TupleStream stream)
            {
                for (var i = 0; i < stream.Tuples.Count; i++)
                    stream.Tuples[i].Bindings[index!] = i;
            }
        }
        return input;
    }
}
