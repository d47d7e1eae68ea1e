namespace Classroom.Cloud.Models;

/// <summary>Where a member of an input or output travels.</summary>
enum Place
{
    Body,
    Path,
    Query,
    Header,

    /// <summary>A map whose entries are headers with a common prefix.</summary>
    Headers,
    Status,
}

/// <summary>A member of a structure.</summary>
/// <param name="WireName">The name of the member where it travels.</param>
/// <param name="IsPayload">Whether the member is the whole body.</param>
sealed record Member(string Name, string WireName, bool IsRequired, Place Place, bool IsPayload, bool IsFlat, Lazy<Shape> Target)
{
    public Shape Shape => Target.Value;

    /// <summary>Whether the client makes up a value if the caller gives none.</summary>
    public bool IsToken { get; init; }

    public bool IsAttribute { get; init; }

    /// <summary>The name as AWS's messages write it: bean names of Java begin with a lower-case letter.</summary>
    public string MessageName { get; } = Name.Length > 0 ? char.ToLowerInvariant(Name[0]) + Name[1..] : Name;
}
