namespace Classroom.Cloud.Models;

/// <summary>A type of a service model, with its constraints.</summary>
abstract class Shape(string name)
{
    /// <summary>The name in the model, or the name of the type if the shape has nothing but a type.</summary>
    public string Name => name;
}

/// <summary>A structure. Its members are read when they are first asked for, because structures may contain themselves.</summary>
sealed class StructureShape(string name, bool isUnion, ModelError? error, Func<IReadOnlyList<Member>> read) : Shape(name)
{
    readonly Lazy<IReadOnlyList<Member>> members = new(read);

    public IReadOnlyList<Member> Members => members.Value;

    /// <summary>Whether exactly one of the members is given.</summary>
    public bool IsUnion => isUnion;

    /// <summary>The error that the structure stands for; null if it is no error.</summary>
    public ModelError? Error => error;

    public Member? Find(string member) => Members.FirstOrDefault(known => known.Name == member);
}

sealed class ListShape(string name, Bounds length, string? itemName, bool isFlat, Func<Shape> item) : Shape(name)
{
    readonly Lazy<Shape> shape = new(item);

    public Shape Item => shape.Value;

    public Bounds Length => length;

    /// <summary>The name of an item in XML and in forms, if it is not "member".</summary>
    public string? ItemName => itemName;

    /// <summary>Whether the items have no wrapper element.</summary>
    public bool IsFlat => isFlat;
}

sealed class MapShape(string name, Bounds length, bool isFlat, Func<Shape> key, Func<Shape> value) : Shape(name)
{
    readonly Lazy<Shape> keyShape = new(key);
    readonly Lazy<Shape> valueShape = new(value);

    public Shape Key => keyShape.Value;

    public Shape Value => valueShape.Value;

    public Bounds Length => length;

    public bool IsFlat => isFlat;
}

sealed class StringShape(string name, bool isSecret, Bounds length, IReadOnlyList<string>? values, string? pattern) : Shape(name)
{
    readonly Lazy<ModelPattern?> compiled = new(() => pattern is null ? null : new(pattern));

    /// <summary>Whether messages must not repeat the value.</summary>
    public bool IsSecret => isSecret;

    public Bounds Length => length;

    /// <summary>The allowed values; null if every text is allowed.</summary>
    public IReadOnlyList<string>? Values => values;

    public ModelPattern? Pattern => compiled.Value;

    public bool IsConstrained => values is not null || pattern is not null || !length.AreOpen;
}

enum NumberKind
{
    Integer,
    Long,
    Float,
    Double,
}

sealed class NumberShape(string name, NumberKind kind, bool isSecret, Bounds range) : Shape(name)
{
    public NumberKind Kind => kind;

    public bool IsSecret => isSecret;

    public Bounds Range => range;

    public bool IsWhole => kind is NumberKind.Integer or NumberKind.Long;
}

sealed class BooleanShape(string name) : Shape(name);

/// <param name="format">How the time is written, if it is not the format of the protocol: iso8601, rfc822 or unixTimestamp.</param>
sealed class TimestampShape(string name, string? format) : Shape(name)
{
    public string? Format => format;
}

sealed class BlobShape(string name, bool isSecret, bool isStreaming, Bounds length) : Shape(name)
{
    public bool IsSecret => isSecret;

    public bool IsStreaming => isStreaming;

    public Bounds Length => length;
}

/// <summary>Any JSON.</summary>
sealed class DocumentShape(string name) : Shape(name);

/// <summary>The smallest and the greatest allowed value; null where there is none.</summary>
readonly record struct Bounds(decimal? Min, decimal? Max)
{
    public bool AreOpen => Min is null && Max is null;
}

/// <param name="Code">The error code that clients receive.</param>
sealed record ModelError(string Code, int Status, bool IsSender);
