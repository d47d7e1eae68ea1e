using System.Text;
using System.Text.Json;
using Classroom.Cloud.Models;

namespace Classroom.Cloud.Validation;

/// <summary>A member of a structure with its check.</summary>
/// <param name="JsonName">The name of the member in the input of the operation.</param>
/// <param name="Allowed">The values of a member that the operation does not take, with which AWS behaves as the operation does.</param>
sealed record MemberCheck(Member Member, string JsonName, bool IsTaken, bool IsIgnored, IReadOnlyList<string> Allowed, ShapeCheck Check)
{
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(JsonName);

    public bool IsRequired { get; init; }

    /// <summary>The constraints that are left to the operation.</summary>
    public Exempt Exempt { get; init; }

    /// <summary>Whether a value says nothing that the operation does not do: false, something empty, or an allowed value.</summary>
    public bool IsWithoutEffect(JsonElement value) => IsIgnored || IsEmpty(value) || Allowed.Contains(TextOf(value));

    static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    static bool IsEmpty(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.False => true,
            JsonValueKind.String => value.ValueEquals("") || value.ValueEquals("false"),
            JsonValueKind.Array => value.EnumerateArray().All(IsEmpty),
            JsonValueKind.Object => value.EnumerateObject().All(member => IsEmpty(member.Value)),
            _ => false,
        };
}

/// <summary>
/// Checks the members of a structure in the order of the model. Members that the model does not have are ignored, as AWS ignores them.
/// </summary>
sealed class StructureCheck(Func<MemberCheck[]> read) : ShapeCheck
{
    readonly Lazy<MemberCheck[]> members = new(read);

    public IReadOnlyList<MemberCheck> Members => members.Value;

    public override void Check(JsonElement value, Findings findings)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw WrongType.NoStructure(value);
        var known = members.Value;
        var given = new JsonElement[known.Length];
        foreach (var property in value.EnumerateObject())
        {
            var at = IndexOf(known, property);
            if (at >= 0)
                given[at] = property.Value;
        }
        for (var i = 0; i < known.Length; i++)
        {
            var (member, element) = (known[i], given[i]);
            if (element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                if (member.IsRequired)
                    findings.Missing(member.Member);
                continue;
            }
            findings.Enter(member.Member.MessageName);
            member.Check.Check(element, findings);
            findings.Leave();
            if (!member.IsTaken && !member.IsWithoutEffect(element))
                findings.NotSupported(member.Member);
        }
    }

    static int IndexOf(MemberCheck[] members, JsonProperty property)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (property.NameEquals(members[i].Utf8Name))
                return i;
        }
        return -1;
    }
}
