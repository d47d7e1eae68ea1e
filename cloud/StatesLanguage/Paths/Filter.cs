using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Paths;

/// <summary>The condition of a filter step.</summary>
abstract record Filter
{
    public abstract bool Accepts(PathSearch search, Json item);
}

sealed record AndFilter(IReadOnlyList<Filter> Parts) : Filter
{
    public override bool Accepts(PathSearch search, Json item) => Parts.All(part => part.Accepts(search, item));
}

sealed record OrFilter(IReadOnlyList<Filter> Parts) : Filter
{
    public override bool Accepts(PathSearch search, Json item) => Parts.Any(part => part.Accepts(search, item));
}

sealed record NotFilter(Filter Inner) : Filter
{
    public override bool Accepts(PathSearch search, Json item) => !Inner.Accepts(search, item);
}

/// <summary>A path without a comparison: true where the path finds a value.</summary>
sealed record ExistsFilter(FilterOperand Operand) : Filter
{
    public override bool Accepts(PathSearch search, Json item) => Operand.ValueOf(search, item) is not null;
}

sealed record ComparisonFilter(string Operator, FilterOperand Left, FilterOperand Right) : Filter
{
    public override bool Accepts(PathSearch search, Json item)
    {
        var (left, right) = (Left.ValueOf(search, item), Right.ValueOf(search, item));
        if (left is not null && right is not null)
            search.Spend(((long)left.Size + right.Size) / 16);
        return Operator switch
        {
            "==" => left is not null && left == right,
            "!=" => left != right,
            "<" => Order(left, right) < 0,
            "<=" => Order(left, right) <= 0,
            ">" => Order(left, right) > 0,
            ">=" => Order(left, right) >= 0,
            "=~" => left is JsonString text && Right is RegexOperand regex && regex.Pattern.IsMatch(text.Value),
            "in" => right is JsonArray among && left is not null && among.Contains(left),
            "nin" => right is JsonArray among && left is not null && !among.Contains(left),
            "subsetof" => left is JsonArray some && right is JsonArray all && some.All(all.Contains),
            "anyof" => left is JsonArray some && right is JsonArray all && some.Any(all.Contains),
            "noneof" => left is JsonArray some && right is JsonArray all && !some.Any(all.Contains),
            "contains" => (left is JsonArray list && right is not null && list.Contains(right))
                || (left is JsonString whole && right is JsonString part && whole.Value.Contains(part.Value, StringComparison.Ordinal)),
            "size" => SizeOf(left) is { } size && right is JsonNumber number && size == number.Value,
            "empty" => SizeOf(left) is { } size && right is JsonBoolean expected && size == 0 == expected.Value,
            _ => false,
        };
    }

    // Values of different kinds are neither smaller nor greater than each other.
    static int? Order(Json? left, Json? right) =>
        (left, right) switch
        {
            (JsonNumber a, JsonNumber b) => a.Value.CompareTo(b.Value),
            (JsonString a, JsonString b) => string.CompareOrdinal(a.Value, b.Value),
            _ => null,
        };

    static int? SizeOf(Json? value) =>
        value switch
        {
            JsonArray items => items.Count,
            JsonObject members => members.Count,
            JsonString text => text.Value.Length,
            _ => null,
        };
}

abstract record FilterOperand
{
    public abstract Json? ValueOf(PathSearch search, Json item);
}

sealed record LiteralOperand(Json Value) : FilterOperand
{
    public override Json? ValueOf(PathSearch search, Json item) => Value;
}

/// <summary>A path that starts at the tested item (@) or at the root ($).</summary>
sealed record PathOperand(JsonPath Path, bool FromItem) : FilterOperand
{
    public override Json? ValueOf(PathSearch search, Json item) =>
        Path.Find(FromItem ? item : search.Root, search) switch
        {
            JsonArray { Count: 0 } when !Path.IsDefinite => null,
            var found => found,
        };
}

sealed record RegexOperand(RegularExpression Pattern, bool IgnoresCase) : FilterOperand
{
    public override Json? ValueOf(PathSearch search, Json item) => null;
}
