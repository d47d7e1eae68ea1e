using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Functions;
using Classroom.StatesLanguage.Jsonata.Nodes;
using Classroom.StatesLanguage.Jsonata.Syntax;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>An expression of JSONata 2, ready to be evaluated any number of times, by any number of threads.</summary>
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

    /// <summary>What it reads of the input: the names of its members, and $$ for all of it.</summary>
    internal IEnumerable<string> ContextReferences => Syntax.ContextReferences.Of(syntax).Distinct();

    internal bool ReadsErrorOutput => Syntax.ContextReferences.ReadErrorOutput(syntax);

    /// <summary>The value, or null where the expression finds nothing.</summary>
    public Json? Evaluate(Json? input, IEnumerable<KeyValuePair<string, Json>>? variables = null, JsonataOptions? options = null) =>
        Evaluate(input, variables, options, Library.Find);

    /// <summary>With another library than the language's own.</summary>
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
