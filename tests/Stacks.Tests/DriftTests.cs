using System.Text.Json.Nodes;
using Classroom.Cli.Stacks;

namespace Classroom.Stacks.Tests;

/// <summary>What counts as changed outside the program, and how the state takes it.</summary>
sealed class DriftTests : StackTest
{
    FakeCloud cloud = null!;

    [SetUp]
    public void NewCloud() => cloud = new();

    [TearDown]
    public void CloseCloud() => cloud.Dispose();

    /// <summary>Compares a log group whose retention was made so with one whose retention is so in the cloud.</summary>
    async Task<IReadOnlyList<Drifted>> CompareAsync(string made, string actual)
    {
        await MadeAsync(Known("a", inputs: new() { ["name"] = "a", ["retentionInDays"] = JsonNode.Parse(made) }));
        cloud.Groups["a"] = new() { ["logGroupName"] = "a", ["retentionInDays"] = JsonNode.Parse(actual) };
        return await Drift.FindAsync(State, cloud.Provider);
    }

    // Services tell numbers and flags as texts, lists in any order, and more members than were given.
    [TestCase("7", "7", ExpectedResult = true)]
    [TestCase("7", "8", ExpectedResult = false)]
    [TestCase("7", "\"7\"", ExpectedResult = true)]
    [TestCase("7", "\"7.0\"", ExpectedResult = true)]
    [TestCase("7", "\"8.0\"", ExpectedResult = false)]
    [TestCase("\"x\"", "\"y\"", ExpectedResult = false)]
    [TestCase("true", "\"true\"", ExpectedResult = true)]
    [TestCase("null", "\"\"", ExpectedResult = true)]
    [TestCase("null", "false", ExpectedResult = true)]
    [TestCase("null", "[]", ExpectedResult = true)]
    [TestCase("null", "{}", ExpectedResult = true)]
    [TestCase("[]", "\"\"", ExpectedResult = true)]
    [TestCase("null", "[1]", ExpectedResult = false)]
    [TestCase("null", "{\"a\":1}", ExpectedResult = false)]
    [TestCase("null", "\"x\"", ExpectedResult = false)]
    [TestCase("[\"b\",\"a\"]", "[\"a\",\"b\"]", ExpectedResult = true)]
    [TestCase("[\"b\",\"a\"]", "[\"a\"]", ExpectedResult = false)]
    [TestCase("[\"b\",null]", "[null,\"b\"]", ExpectedResult = true)]
    [TestCase("[1]", "{\"a\":1}", ExpectedResult = false)]
    [TestCase("[1]", "\"[1]\"", ExpectedResult = false)]
    [TestCase("{\"a\":\"1\"}", "{\"a\":1}", ExpectedResult = true)]
    [TestCase("{\"a\":1,\"b\":2}", "{\"a\":1}", ExpectedResult = true)]
    [TestCase("{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":3}", ExpectedResult = false)]
    [TestCase("\"{\\\"a\\\": 1}\"", "\"{\\\"a\\\":1}\"", ExpectedResult = true)]
    [TestCase("\"[1, 2]\"", "\"[1,2]\"", ExpectedResult = true)]
    [TestCase("\"{\\\"a\\\": 1}\"", "\"{\\\"a\\\":2}\"", ExpectedResult = false)]
    [TestCase("\"{not json\"", "\"{not  json\"", ExpectedResult = false)]
    [TestCase("\"{\\\"a\\\": 1}\"", "\"x\"", ExpectedResult = false)]
    [TestCase("\"x\"", "7", ExpectedResult = false)]
    public bool Is_the_same(string made, string actual) => Drift.IsSame(JsonNode.Parse(made), JsonNode.Parse(actual));

    [Test]
    public async Task A_changed_input_is_named_and_taken_into_the_state()
    {
        var drifted = await CompareAsync("7", "14");
        Assert.That(drifted.Single().Inputs, Is.EqualTo(new[] { "retentionInDays" }));
        await Drift.AcceptAsync(State, drifted);
        Assert.That(State.Find(Group("a"))!.Inputs.ToJsonString(), Is.EqualTo("""{"name":"a","retentionInDays":14}"""));
    }

    [Test]
    public async Task What_is_as_it_was_made_has_not_drifted() => Assert.That(await CompareAsync("7", "7"), Is.Empty);

    [Test]
    public async Task What_has_gone_is_found_and_leaves_the_state()
    {
        await MadeAsync(Known("b"), Known("a"), Known("begun", id: null));
        var drifted = await Drift.FindAsync(State, cloud.Provider);
        Assert.That(drifted.Select(one => one.Resource.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(drifted.Select(one => (one.Actual, one.Inputs.Count)), Is.All.EqualTo(((JsonObject?)null, 0)));
        await Drift.AcceptAsync(State, drifted);
        Assert.That(State.Resources.Select(resource => resource.Name), Is.EqualTo(new[] { "begun" }));
    }

    [Test]
    public async Task For_some_students_theirs_and_the_shared_resources_are_compared()
    {
        await MadeAsync(Known("a"), Known("b", student: "user2"), Known("c", student: null));
        Assert.That(
            (await Drift.FindAsync(State, cloud.Provider, Only("user2"))).Select(one => one.Resource.Name),
            Is.EqualTo(new[] { "b", "c" })
        );
    }
}
