using System.Text.RegularExpressions;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Paths;

/// <summary>The condition of a filter step.</summary>
abstract record Filter
{
    public abstract bool Accepts(Json root, Json item);
}

sealed record AndFilter(Filter Left, Filter Right) : Filter
{
    public override bool Accepts(Json root, Json item) => Left.Accepts(root, item) && Right.Accepts(root, item);
}

sealed record OrFilter(Filter Left, Filter Right) : Filter
{
    public override bool Accepts(Json root, Json item) => Left.Accepts(root, item) || Right.Accepts(root, item);
}

sealed record NotFilter(Filter Inner) : Filter
{
    public override bool Accepts(Json root, Json item) => !Inner.Accepts(root, item);
}

/// <summary>A path alone: there is something at its end.</summary>
sealed record ExistsFilter(FilterOperand Operand) : Filter
{
    public override bool Accepts(Json root, Json item) => Operand.ValueOf(root, item) is not null;
}

sealed record ComparisonFilter(string Operator, FilterOperand Left, FilterOperand Right) : Filter
{
    public override bool Accepts(Json root, Json item)
    {
        var (left, right) = (Left.ValueOf(root, item), Right.ValueOf(root, item));
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

    // Nothing is smaller or greater than what is of another kind.
    static int? Order(Json? left, Json? right) => (left, right) switch
    {
        (JsonNumber a, JsonNumber b) => a.Value.CompareTo(b.Value),
        (JsonString a, JsonString b) => string.CompareOrdinal(a.Value, b.Value),
        _ => null,
    };

    static int? SizeOf(Json? value) => value switch
    {
        JsonArray items => items.Count,
        JsonObject members => members.Count,
        JsonString text => text.Value.Length,
        _ => null,
    };
}

abstract record FilterOperand
{
    public abstract Json? ValueOf(Json root, Json item);
}

sealed record LiteralOperand(Json Value) : FilterOperand
{
    public override Json? ValueOf(Json root, Json item) => Value;
}

/// <summary>@.… from the item that is tried, or $.… from the root.</summary>
sealed record PathOperand(JsonPath Path, bool FromItem) : FilterOperand
{
    public override Json? ValueOf(Json root, Json item) => Path.Find(FromItem ? item : root) switch
    {
        JsonArray { Count: 0 } when !Path.IsDefinite => null,
        var found => found,
    };
}

sealed record RegexOperand(Regex Pattern) : FilterOperand
{
    public override Json? ValueOf(Json root, Json item) => null;
}
