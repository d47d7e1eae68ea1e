using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Functions;
using Classroom.StatesLanguage.Jsonata.Nodes;
using Classroom.StatesLanguage.Jsonata.Syntax;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>A JSONata 2 expression. Several threads may evaluate it at the same time.</summary>
public sealed class JsonataExpression
{
    readonly Node root;
    readonly Expression syntax;

    JsonataExpression(string text, Expression syntax)
    {
        Text = text;
        this.syntax = syntax;
        root = Compiler.Compile(syntax);
    }

    public string Text { get; }

    public static JsonataExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, Parser.Parse(text));
    }

    /// <summary>The references to the input: names of members, and $$ for the whole input.</summary>
    internal IEnumerable<string> ContextReferences => Syntax.ContextReferences.Of(syntax).Distinct();

    /// <summary>The variables that the expression reads and does not bind itself; functions do not count.</summary>
    internal IEnumerable<string> FreeVariables => Syntax.FreeVariables.Of(syntax).Distinct();

    internal bool ReadsErrorOutput => Syntax.ContextReferences.ReadErrorOutput(syntax);

    /// <summary>Evaluates the expression; null where it finds nothing.</summary>
    public Json? Evaluate(Json? input, IEnumerable<KeyValuePair<string, Json>>? variables = null, JsonataOptions? options = null) =>
        Evaluate(input, variables, options, Library.Find);

    /// <summary>Evaluates the expression with another library of functions.</summary>
    internal Json? Evaluate(
        Json? input,
        IEnumerable<KeyValuePair<string, Json>>? variables,
        JsonataOptions? options,
        Func<string, Json?> library
    )
    {
        var frame = new Frame(new Evaluation(options ?? JsonataOptions.Default, library));
        var wrapped = Sequences.Wrap(input);
        frame.Bind("$", wrapped);
        foreach (var (name, value) in variables ?? [])
            frame.Bind(name, value);
        try
        {
            return root.Evaluate(wrapped, frame);
        }
        catch (OutOfMemoryException)
        {
            throw new JsonataException("D1013");
        }
    }
}
