using System.Globalization;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata.Syntax;
using Classroom.StatesLanguage.Paths;

namespace Classroom.StatesLanguage.Tests.Data;

/// <summary>What a parser has understood, as text that it must understand in the same way.</summary>
static class Printing
{
    public static string Print(JsonPath path) =>
        $"{path.Root switch
    {
        PathRoot.Context => "$$",
        PathRoot.Variable => $"${path.Variable}",
        _ => "$",
    }}{Steps(path)}";

    public static string Print(IntrinsicCall call) =>
        $"{call.Function.Name}({string.Join(", ", call.Arguments.Select((argument, i) => argument switch
    {
        // A template keeps its backslashes, for Format reads them.
        LiteralArgument { Value: JsonString template } when i == 0 && call.Function is Format => $"'{Escaped(template)}'",
        LiteralArgument { Value: JsonString text } => Quote(text.Value),
        LiteralArgument literal => literal.Value.ToString(),
        PathArgument path => Print(path.Path),
        IntrinsicCall inner => Print(inner),
        _ => throw new ArgumentException($"{argument}"),
    }))})";

    public static string Print(Expression expression) => $"{Bare(expression)}{(expression.KeepArray ? "[]" : "")}";

    static string Steps(JsonPath path)
    {
        var printed = "";
        foreach (var step in path.Steps)
            printed += Print(step);
        return printed;
    }

    static string Print(PathStep step) =>
        step switch
        {
            NameStep name => $"[{Quote(name.Name)}]",
            UnionStep union => $"[{string.Join(",", union.Parts.Select(part => Print(part)[1..^1]))}]",
            FilterStep filter => $"[?({Print(filter.Filter)})]",
            _ => step.ToString(),
        };

    static string Print(Filter filter) =>
        filter switch
        {
            AndFilter and => $"({string.Join(" && ", and.Parts.Select(Print))})",
            OrFilter or => $"({string.Join(" || ", or.Parts.Select(Print))})",
            NotFilter not => $"!({Print(not.Inner)})",
            ExistsFilter exists => Print(exists.Operand),
            ComparisonFilter comparison => $"{Print(comparison.Left)} {comparison.Operator} {Print(comparison.Right)}",
            _ => throw new ArgumentException($"{filter}"),
        };

    static string Print(FilterOperand operand) =>
        operand switch
        {
            LiteralOperand literal => Literal(literal.Value),
            PathOperand path => $"{(path.FromItem ? "@" : "$")}{Steps(path.Path)}",
            RegexOperand regex => $"/{regex.Pattern.ToString()[4..^2]}/{(regex.IgnoresCase ? "i" : "")}",
            _ => throw new ArgumentException($"{operand}"),
        };

    static string Literal(Json value) =>
        value switch
        {
            JsonString text => Quote(text.Value),
            JsonArray items => $"[{string.Join(",", items.Select(Literal))}]",
            JsonNumber number => number.Value.ToString("R", CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    static string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    // What is written without brackets needs none: an expression that did need them stands in a block.
    static string Bare(Expression expression) =>
        expression switch
        {
            NameExpression name => $"`{name.Name}`",
            VariableExpression variable => $"${variable.Name}",
            LiteralExpression literal => literal.Value.ToString(),
            RegexExpression regex => $"/{regex.Pattern}/{regex.Flags}",
            WildcardExpression => "*",
            DescendantExpression => "**",
            ParentExpression => "%",
            PlaceholderExpression => "?",
            BinaryExpression binary => $"{Print(binary.Left)} {binary.Operator} {Print(binary.Right)}",
            StepExpression step => $"{Print(step.Left)}.{Print(step.Right)}",
            FilterExpression filter => $"{Print(filter.Left)}[{Print(filter.Predicate)}]",
            GroupExpression group => $"{Print(group.Left)}{{{Pairs(group.Pairs)}}}",
            SortExpression sort => $"{Print(sort.Left)}^("
                + $"{string.Join(", ", sort.Terms.Select(term => $"{(term.Descending ? ">" : "<")}{Print(term.Term)}"))})",
            BindExpression bind => $"${bind.Name} := {Print(bind.Value)}",
            FocusExpression focus => $"{Print(focus.Left)}@${focus.Name}",
            IndexExpression index => $"{Print(index.Left)}#${index.Name}",
            NegateExpression negate => $"-{Print(negate.Operand)}",
            ArrayExpression array => $"[{All(array.Items)}]",
            ObjectExpression members => $"{{{Pairs(members.Pairs)}}}",
            BlockExpression block => $"({string.Join("; ", block.Expressions.Select(Print))})",
            CallExpression call => $"{Print(call.Function)}({All(call.Arguments)})",
            LambdaExpression lambda => $"function({string.Join(", ", lambda.Parameters.Select(parameter => $"${parameter}"))})"
                + $"{lambda.Signature}{{{Print(lambda.Body)}}}",
            ConditionExpression condition =>
                $"{Print(condition.Condition)} ? {Print(condition.Then)}{(condition.Else is null ? "" : $" : {Print(condition.Else)}")}",
            TransformExpression transform =>
                $"|{Print(transform.Pattern)}|{Print(transform.Update)}{(transform.Delete is null ? "" : $", {Print(transform.Delete)}")}|",
            _ => throw new ArgumentException($"{expression}"),
        };

    static string All(Expression[] expressions) => string.Join(", ", expressions.Select(Print));

    static string Pairs((Expression Key, Expression Value)[] pairs) =>
        string.Join(", ", pairs.Select(pair => $"{Print(pair.Key)}: {Print(pair.Value)}"));

    static string Escaped(JsonString template) => template.Value.Replace("'", "\\'", StringComparison.Ordinal);
}
