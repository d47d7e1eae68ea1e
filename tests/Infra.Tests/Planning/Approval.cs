namespace Classroom.Infra.Tests.Planning;

/// <summary>
/// Compares a text whole with the approved one beside the tests. With CLASSROOM_APPROVE=1 what comes out becomes the approved text,
/// and its diff is read before it is committed.
/// </summary>
static class Approval
{
    public static void Verify(string name, string actual)
    {
        var file = Path.Combine(RepositoryFolder.Path, "tests", "Infra.Tests", "Approved", name);
        actual = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("CLASSROOM_APPROVE") == "1")
            File.WriteAllText(file, actual);
        Assert.That(
            File.Exists(file),
            Is.True,
            $"no approved text {file}; run the test once with CLASSROOM_APPROVE=1 and read what it writes"
        );
        Assert.That(actual, Is.EqualTo(File.ReadAllText(file).ReplaceLineEndings("\n")));
    }
}
