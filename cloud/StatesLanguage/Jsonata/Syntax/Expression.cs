using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Syntax;

/// <summary>A node of the syntax tree, which the compiler translates into executable nodes.</summary>
abstract record Expression(int Position)
{
    /// <summary>Followed by []: the result stays an array, even with one item.</summary>
    public bool KeepArray { get; set; }
}

sealed record NameExpression(string Name, int Position) : Expression(Position);

sealed record VariableExpression(string Name, int Position) : Expression(Position);

sealed record LiteralExpression(Json Value, int Position) : Expression(Position);

sealed record RegexExpression(string Pattern, string Flags, int Position) : Expression(Position);

sealed record WildcardExpression(int Position) : Expression(Position);

sealed record DescendantExpression(int Position) : Expression(Position);

sealed record ParentExpression(int Position) : Expression(Position);

/// <summary>A question mark in the arguments of a partial application.</summary>
sealed record PlaceholderExpression(int Position) : Expression(Position);

sealed record BinaryExpression(string Operator, Expression Left, Expression Right, int Position) : Expression(Position);

sealed record StepExpression(Expression Left, Expression Right, int Position) : Expression(Position);

sealed record FilterExpression(Expression Left, Expression Predicate, int Position) : Expression(Position);

sealed record GroupExpression(Expression Left, (Expression Key, Expression Value)[] Pairs, int Position) : Expression(Position);

sealed record SortExpression(Expression Left, (Expression Term, bool Descending)[] Terms, int Position) : Expression(Position);

sealed record BindExpression(string Name, Expression Value, int Position) : Expression(Position);

sealed record FocusExpression(Expression Left, string Name, int Position) : Expression(Position);

sealed record IndexExpression(Expression Left, string Name, int Position) : Expression(Position);

sealed record NegateExpression(Expression Operand, int Position) : Expression(Position);

sealed record ArrayExpression(Expression[] Items, int Position) : Expression(Position);

sealed record ObjectExpression((Expression Key, Expression Value)[] Pairs, int Position) : Expression(Position);

sealed record BlockExpression(Expression[] Expressions, int Position) : Expression(Position);

sealed record CallExpression(Expression Function, Expression[] Arguments, bool IsPartial, int Position) : Expression(Position);

sealed record LambdaExpression(string[] Parameters, string? Signature, Expression Body, int Position) : Expression(Position);

sealed record ConditionExpression(Expression Condition, Expression Then, Expression? Else, int Position) : Expression(Position);

sealed record TransformExpression(Expression Pattern, Expression Update, Expression? Delete, int Position) : Expression(Position);
