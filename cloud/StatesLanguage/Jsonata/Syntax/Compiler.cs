using System.Runtime.CompilerServices;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Functions;
using Classroom.StatesLanguage.Jsonata.Nodes;

namespace Classroom.StatesLanguage.Jsonata.Syntax;

/// <summary>
/// Translates the syntax tree into executable nodes: chains of dots become paths, and the modifiers of a step move into the step.
/// </summary>
sealed class Compiler
{
    readonly Ancestry ancestry = new();

    Compiler() { }

    public static Node Compile(Expression expression)
    {
        var node = new Compiler().Make(expression);
        if (node is ParentNode || node.Seeking is not null)
            throw new JsonataException("S0217", node.Position);
        return node;
    }

    Node Make(Expression expression)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new JsonataException("S0500", expression.Position);
        var node = MakeKind(expression);
        if (expression.KeepArray)
            node.KeepArray = true;
        return node;
    }

    Node MakeKind(Expression expression) =>
        expression switch
        {
            NameExpression name => MakeName(name),
            VariableExpression variable => new VariableNode(variable.Name, variable.Position),
            LiteralExpression literal => new LiteralNode(literal.Value, literal.Position),
            RegexExpression regex => new RegexNode(new(regex.Pattern, regex.Flags, regex.Position), regex.Position),
            WildcardExpression => new WildcardNode(expression.Position),
            DescendantExpression => new DescendantNode(expression.Position),
            ParentExpression => new ParentNode(ancestry.NewSlot(), expression.Position),
            StepExpression step => MakeStep(step),
            FilterExpression filter => MakeFilter(filter),
            GroupExpression group => MakeGroup(group),
            SortExpression sort => MakeSort(sort),
            FocusExpression focus => MakeFocus(focus),
            IndexExpression index => MakeIndex(index),
            BindExpression bind => MakeBind(bind),
            BinaryExpression binary => MakeBinary(binary),
            NegateExpression negate => MakeNegate(negate),
            ArrayExpression array => MakeArray(array),
            ObjectExpression members => MakeObject(members),
            BlockExpression block => MakeBlock(block),
            CallExpression call => MakeCall(call),
            LambdaExpression lambda => MakeLambda(lambda),
            ConditionExpression condition => MakeCondition(condition),
            TransformExpression transform => new TransformNode(
                Make(transform.Pattern),
                Make(transform.Update),
                transform.Delete is null ? null : Make(transform.Delete),
                transform.Position
            ),
            _ => throw new JsonataException("S0201", expression.Position, "?"),
        };

    static PathNode MakeName(NameExpression name) =>
        new([new NameNode(name.Name, name.Position) { KeepArray = name.KeepArray }], name.Position) { KeepSingleton = name.KeepArray };

    PathNode MakeStep(StepExpression step)
    {
        var left = Make(step.Left);
        var path = left as PathNode ?? new PathNode([left], step.Position);
        if (left is ParentNode parent)
            path.Seeking = [parent.Slot];

        var right = Make(step.Right);
        if (right is PathNode rest)
        {
            path.Steps.AddRange(rest.Steps);
        }
        else
        {
            MovePredicates(right);
            path.Steps.Add(right);
        }

        for (var i = 0; i < path.Steps.Count; i++)
            path.Steps[i] = AsStep(path.Steps[i]);
        path.KeepSingleton |= path.Steps.Exists(part => part.KeepArray);
        if (path.Steps[0] is ArrayNode first)
            first.Role.ConstructsArray = true;
        if (path.Steps[^1] is ArrayNode last)
            last.Role.ConstructsArray = true;
        Ancestry.Resolve(path);
        return path;
    }

    /// <summary>In a path, a text in quotes is a name.</summary>
    static Node AsStep(Node step)
    {
        if (step is not LiteralNode literal)
            return step;
        if (literal.Value is not JsonString text)
            throw new JsonataException("S0213", step.Position, value: literal.Value);
        var name = new NameNode(text.Value, step.Position) { KeepArray = step.KeepArray };
        name.Role.Stages = step.Role.Stages;
        return name;
    }

    static void MovePredicates(Node step)
    {
        if (step.Predicates is null)
            return;
        step.Role.Stages = [.. step.Predicates.Select(predicate => new Stage(predicate, null))];
        step.Predicates = null;
    }

    Node MakeFilter(FilterExpression filter)
    {
        var node = Make(filter.Left);
        var step = LastStep(node);
        if (step.Group is not null)
            throw new JsonataException("S0209", filter.Position);
        var predicate = Make(filter.Predicate);
        if (predicate.Seeking is { } sought)
        {
            foreach (var slot in sought)
            {
                if (slot.Level == 1)
                    Ancestry.Seek(step, slot);
                else
                    slot.Level--;
            }
            Ancestry.Pass(predicate, step);
        }
        if (node is PathNode)
            (step.Role.Stages ??= []).Add(new(predicate, null));
        else
            (step.Predicates ??= []).Add(predicate);
        return node;
    }

    static Node LastStep(Node node) => node is PathNode path ? path.Steps[^1] : node;

    Node MakeGroup(GroupExpression group)
    {
        var node = Make(group.Left);
        if (node.Group is not null || node is PathNode { PathGroup: not null })
            throw new JsonataException("S0210", group.Position);
        var grouping = new Grouping([.. group.Pairs.Select(pair => (Make(pair.Key), Make(pair.Value)))], group.Position);
        if (node is PathNode path)
            path.PathGroup = grouping;
        else
            node.Group = grouping;
        return node;
    }

    PathNode MakeSort(SortExpression sort)
    {
        var left = Make(sort.Left);
        var path = left as PathNode ?? new PathNode([left], sort.Position);
        var terms = sort.Terms.Select(term => (Node: Make(term.Term), term.Descending)).ToArray();
        var step = new SortNode(terms, sort.Position);
        foreach (var (term, _) in terms)
            Ancestry.Pass(term, step);
        path.Steps.Add(step);
        Ancestry.Resolve(path);
        return path;
    }

    Node MakeFocus(FocusExpression focus)
    {
        var node = Make(focus.Left);
        var step = LastStep(node);
        if (step.Role.Stages is not null || step.Predicates is not null)
            throw new JsonataException("S0215", focus.Position);
        if (step is SortNode)
            throw new JsonataException("S0216", focus.Position);
        step.KeepArray |= focus.KeepArray;
        step.Role.Focus = focus.Name;
        step.Role.MakesTuples = true;
        return node;
    }

    PathNode MakeIndex(IndexExpression index)
    {
        var left = Make(index.Left);
        if (left is not PathNode path)
        {
            MovePredicates(left);
            path = new([left], index.Position);
        }
        var step = path.Steps[^1];
        if (step.Role.Stages is null)
            step.Role.Index = index.Name;
        else
            step.Role.Stages.Add(new(null, index.Name));
        step.Role.MakesTuples = true;
        return path;
    }

    BindNode MakeBind(BindExpression bind)
    {
        var value = Make(bind.Value);
        return Passing(new BindNode(bind.Name, value, bind.Position), value);
    }

    Node MakeBinary(BinaryExpression binary)
    {
        var (left, right, position) = (Make(binary.Left), Make(binary.Right), binary.Position);
        Node node = binary.Operator switch
        {
            "+" or "-" or "*" or "/" or "%" => new ArithmeticNode(binary.Operator, left, right, position),
            "=" or "!=" => new EqualityNode(binary.Operator, left, right, position),
            "<" or "<=" or ">" or ">=" => new ComparisonNode(binary.Operator, left, right, position),
            "&" => new ConcatenationNode(left, right, position),
            ".." => new RangeNode(left, right, position),
            "in" => new InclusionNode(left, right, position),
            "and" or "or" => new LogicNode(binary.Operator == "and", left, right, position),
            "~>" => new ApplyNode(left, right, position) { KeepArray = left.KeepArray || right.KeepArray },
            _ => throw new JsonataException("S0201", position, binary.Operator),
        };
        return Passing(node, left, right);
    }

    Node MakeNegate(NegateExpression negate)
    {
        var operand = Make(negate.Operand);
        return operand is LiteralNode { Value: JsonNumber number }
            ? new LiteralNode(-number.Value, negate.Position)
            : Passing(new NegateNode(operand, negate.Position), operand);
    }

    ArrayNode MakeArray(ArrayExpression array)
    {
        var items = MakeAll(array.Items);
        return Passing(new ArrayNode(items, array.Position), items);
    }

    ObjectNode MakeObject(ObjectExpression members)
    {
        var pairs = members.Pairs.Select(pair => (Key: Make(pair.Key), Value: Make(pair.Value))).ToArray();
        return Passing(
            new ObjectNode(new(pairs, members.Position), members.Position),
            [.. pairs.SelectMany(pair => new[] { pair.Key, pair.Value })]
        );
    }

    BlockNode MakeBlock(BlockExpression block)
    {
        var parts = MakeAll(block.Expressions);
        var node = Passing(new BlockNode(parts, block.Position), parts);
        node.Role.ConstructsArray = parts.Any(part =>
            part.Role.ConstructsArray || part is PathNode { Steps: [{ Role.ConstructsArray: true }, ..] }
        );
        return node;
    }

    Node MakeCall(CallExpression call)
    {
        var arguments = call.Arguments.Select(argument => argument is PlaceholderExpression ? null : Make(argument)).ToArray();
        var function = Make(call.Function);
        Node node = call.IsPartial
            ? new PartialNode(function, arguments, call.Position)
            : new CallNode(function, arguments!, call.Position);
        return Passing(node, [.. arguments.OfType<Node>()]);
    }

    LambdaNode MakeLambda(LambdaExpression lambda)
    {
        var body = Make(lambda.Body);
        MarkTailCalls(body);
        return new(lambda.Parameters, lambda.Signature is null ? null : Signature.Parse(lambda.Signature), body, lambda.Position);
    }

    static void MarkTailCalls(Node node)
    {
        switch (node)
        {
            case CallNode { Predicates: null, Group: null, KeepArray: false } call:
                call.IsTailCall = true;
                break;
            case ConditionNode { Predicates: null } condition:
                MarkTailCalls(condition.Then);
                if (condition.Otherwise is not null)
                    MarkTailCalls(condition.Otherwise);
                break;
            case BlockNode { Predicates: null, Expressions: [.., var last] }:
                MarkTailCalls(last);
                break;
        }
    }

    ConditionNode MakeCondition(ConditionExpression condition)
    {
        var (test, then) = (Make(condition.Condition), Make(condition.Then));
        var otherwise = condition.Else is null ? null : Make(condition.Else);
        var node = Passing(new ConditionNode(test, then, otherwise, condition.Position), test, then);
        return otherwise is null ? node : Passing(node, otherwise);
    }

    Node[] MakeAll(Expression[] expressions) => [.. expressions.Select(Make)];

    static T Passing<T>(T node, params Node[] parts)
        where T : Node
    {
        foreach (var part in parts)
            Ancestry.Pass(part, node);
        return node;
    }
}
