using System.Text.Json;
using Classroom.Cloud.Models;

namespace Classroom.Cloud.Validation;

/// <summary>Checks a list: its length and its items. AWS reports a wrong text or number with the whole list.</summary>
sealed class ListCheck(ListShape shape, string member, Exempt exempt, Func<ShapeCheck> item) : ShapeCheck
{
    readonly Lazy<ShapeCheck> itemCheck = new(item);

    public ShapeCheck Item => itemCheck.Value;

    public override void Check(JsonElement value, Findings findings)
    {
        if (exempt.HasFlag(Exempt.Type))
            return;
        if (value.ValueKind != JsonValueKind.Array)
        {
            // A form or a query may hold one text where a list may be.
            if (findings.Values == Values.Text && value.ValueKind == JsonValueKind.String)
                return;
            throw WrongType.NoList(value);
        }
        foreach (var constraint in Constraints.Broken(shape, value, exempt))
            findings.Violates(member, JavaText.Of(shape, value), false, constraint);
        var (number, isBroken) = (0, false);
        foreach (var entry in value.EnumerateArray())
        {
            number++;
            if (entry.ValueKind == JsonValueKind.Null)
                continue;
            if (itemCheck.Value is ScalarCheck scalar)
            {
                scalar.CheckType(entry, findings.Values);
                isBroken = isBroken || scalar.IsBroken(entry);
                continue;
            }
            findings.EnterItem(number);
            itemCheck.Value.Check(entry, findings);
            findings.Leave();
        }
        if (isBroken)
            findings.Violates(
                member,
                JavaText.Of(shape, value),
                false,
                $"Member must satisfy constraint: [{Constraints.OfItems(((ScalarCheck)itemCheck.Value).Shape)}]"
            );
    }
}

/// <summary>Checks a map: its size, its keys and its values. AWS reports a wrong text or number with the whole map.</summary>
sealed class MapCheck(MapShape shape, string member, Exempt exempt, Func<ShapeCheck> value) : ShapeCheck
{
    readonly Lazy<ShapeCheck> valueCheck = new(value);
    public ShapeCheck Value => valueCheck.Value;

    readonly bool hasKeys = shape.Key is StringShape { IsConstrained: true };

    public override void Check(JsonElement value, Findings findings)
    {
        if (exempt.HasFlag(Exempt.Type))
            return;
        if (value.ValueKind != JsonValueKind.Object)
            throw WrongType.NoStructure(value);
        foreach (var constraint in Constraints.Broken(shape, value, exempt))
            findings.Violates(member, JavaText.Of(shape, value), false, constraint);
        var (areKeysBroken, areValuesBroken) = (false, false);
        foreach (var entry in value.EnumerateObject())
        {
            if (hasKeys && !areKeysBroken)
                areKeysBroken = IsKeyBroken(entry.Name);
            if (entry.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (valueCheck.Value is ScalarCheck scalar)
            {
                scalar.CheckType(entry.Value, findings.Values);
                areValuesBroken = areValuesBroken || scalar.IsBroken(entry.Value);
                continue;
            }
            findings.Enter($"{entry.Name}.member");
            valueCheck.Value.Check(entry.Value, findings);
            findings.Leave();
        }
        if (areKeysBroken)
            Violates(value, findings, "keys", shape.Key);
        if (areValuesBroken)
            Violates(value, findings, "value", shape.Value);
    }

    void Violates(JsonElement value, Findings findings, string what, Shape constrained) =>
        findings.Violates(
            member,
            JavaText.Of(shape, value),
            false,
            $"Map {what} must satisfy constraint: [{Constraints.OfItems(constrained)}]"
        );

    bool IsKeyBroken(string key) => Constraints.Broken(shape.Key, JsonSerializer.SerializeToElement(key), exempt).Any();
}
