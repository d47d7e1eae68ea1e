using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Nodes;
using Classroom.StatesLanguage.Jsonata.Syntax;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>$eval.</summary>
static class Evaluating
{
    public static NativeFunction[] Functions { get; } =
    [
        new(
            "eval",
            "<sx?:x>",
            (args, site) =>
                args[0] is JsonString text ? Evaluate(text.Value, args.ElementAtOrDefault(1) ?? site.Input, args.Length > 1, site) : null
        ),
    ];

    static Json? Evaluate(string text, Json? input, bool isOwnInput, CallSite site)
    {
        Node expression;
        try
        {
            expression = Compiler.Compile(Parser.Parse(text));
        }
        catch (JsonataException exception)
        {
            throw new JsonataException("D3120", value: text, detail: exception.Message);
        }
        try
        {
            return expression.Evaluate(isOwnInput ? Sequences.Wrap(input) : input, site.Frame);
        }
        catch (JsonataException exception) when (!exception.IsLimit)
        {
            throw new JsonataException("D3121", value: text, detail: exception.Message);
        }
    }
}
