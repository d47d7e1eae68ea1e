using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Functions;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

/// <summary>A call of a function.</summary>
sealed class CallNode(Node function, Node[] arguments, int position) : Node(position)
{
    /// <summary>The call is the last action of a lambda: the stack frame of the lambda is released before the call.</summary>
    public bool IsTailCall { get; set; }

    public string? Name => NameOf(function);

    protected override Json? Run(Json? input, Frame frame) => Call(input, frame, []);

    /// <summary>Calls with additional first arguments: the left side of ~&gt;.</summary>
    public Json? Call(Json? input, Frame frame, ReadOnlySpan<Json?> before)
    {
        var callee = function.Evaluate(input, frame);
        if (callee is null && MeansVariable(function, frame))
            throw new JsonataException("T1005", Position, Name);
        var values = new Json?[before.Length + arguments.Length];
        before.CopyTo(values);
        for (var i = 0; i < arguments.Length; i++)
            values[before.Length + i] = arguments[i].Evaluate(input, frame);
        if (IsTailCall && before.IsEmpty && callee is Function tail)
            return new TailCall(tail, values, input, frame, this);
        return Invoke(callee, values, input, frame);
    }

    public Json? Invoke(Json? callee, Json?[] values, Json? input, Frame frame)
    {
        try
        {
            return callee is Function known ? known.Apply(values, input, frame) : throw new JsonataException("T1006");
        }
        catch (JsonataException exception) when (exception.PassThrough(Position, Name))
        {
            throw;
        }
    }

    public static bool MeansVariable(Node function, Frame frame) =>
        function is PathNode { Steps: [NameNode name, ..] } && frame.Lookup(name.Name) is not null;

    public static string? NameOf(Node function) =>
        function switch
        {
            PathNode { Steps: [NameNode name, ..] } => name.Name,
            VariableNode variable => variable.Name,
            _ => null,
        };
}

/// <summary>A partial application: a call with question marks in its arguments.</summary>
sealed class PartialNode(Node function, Node?[] arguments, int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame)
    {
        var values = arguments.Select(argument => argument?.Evaluate(input, frame)).ToArray();
        var open = arguments.Select(argument => argument is null).ToArray();
        return function.Evaluate(input, frame) switch
        {
            Function callee => new PartialFunction(callee, values, open),
            null when CallNode.MeansVariable(function, frame) => throw new JsonataException("T1007", Position, CallNode.NameOf(function)),
            _ => throw new JsonataException("T1008", Position, CallNode.NameOf(function)),
        };
    }
}

sealed class LambdaNode(string[] parameters, Signature? signature, Node body, int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame) => new Lambda(parameters, signature, body, input, frame);
}

/// <summary>value ~&gt; function, or function ~&gt; function.</summary>
sealed class ApplyNode(Node left, Node right, int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame)
    {
        var argument = left.Evaluate(input, frame);
        if (right is CallNode call)
            return call.Call(input, frame, [argument]);
        if (right.Evaluate(input, frame) is not Function function)
            throw new JsonataException("T2006", Position, "~>");
        return argument is Function first ? new Composition(first, function) : function.Apply([argument], Json.Null, frame);
    }
}
