namespace Classroom.Cli.Rosters;

/// <summary>A person who is added, with the new username.</summary>
sealed record Newcomer(Enrolled Student, string? Why);

/// <summary>What a list changes in a roster: who is new, who is known already, who is not in the list any more.</summary>
/// <param name="Known">With what the list says of them.</param>
/// <param name="Problems">What is wrong with the list, all of it.</param>
sealed record Import(
    IReadOnlyList<Newcomer> New,
    IReadOnlyList<Enrolled> Known,
    IReadOnlyList<Enrolled> Gone,
    IReadOnlyList<string> Problems
)
{
    public static Import Of(IReadOnlyList<ListedPerson> listed, IReadOnlyList<Enrolled> enrolled, string source)
    {
        var used = enrolled.Select(student => student.Username).ToHashSet(StringComparer.Ordinal);
        var left = enrolled.ToList();
        var (added, known, problems) = (new List<Newcomer>(), new List<Enrolled>(), new List<string>());
        var lines = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        foreach (var person in listed)
        {
            var key = person.Email.Length > 0 ? person.Email : $"{person.Wanted} {person.Name}";
            if (!lines.TryAdd(key, person.Line))
            {
                problems.Add($"{source}, line {person.Line}: {person.Shown} is in line {lines[key]} already");
                continue;
            }
            if (left.Find(student => IsSame(student, person)) is { } same)
            {
                left.Remove(same);
                known.Add(same with { Name = Better(person.Name, same.Name), Email = Better(person.Email, same.Email) });
            }
            else if (NameOf(person, used) is var (username, why))
            {
                added.Add(new(new(username, Better(person.Name, null), Better(person.Email, null), []), why));
            }
            else
            {
                problems.Add(
                    $"{source}, line {person.Line}: no username can be made of '{person.Shown}'. A username has 2 to 16 lower-case "
                        + "letters and digits, a letter first; add a column 'username'"
                );
            }
        }
        return new(added, known, left, problems);
    }

    /// <summary>An e-mail address says who somebody is; else the username that the list gives, or the name.</summary>
    static bool IsSame(Enrolled student, ListedPerson person)
    {
        if (student.Email is not null && person.Email.Length > 0)
            return string.Equals(student.Email, person.Email, StringComparison.OrdinalIgnoreCase);
        if (person.HasUsername)
            return string.Equals(student.Username, person.Wanted, StringComparison.OrdinalIgnoreCase);
        return student.Name is not null && string.Equals(student.Name, person.Name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A name in another script has no letters for a username; then the e-mail address has some.</summary>
    static (string Username, string? Why)? NameOf(ListedPerson person, HashSet<string> used) =>
        NewUsername.Of(person.Wanted, used) ?? NewUsername.Of(person.Email.Split('@')[0], used) ?? NewUsername.Of(person.Name, used);

    static string? Better(string found, string? before) => found.Length > 0 ? found : before;
}
