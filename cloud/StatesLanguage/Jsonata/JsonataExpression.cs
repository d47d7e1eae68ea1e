using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Functions;
using Classroom.StatesLanguage.Jsonata.Nodes;
using Classroom.StatesLanguage.Jsonata.Syntax;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>An expression of JSONata 2, ready to be evaluated any number of times, by any number of threads.</summary>
public sealed class JsonataExpression
{
    readonly Node root;

    JsonataExpression(string text, Node root)
    {
        Text = text;
        this.root = root;
    }

    public string Text { get; }

    public static JsonataExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, Compiler.Compile(Parser.Parse(text)));
    }

    /// <summary>The value, or null where the expression finds nothing.</summary>
    public Json? Evaluate(Json? input, IEnumerable<KeyValuePair<string, Json>>? variables = null, JsonataOptions? options = null) =>
        Evaluate(input, variables, options, Library.Find);

    /// <summary>With another library than the language's own.</summary>
    internal Json? Evaluate(Json? input, IEnumerable<KeyValuePair<string, Json>>? variables, JsonataOptions? options, Func<string, Json?> library)
    {
        var frame = new Frame(new Evaluation(options ?? JsonataOptions.Default, library));
        var wrapped = Sequences.Wrap(input);
        frame.Bind("$", wrapped);
        foreach (var (name, value) in variables ?? []) frame.Bind(name, value);
        return root.Evaluate(wrapped, frame);
    }
}
