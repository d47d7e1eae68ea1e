using Classroom.Cli.Planning;

namespace Classroom.Cli.Tests.Rosters;

/// <summary>Which cohort a student without a cohort gets.</summary>
sealed class CohortPlacementTests
{
    [TestCase("""["a1","a2","a3"]""", "a1 1, a2 1, a3 2", Description = "one cohort after the other")]
    [TestCase("""["a1",{"username":"a2","cohort":1},{"username":"a3","cohort":"1"}]""", "a1 2", Description = "the first is full")]
    [TestCase("""["a1","a2",{"username":"a3","cohort":2}]""", "a1 1, a2 1", Description = "a place that somebody has left is taken")]
    [TestCase("""[{"username":"a1","cohort":7},"a2"]""", "a2 1", Description = "numbers need not follow each other")]
    [TestCase("""[{"username":"a1","cohort":1}]""", "")]
    [TestCase("""[{"username":"a1","cohort":"first"},{"cohort":1},7]""", "", Description = "the program reports these")]
    [TestCase("""{"username":"a1"}""", "")]
    [TestCase("[", "")]
    public void A_student_gets_the_first_cohort_that_is_not_full(string students, string expected) =>
        Assert.That(Text(new() { ["classroom:cohortSize"] = "2", ["classroom:students"] = students }), Is.EqualTo(expected));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("many")]
    [TestCase("0")]
    public void A_class_without_a_size_has_no_cohorts(string? size)
    {
        var config = new Dictionary<string, string> { ["classroom:students"] = """["a1"]""" };
        if (size is not null)
            config["classroom:cohortSize"] = size;
        Assert.That((Text(config), CohortPlacement.Fill(config)), Is.EqualTo(("", config)));
    }

    [Test]
    public void What_the_program_gets_names_every_cohort_and_keeps_the_rest()
    {
        var config = new Dictionary<string, string>
        {
            ["classroom:cohortSize"] = "2",
            ["classroom:students"] = """["a1",{"username":"a2","logLevel":"debug"},{"username":"a3","cohort":1}]""",
        };
        Assert.That(
            CohortPlacement.Fill(config)["classroom:students"],
            Is.EqualTo("""[{"username":"a1","cohort":1},{"username":"a2","logLevel":"debug","cohort":2},{"username":"a3","cohort":1}]""")
        );
    }

    static string Text(Dictionary<string, string> config) =>
        string.Join(", ", CohortPlacement.Missing(config).Select(placed => $"{placed.Key} {placed.Value}"));
}
