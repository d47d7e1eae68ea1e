using System.Globalization;
using System.Text;
using Classroom.Cloud.Models;

namespace Classroom.Cloud.Validation;

/// <summary>What a check has found in one request so far, and the place where the check is.</summary>
/// <param name="values">How the request writes its values.</param>
sealed class Findings(Values values)
{
    /// <summary>What is beyond these numbers is not reported: a message must not be many times as large as its request.</summary>
    const int MostViolations = 100;
    const int LongestValue = 4096;

    readonly List<(string? Name, int Item)> place = [];
    List<Violation>? violations;
    List<string>? unsupported;

    public Values Values => values;

    public IReadOnlyList<Violation> Violations => violations ?? (IReadOnlyList<Violation>)[];

    /// <summary>The members that the embedded cloud does not have, in the names of the model.</summary>
    public IReadOnlyList<string> Unsupported => unsupported ?? (IReadOnlyList<string>)[];

    public void Enter(string name) => place.Add((name, 0));

    public void EnterItem(int number) => place.Add((null, number));

    public void Leave() => place.RemoveAt(place.Count - 1);

    public void Missing(Member member) => Add(member.Name, member.MessageName, null, false, Violation.Required);

    public void Violates(string member, string value, bool isSecret, string constraint) =>
        Add(member, null, value.Length <= LongestValue ? value : $"{value.AsSpan(0, LongestValue)}...", isSecret, constraint);

    void Add(string member, string? last, string? value, bool isSecret, string constraint)
    {
        violations ??= [];
        if (violations.Count < MostViolations)
            violations.Add(new(PlaceOf(last), value, isSecret, constraint) { Member = member });
    }

    public void NotSupported(Member member) => (unsupported ??= []).Add(member.Name);

    /// <summary>The place as AWS writes it: items of a list are counted from 1 and followed by "member".</summary>
    string PlaceOf(string? last)
    {
        var text = new StringBuilder();
        foreach (var (name, item) in place)
        {
            if (text.Length > 0)
                text.Append('.');
            if (name is null)
                text.Append(CultureInfo.InvariantCulture, $"{item}.member");
            else
                text.Append(name);
        }
        if (last is not null)
            text.Append(text.Length > 0 ? "." : "").Append(last);
        return text.ToString();
    }
}

/// <summary>How a request writes numbers, booleans and times.</summary>
enum Values
{
    /// <summary>With the types of JSON or CBOR.</summary>
    Typed,

    /// <summary>As text: forms, paths, queries and headers know nothing else.</summary>
    Text,
}
