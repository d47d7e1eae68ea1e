using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

/// <summary>[…]: the values of its parts, flattened by one level, except nested array constructors.</summary>
sealed class ArrayNode(Node[] items, int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame)
    {
        var made = new JsonArray(items.Length) { Origin = Role.ConstructsArray ? ArrayOrigin.Constructed : ArrayOrigin.None };
        foreach (var item in items)
        {
            if (item.Evaluate(input, frame) is not { } value)
                continue;
            if (item is ArrayNode)
            {
                made.Add(value);
                continue;
            }
            frame.Evaluation.Spend(Evaluation.WeightOf(value));
            Sequences.AddAll(made, value);
        }
        return frame.Evaluation.Options.Allow(made);
    }
}

/// <summary>{…} at the start of an expression: one group over the input.</summary>
sealed class ObjectNode(Grouping members, int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame) => members.Evaluate(input, frame);
}

/// <summary>(a; b; c): a scope; its value is the value of the last expression.</summary>
sealed class BlockNode(Node[] expressions, int position) : Node(position)
{
    public Node[] Expressions => expressions;

    protected override Json? Run(Json? input, Frame frame)
    {
        Json? result = null;
        var scope = new Frame(frame);
        foreach (var expression in expressions)
            result = expression.Evaluate(input, scope);
        return result;
    }
}

sealed class BindNode(string name, Node value, int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame)
    {
        var bound = value.Evaluate(input, frame);
        frame.Bind(name, bound);
        return bound;
    }
}

sealed class ConditionNode(Node condition, Node then, Node? otherwise, int position) : Node(position)
{
    public Node Then => then;

    public Node? Otherwise => otherwise;

    protected override Json? Run(Json? input, Frame frame) =>
        Truth.Of(condition.Evaluate(input, frame)) ? then.Evaluate(input, frame) : otherwise?.Evaluate(input, frame);
}

/// <summary>|pattern|update, delete|: a function that returns a changed copy of its argument.</summary>
sealed class TransformNode(Node pattern, Node update, Node? delete, int position) : Node(position)
{
    static readonly Functions.Signature OneObject = Functions.Signature.OfLibrary("<(oa):o>");

    protected override Json? Run(Json? input, Frame frame) =>
        new Functions.NativeFunction("transform", OneObject, (arguments, _) => Transform(arguments[0], frame));

    Json? Transform(Json? original, Frame frame)
    {
        if (original is null)
            return null;
        var copy = DeepCopy(original);
        if (pattern.Evaluate(copy, frame) is not { } matches)
            return copy;
        foreach (var match in Sequences.AsArray(matches))
        {
            Update(match, frame);
            Delete(match, frame);
        }
        // Copied again, because the cached sizes of outer values are wrong after a change of their inner values.
        return frame.Evaluation.Options.Allow(DeepCopy(copy));
    }

    void Update(Json match, Frame frame)
    {
        var changes = update.Evaluate(match, frame);
        if (changes is null)
            return;
        if (changes is not JsonObject members)
            throw new JsonataException("T2011", update.Position, value: changes);
        if (match is not JsonObject target)
            return;
        // Copied, because the update may contain the object that it changes.
        foreach (var (name, value) in members)
            target.Set(name, DeepCopy(value));
    }

    void Delete(Json match, Frame frame)
    {
        if (delete?.Evaluate(match, frame) is not { } names)
            return;
        var list = Sequences.AsArray(names);
        if (!Numeric.AllTexts(list))
            throw new JsonataException("T2012", delete.Position, value: names);
        if (match is not JsonObject target)
            return;
        foreach (var name in list)
            target.Remove(((JsonString)name).Value);
    }

    // Changes only the copy, which is not shared yet.
    static Json DeepCopy(Json value)
    {
        switch (value)
        {
            case JsonObject members:
                var target = new JsonObject(members.Count);
                foreach (var (name, member) in members)
                    target.Set(name, DeepCopy(member));
                return target;
            case JsonArray items:
                var list = new JsonArray(items.Count);
                foreach (var item in items.Items)
                    list.Add(DeepCopy(item));
                return list;
            default:
                return value;
        }
    }
}
