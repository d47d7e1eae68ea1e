namespace Classroom.Languages.LogQueries;

/// <summary>An expression over a row.</summary>
abstract class QueryExpression
{
    public abstract object? Of(QueryRow row);

    /// <summary>Whether the value is a time in milliseconds, which is shown as a date.</summary>
    public virtual bool IsTime => false;

    /// <summary>The parts of the expression.</summary>
    public virtual IEnumerable<QueryExpression> Parts => [];

    /// <summary>Whether the expression combines several rows into one value.</summary>
    public bool IsAggregate => this is AggregateExpression || Parts.Any(part => part.IsAggregate);
}

sealed class Constant(object? value) : QueryExpression
{
    public object? Value => value;

    public override object? Of(QueryRow row) => value;
}

sealed class Field(string name) : QueryExpression
{
    public string Name => name;

    public override bool IsTime => LogRecord.IsTime(name);

    public override object? Of(QueryRow row) => row[name];
}

/// <summary>An expression that may be the name of a column: `sort count(*) desc`.</summary>
sealed class ColumnOrValue(string column, QueryExpression otherwise) : QueryExpression
{
    public override IEnumerable<QueryExpression> Parts => [otherwise];

    public override object? Of(QueryRow row) => row.Has(column) ? row[column] : otherwise.Of(row);
}

sealed class Negation(QueryExpression of) : QueryExpression
{
    public override IEnumerable<QueryExpression> Parts => [of];

    public override object? Of(QueryRow row) => QueryValue.Of(!QueryValue.IsTrue(of.Of(row)));
}

/// <summary>Operands joined by `and` or `or`.</summary>
sealed class Logic(IReadOnlyList<QueryExpression> operands, bool isAnd) : QueryExpression
{
    public override IEnumerable<QueryExpression> Parts => operands;

    public override object? Of(QueryRow row) =>
        QueryValue.Of(
            isAnd
                ? operands.All(operand => QueryValue.IsTrue(operand.Of(row)))
                : operands.Any(operand => QueryValue.IsTrue(operand.Of(row)))
        );
}

/// <summary>Operands joined from left to right by operators of one precedence; without a number among them there is no value.</summary>
sealed class Arithmetic(QueryExpression first, IReadOnlyList<(Func<double, double, double> Join, QueryExpression Operand)> rest)
    : QueryExpression
{
    public override IEnumerable<QueryExpression> Parts => [first, .. rest.Select(entry => entry.Operand)];

    public override object? Of(QueryRow row)
    {
        var value = QueryValue.Number(first.Of(row));
        foreach (var (join, operand) in rest)
            value = value is { } left && QueryValue.Number(operand.Of(row)) is { } right ? join(left, right) : null;
        return value is { } number && double.IsFinite(number) ? number : null;
    }
}

sealed class Comparison(QueryExpression one, QueryExpression other, Func<object?, object?, bool> compare) : QueryExpression
{
    public override IEnumerable<QueryExpression> Parts => [one, other];

    public override object? Of(QueryRow row) => QueryValue.Of(compare(one.Of(row), other.Of(row)));
}

/// <summary>`like /expression/` and `like "text"`.</summary>
sealed class Likeness(QueryExpression of, Func<string, bool> matches) : QueryExpression
{
    public override IEnumerable<QueryExpression> Parts => [of];

    public override object? Of(QueryRow row) => QueryValue.Of(QueryValue.Text(of.Of(row)) is { } text && matches(text));
}

sealed class Membership(QueryExpression of, IReadOnlyList<QueryExpression> items) : QueryExpression
{
    public override IEnumerable<QueryExpression> Parts => [of, .. items];

    public override object? Of(QueryRow row)
    {
        var value = of.Of(row);
        return QueryValue.Of(items.Any(item => QueryValue.AreEqual(value, item.Of(row))));
    }
}

sealed class FunctionCall(QueryFunction function, IReadOnlyList<QueryExpression> arguments) : QueryExpression
{
    public override bool IsTime => function.GivesTime;

    public override IEnumerable<QueryExpression> Parts => arguments;

    public override object? Of(QueryRow row) => function.Run([.. arguments.Select(argument => argument.Of(row))]);
}

/// <summary>A function over all rows of a group.</summary>
sealed class AggregateExpression(QueryAggregate function, IReadOnlyList<QueryExpression> arguments) : QueryExpression
{
    // earliest and latest show a value of a field; the others of a time are times too, except counts.
    public override bool IsTime => function.KeepsKind && arguments is [{ IsTime: true }, ..];

    public override object? Of(QueryRow row) => function.Run(row.Members, arguments);
}
