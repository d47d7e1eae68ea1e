using System.Runtime.CompilerServices;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Nodes;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>A function as a value.</summary>
abstract class Function : Json
{
    public abstract int Arity { get; }

    /// <summary>Calls the function, and then the tail calls that it returns.</summary>
    public Json? Apply(Json?[] arguments, Json? input, Frame frame)
    {
        var result = Call(arguments, input, frame);
        while (result is TailCall next)
        {
            frame.Evaluation.Enter(next.Site.Position);
            frame.Evaluation.Leave();
            try
            {
                result = next.Function.Call(next.Arguments, next.Input, next.Frame);
            }
            catch (JsonataException exception) when (exception.PassThrough(next.Site.Position, next.Site.Name))
            {
                throw;
            }
        }
        return result;
    }

    /// <summary>Calls the function with as many of the arguments as it takes: value, index, whole.</summary>
    public Json? ApplyUpTo(Frame frame, params ReadOnlySpan<Json?> arguments) =>
        Apply(arguments[..Math.Clamp(Arity, 1, arguments.Length)].ToArray(), Null, frame);

    public abstract Json? Call(Json?[] arguments, Json? input, Frame frame);

    public override bool Equals(Json? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    private protected override int Measure() => 2;
}

/// <summary>A tail call, which a lambda returns to its caller instead of executing it.</summary>
sealed class TailCall(Function function, Json?[] arguments, Json? input, Frame frame, CallNode site) : Json
{
    public Function Function => function;

    public Json?[] Arguments => arguments;

    public Json? Input => input;

    public Frame Frame => frame;

    public CallNode Site => site;

    public override bool Equals(Json? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;

    private protected override int Measure() => 0;
}

/// <summary>The input and the scope of a call.</summary>
readonly record struct CallSite(Json? Input, Frame Frame);

/// <summary>A function of JSONata's library.</summary>
sealed class NativeFunction(string name, Signature signature, Func<Json?[], CallSite, Json?> body, int? arity = null) : Function
{
    public NativeFunction(string name, string signature, Func<Json?[], CallSite, Json?> body, int? arity = null)
        : this(name, Signature.OfLibrary(signature), body, arity) { }

    public string Name => name;

    public override int Arity => arity ?? signature.Parameters;

    public override Json? Call(Json?[] arguments, Json? input, Frame frame) => Run(signature.Bind(arguments, input), new(input, frame));

    /// <summary>Calls without a check of the signature, as a partial application does. Missing arguments are nothing.</summary>
    public Json? CallUnchecked(Json?[] arguments, Frame frame)
    {
        Array.Resize(ref arguments, Math.Max(arguments.Length, signature.Parameters));
        return Run(arguments, new(null, frame));
    }

    Json? Run(Json?[] arguments, CallSite site)
    {
        var evaluation = site.Frame.Evaluation;
        foreach (var argument in arguments)
            evaluation.Spend(Evaluation.WeightOf(argument));
        var result = evaluation.Options.Allow(body(arguments, site));
        evaluation.Spend(Evaluation.WeightOf(result));
        return result;
    }
}

/// <summary>function($x){…}, with the scope around its definition.</summary>
sealed class Lambda(string[] parameters, Signature? signature, Node body, Json? input, Frame closure) : Function
{
    public override int Arity => parameters.Length;

    public override Json? Call(Json?[] arguments, Json? context, Frame frame)
    {
        if (signature is not null)
            arguments = signature.Bind(arguments, context);
        var scope = new Frame(closure);
        for (var i = 0; i < parameters.Length; i++)
            scope.Bind(parameters[i], i < arguments.Length ? arguments[i] : null);
        return body.Evaluate(input, scope);
    }
}

sealed class PartialFunction(Function function, Json?[] given, bool[] open) : Function
{
    public override int Arity => open.Count(place => place);

    public override Json? Call(Json?[] arguments, Json? input, Frame frame)
    {
        var next = 0;
        var all = given
            .Select(
                (value, place) =>
                    !open[place] ? value
                    : next < arguments.Length ? arguments[next++]
                    : null
            )
            .ToArray();
        return function is NativeFunction native ? native.CallUnchecked(all, frame) : function.Call(all, input, frame);
    }
}

sealed class Composition(Function first, Function second) : Function
{
    public override int Arity => 1;

    public override Json? Call(Json?[] arguments, Json? input, Frame frame) =>
        second.Apply([first.Apply([arguments.Length > 0 ? arguments[0] : null], Null, frame)], Null, frame);
}
