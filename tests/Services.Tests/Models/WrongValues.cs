using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Models;
using Classroom.Cloud.Validation;

namespace Classroom.Services.Tests.Models;

/// <summary>A value with one thing wrong.</summary>
/// <param name="What">What is wrong, and where.</param>
/// <param name="Broken">The constraint that the value does not satisfy; None for a member that is not supported.</param>
/// <param name="IsExempt">Whether the operation has to refuse the value itself.</param>
sealed record WrongValue(string What, JsonNode? Value, Exempt Broken, bool IsExempt);

/// <summary>Makes all requests of an operation that have one thing wrong.</summary>
sealed class WrongValues(Service service)
{
    /// <summary>Structures within structures are followed to this depth.</summary>
    const int Deepest = 4;

    /// <summary>Longer texts and lists would be slow to make for what they prove.</summary>
    const int Longest = 20_000;

    static readonly string[] Unusual = ["\u0001", "*", " ", "é", "a b", "!", ":", "_:$", "x", "\0x"];

    public IEnumerable<WrongValue> Of(StructureShape shape, StructureCheck check) => Structure("", shape, check, 0);

    IEnumerable<WrongValue> Structure(string path, StructureShape shape, StructureCheck check, int depth)
    {
        foreach (var member in check.Members)
        {
            var place = $"{path}{(path.Length > 0 ? "." : "")}{member.Member.Name}";
            WrongValue With(JsonNode? value, string what, Exempt broken, bool isExempt)
            {
                var request = SampleValues.Required(service, shape);
                request[member.JsonName] = value;
                return new($"{place}: {what}", request, broken, isExempt || member.Exempt.HasFlag(broken) && broken != Exempt.None);
            }
            if (member.Member.IsRequired)
            {
                var without = SampleValues.Required(service, shape);
                without.Remove(member.JsonName);
                yield return new($"{place}: missing", without, Exempt.Required, member.Exempt.HasFlag(Exempt.Required));
                yield return With(null, "null", Exempt.Required, false);
            }
            if (member.Check is NoCheck)
                continue;
            if (!member.IsTaken && !member.IsIgnored && Effective(member) is { } effective)
                yield return With(effective, "not supported", Exempt.None, false);
            foreach (var wrong in Values(place, member.Member.Shape, member.Check, depth))
                yield return With(wrong.Value, wrong.What, wrong.Broken, wrong.IsExempt) with
                {
                    What = wrong.What,
                };
        }
    }

    /// <summary>A value of a member that would have an effect; null if every allowed value has none.</summary>
    JsonNode? Effective(MemberCheck member)
    {
        var sample = SampleValues.Of(service, member.Member.Shape);
        if (member.Member.Shape is StructureShape { Members: [var first, ..] } && sample is JsonObject { Count: 0 } empty)
            empty[RequestCheck.JsonNameOf(service, first)] = SampleValues.Of(service, first.Shape);
        return member.IsWithoutEffect(System.Text.Json.JsonSerializer.SerializeToElement(sample)) ? null : sample;
    }

    IEnumerable<WrongValue> Values(string place, Shape shape, ShapeCheck check, int depth) =>
        shape switch
        {
            StructureShape structure =>
            [
                .. Types(place, "text", "", 5, 1.5, true, false, new JsonArray()),
                .. Inner(place, structure, check, depth),
            ],
            ListShape list => List(place, list, check, depth),
            MapShape map => Map(place, map, check, depth),
            StringShape text => Text(place, text),
            NumberShape number => Number(place, number),
            BooleanShape => Types(place, "maybe", "", "0", 5, 1.5, new JsonArray(), new JsonObject { ["a"] = 1 }),
            TimestampShape => Types(place, "yesterday", "", "99", true, false, new JsonArray(), new JsonObject { ["a"] = 1 }),
            BlobShape => Types(place, "*not base 64*", "a", "====", 5, 1.5, true, false, new JsonArray(), new JsonObject { ["a"] = 1 }),
            _ => [],
        };

    IEnumerable<WrongValue> Inner(string place, StructureShape shape, ShapeCheck check, int depth) =>
        depth < Deepest && check is StructureCheck structure ? Structure(place, shape, structure, depth + 1) : [];

    IEnumerable<WrongValue> List(string place, ListShape list, ShapeCheck check, int depth)
    {
        foreach (var wrong in Types(place, 5, 1.5, true, false, new JsonObject { ["a"] = 1 }))
            yield return wrong;
        if (list.Length.Min >= 1)
            yield return new($"{place}: empty", new JsonArray(), Exempt.Length, false);
        if (list.Length.Max is < Longest and var most)
            yield return new(
                $"{place}: {most + 1} items",
                new JsonArray([.. Enumerable.Range(0, (int)most + 1).Select(_ => SampleValues.Of(service, list.Item))]),
                Exempt.Length,
                false
            );
        if (check is ListCheck { Item: { } item })
        {
            foreach (var wrong in Values($"{place}.1", list.Item, item, depth))
                yield return wrong with
                {
                    Value = new JsonArray(wrong.Value?.DeepClone()),
                };
        }
    }

    IEnumerable<WrongValue> Map(string place, MapShape map, ShapeCheck check, int depth)
    {
        foreach (var wrong in Types(place, "text", "", 5, 1.5, true, false, new JsonArray(1)))
            yield return wrong;
        var key = SampleValues.Text((StringShape)map.Key);
        foreach (var wrong in Text($"{place} (key)", (StringShape)map.Key).Where(wrong => wrong.Broken != Exempt.Type))
            yield return wrong with
            {
                Value = new JsonObject { [(string)wrong.Value!] = SampleValues.Of(service, map.Value) },
            };
        if (check is MapCheck { Value: { } value })
        {
            foreach (var wrong in Values($"{place}.{key}", map.Value, value, depth))
                yield return wrong with
                {
                    Value = new JsonObject { [key] = wrong.Value?.DeepClone() },
                };
        }
    }

    static IEnumerable<WrongValue> Text(string place, StringShape text)
    {
        foreach (var wrong in Types(place, 5, -0.5, true, false, new JsonArray("a"), new JsonObject { ["a"] = 1 }))
            yield return wrong;
        if (text.Values is not null)
        {
            foreach (var value in (string[])["no-such-value", "", text.Values[0].ToLowerInvariant() + "-", $" {text.Values[0]}"])
                yield return new($"{place}: '{value}'", value, Exempt.Enumeration, false);
            yield break;
        }
        foreach (var unusual in Unusual.Where(unusual => text.Pattern?.IsMatch(unusual) == false).Take(8))
            yield return new($"{place}: '{unusual}'", unusual, Exempt.Pattern, false);
        if (text.Length.Min >= 1)
            yield return new($"{place}: empty", "", Exempt.Length, false);
        if (text.Length.Min >= 2)
            yield return new($"{place}: short", "a", Exempt.Length, false);
        if (text.Length.Max is < Longest and var most)
        {
            foreach (var more in (int[])[1, 2, 100])
                yield return new($"{place}: {most + more} characters", new string('a', (int)most + more), Exempt.Length, false);
        }
    }

    static IEnumerable<WrongValue> Number(string place, NumberShape number)
    {
        foreach (var wrong in Types(place, "many", "", "1,5", true, false, new JsonArray(1), new JsonObject { ["a"] = 1 }))
            yield return wrong;
        if (number.IsWhole)
            yield return new($"{place}: 1.5", 1.5, Exempt.Type, false);
        if (number.Range.Min is { } least)
        {
            yield return new($"{place}: {least - 1}", least - 1, Exempt.Range, false);
            yield return new($"{place}: {least - 1000}", least - 1000, Exempt.Range, false);
        }
        if (number.Range.Max is { } most and < 1_000_000_000)
        {
            yield return new($"{place}: {most + 1}", most + 1, Exempt.Range, false);
            yield return new($"{place}: {most + 1000}", most + 1000, Exempt.Range, false);
        }
    }

    static IEnumerable<WrongValue> Types(string place, params JsonNode[] values) =>
        values.Select(value => new WrongValue($"{place}: {value.ToJsonString()}", value.DeepClone(), Exempt.Type, false));
}
