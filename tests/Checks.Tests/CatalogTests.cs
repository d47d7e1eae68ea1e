using Classroom.Cli.Checks;

namespace Classroom.Checks.Tests;

sealed class CatalogTests
{
    static readonly IReadOnlyList<Check> All = CheckCatalog.Of([.. CheckCatalog.Labs.Select(lab => lab.Lab)]);

    [Test]
    public void Each_check_has_an_id_of_its_own()
    {
        Assert.That(All, Has.Count.GreaterThan(150));
        Assert.That(All.Select(check => check.Id), Is.Unique);
    }

    [Test]
    public void The_labs_are_those_of_the_program() =>
        Assert.That(CheckCatalog.Labs.Select(lab => lab.Lab), Is.EquivalentTo(Labs.LabCatalog.Names));

    [Test]
    public void Each_check_is_a_sentence_with_three_hints() =>
        Assert.Multiple(() =>
        {
            foreach (var check in All)
            {
                Assert.That(check.Sentence, Does.Match(@"^[A-Z].+[A-Za-z0-9.]\.$"), check.Id);
                Assert.That(check.Hints, Has.Count.EqualTo(3).And.Unique, check.Id);
                Assert.That(check.Hints, Has.All.Match(@"[.?]$"), check.Id);
            }
        });

    [Test]
    public void The_id_of_a_weight_wins_over_its_patterns()
    {
        var check = All.First(one => one.Id == "orders/good-order-completes");
        double Of(params (string Key, double Weight)[] weights) =>
            new CheckSettings(100, weights.ToDictionary(one => one.Key, one => one.Weight)).WeightOf(check);

        Assert.Multiple(() =>
        {
            Assert.That(Of(), Is.EqualTo(2));
            Assert.That(Of(("orders/*", 5)), Is.EqualTo(5));
            Assert.That(Of(("orders/*", 5), ("*/good-order-completes", 6)), Is.EqualTo(6));
            Assert.That(Of(("orders/*", 5), ("orders/good-order-completes", 7)), Is.EqualTo(7));
            Assert.That(Of(("inventory/*", 5)), Is.EqualTo(2));
        });
    }
}
