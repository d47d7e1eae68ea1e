using System.Globalization;

namespace Classroom.Cloud.Models;

/// <summary>Reads operations and shapes from the lines of a digest.</summary>
static class DigestReader
{
    public static OperationModel Operation(string line, Func<string, Shape> shapeOf)
    {
        var words = line.Split(' ');
        var isRest = words.Length > 2 && !words[2].Contains('=', StringComparison.Ordinal) && words[2] != "deprecated";
        var facts = Facts.Of(line, isRest ? 5 : 2);
        StructureShape? Structure(string? name) => name is null ? null : (StructureShape)shapeOf(name);
        return new(
            words[1],
            isRest ? words[2] : null,
            isRest ? words[3] : null,
            isRest ? int.Parse(words[4], CultureInfo.InvariantCulture) : 200,
            Structure(facts["in"]),
            Structure(facts["out"]),
            facts["wrapper"],
            facts["errors"]?.Split(',') ?? [],
            facts.Has("deprecated")
        );
    }

    public static Shape Shape(string name, DigestText digest, Func<string, Shape> shapeOf) =>
        digest.Shapes.TryGetValue(name, out var at) ? Constrained(name, digest, at, shapeOf) : Plain(name);

    static Shape Plain(string name) =>
        name switch
        {
            "string" => new StringShape(name, false, default, null, null),
            "integer" or "long" or "float" or "double" => new NumberShape(name, KindOf(name), false, default),
            "boolean" => new BooleanShape(name),
            "timestamp" => new TimestampShape(name, null),
            "blob" => new BlobShape(name, false, false, default),
            "document" => new DocumentShape(name),
            _ => throw new FormatException($"The digest has no shape '{name}'"),
        };

    static Shape Constrained(string name, DigestText digest, int at, Func<string, Shape> shapeOf)
    {
        var line = digest.Lines[at];
        switch (DigestText.Word(line, 0))
        {
            case "structure":
                var own = Facts.Of(line, 2);
                return new StructureShape(name, own.Has("union"), ErrorOf(own["error"]), () => Members(digest.Lines, at + 1, shapeOf));
            case "list":
                var list = Facts.Of(line, 3);
                var item = DigestText.Word(line, 2);
                return new ListShape(name, BoundsOf(list["length"]), list["as"], list.Has("flat"), () => shapeOf(item));
            case "map":
                var map = Facts.Of(line, 4);
                var (key, value) = (DigestText.Word(line, 2), DigestText.Word(line, 3));
                return new MapShape(name, BoundsOf(map["length"]), map.Has("flat"), () => shapeOf(key), () => shapeOf(value));
            case var kind:
                return Scalar(kind, name, Facts.Of(line, 2));
        }
    }

    static Shape Scalar(string kind, string name, Facts facts) =>
        kind switch
        {
            "string" => new StringShape(name, facts.Has("secret"), BoundsOf(facts["length"]), facts["enum"]?.Split('|'), facts["pattern"]),
            "integer" or "long" or "float" or "double" => new NumberShape(
                name,
                KindOf(kind),
                facts.Has("secret"),
                BoundsOf(facts["range"])
            ),
            "boolean" => new BooleanShape(name),
            "timestamp" => new TimestampShape(name, facts["format"]),
            "blob" => new BlobShape(name, facts.Has("secret"), facts.Has("streaming"), BoundsOf(facts["length"])),
            _ => throw new FormatException($"The digest has a shape of the unknown type '{kind}'"),
        };

    static List<Member> Members(string[] lines, int at, Func<string, Shape> shapeOf)
    {
        var members = new List<Member>();
        for (; at < lines.Length && lines[at].StartsWith(' '); at++)
        {
            var line = lines[at][1..];
            var (name, shape, facts) = (DigestText.Word(line, 0), DigestText.Word(line, 1), Facts.Of(line, 2));
            var isRequired = name.EndsWith('!');
            name = name.TrimEnd('!');
            var (place, wire) = PlaceOf(facts);
            members.Add(
                new(
                    name,
                    wire ?? facts["as"] ?? name,
                    isRequired,
                    place,
                    facts.Has("payload"),
                    facts.Has("flat"),
                    new(() => shapeOf(shape))
                )
                {
                    IsToken = facts.Has("token"),
                    IsAttribute = facts.Has("attribute"),
                }
            );
        }
        return members;
    }

    static (Place Place, string? WireName) PlaceOf(Facts facts)
    {
        if (facts["uri"] is { } path)
            return (Place.Path, path);
        if (facts["query"] is { } query)
            return (Place.Query, query);
        if (facts["header"] is { } header)
            return (Place.Header, header);
        if (facts["headers"] is { } prefix)
            return (Place.Headers, prefix);
        return (facts.Has("status") ? Place.Status : Place.Body, null);
    }

    static ModelError? ErrorOf(string? text) =>
        text?.Split(',') is [var code, var status, var fault]
            ? new(code, int.Parse(status, CultureInfo.InvariantCulture), fault == "sender")
            : null;

    static Bounds BoundsOf(string? text)
    {
        if (text?.Split("..") is not [var min, var max])
            return default;
        static decimal? Number(string text) =>
            text.Length == 0 ? null : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return new(Number(min), Number(max));
    }

    static NumberKind KindOf(string kind) =>
        kind switch
        {
            "integer" => NumberKind.Integer,
            "long" => NumberKind.Long,
            "float" => NumberKind.Float,
            _ => NumberKind.Double,
        };
}
