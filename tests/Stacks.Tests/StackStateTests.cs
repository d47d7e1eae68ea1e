using System.Text.Json.Nodes;
using Classroom.Cli.Planning;
using Classroom.Cli.Stacks;
using Classroom.Storage;

namespace Classroom.Stacks.Tests;

/// <summary>What a stack remembers from one command to the next, and how secrets and addresses are kept.</summary>
sealed class StackStateTests : StackTest
{
    [Test]
    public async Task What_was_put_is_there_for_the_next_command()
    {
        await MadeAsync(Known("b"), Known("a"));
        await State.RemoveAsync(Group("b"));
        await State.TellAsync(new() { ["user1"] = new JsonObject { ["url"] = "x" } });
        State.Dispose();
        using var again = new StackState(Folder, null);
        Assert.That(again.Resources.Select(resource => resource.Name), Is.EqualTo(new[] { "a" }));
        Assert.That((again.Count, again.Find(Group("b")), (string?)again.Outputs["user1"]!["url"]), Is.EqualTo((1, (object?)null, "x")));
    }

    [Test]
    public async Task Another_version_of_the_command_finds_the_rows_under_the_same_names()
    {
        await State.MoveToAsync("cloud-1");
        await MadeAsync(Known("a"));
        await State.TellAsync([]);
        using var query = new Query(Folder, "state.db");
        Assert.That(
            query.Ask("select kind, key from rows order by kind").Skip(1),
            Is.EqualTo(new string[][] { ["cloud", "id"], ["outputs", "all"], ["resources", "aws:cloudwatch/logGroup:LogGroup::a"] })
        );
    }

    [Test]
    public void A_stack_that_a_command_works_with_names_it_to_the_next()
    {
        Assert.That(
            () => new StackState(Folder, "down"),
            Throws.Exception.With.Message.StartsWith($"`./classroom test` (process {Environment.ProcessId}) is using the data in {Folder}")
        );
        using var look = new StackState(Folder, null);
        Assert.That(look.Count, Is.Zero);
    }

    [Test]
    public async Task Several_changes_are_kept_together()
    {
        await MadeAsync(Known("a", 7), Known("b"));
        await State.ChangeAsync([Known("a", 14), Known("c")], [Group("b")]);
        Assert.That(
            State.Resources.Select(resource => $"{resource.Name} {resource.Inputs["retentionInDays"]}"),
            Is.EqualTo(new[] { "a 14", "c " })
        );
    }

    [Test]
    public async Task A_stack_that_moves_to_another_cloud_begins_anew()
    {
        Assert.That(State.CloudId, Is.Null);
        await MadeAsync(Known("a"));
        await State.TellAsync(new() { ["user1"] = new JsonObject() });
        await State.MoveToAsync("cloud-2");
        Assert.That((State.Count, State.Outputs.Count, State.CloudId), Is.EqualTo((0, 0, "cloud-2")));
    }

    [Test]
    public void A_stack_that_nobody_was_told_of_has_no_outputs() => Assert.That(State.Outputs, Is.Empty);

    [Test]
    public async Task An_address_of_the_cloud_follows_the_cloud()
    {
        State.Endpoint = "http://127.0.0.1:1111";
        var closed = State.Closed(
            new()
            {
                ["url"] = "http://127.0.0.1:1111/queue",
                ["arn"] = "arn:x",
                ["none"] = null,
            },
            []
        );
        Assert.That(closed.ToJsonString(), Is.EqualTo("""{"url":"@endpoint/queue","arn":"arn:x","none":null}"""));
        await State.PutAsync(Known("a") with { Outputs = closed });
        State.Endpoint = "http://127.0.0.1:2222";
        Assert.That(
            (State.Output(Group("a"), "url"), State.Output(Group("a"), "arn")),
            Is.EqualTo(("http://127.0.0.1:2222/queue", "arn:x"))
        );
    }

    [TestCase("id", ExpectedResult = "the-id")]
    [TestCase("arn", ExpectedResult = "arn:a")]
    [TestCase("name", ExpectedResult = "a")]
    [TestCase("color", ExpectedResult = null)]
    public async Task<string?> An_output_is_the_id_or_what_the_cloud_said_or_an_input(string output)
    {
        await MadeAsync(Known("a", id: "the-id"));
        return State.Output(Group("a"), output);
    }

    [Test]
    public async Task What_is_not_made_has_no_outputs()
    {
        await MadeAsync(Known("begun", id: null));
        Assert.That(
            (State.Output(Group("begun"), "arn"), State.Output(Group("nowhere"), "id")),
            Is.EqualTo(((string?)null, (string?)null))
        );
        Assert.That(State.IsSecret(Group("nowhere"), "id"), Is.False);
    }

    [Test]
    public void The_key_is_made_once_and_only_its_owner_reads_it()
    {
        var path = Path.Combine(Folder, "secrets.key");
        File.WriteAllText(path + ".new", "what a killed command left");
        var closed = new Seal(Folder).Close("swordfish");
        Assert.That(new Seal(Folder).Open(closed), Is.EqualTo("swordfish"));
        Assert.That((File.ReadAllBytes(path).Length, File.Exists(path + ".new")), Is.EqualTo((32, false)));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void A_secret_is_closed_differently_each_time_and_a_changed_one_does_not_open()
    {
        var seal = new Seal(Folder);
        var (one, other) = (seal.Close("swordfish"), seal.Close("swordfish"));
        Assert.That(one, Is.Not.EqualTo(other));
        var first = "sealed:v1:".Length;
        var changed = one[..first] + (one[first] == 'A' ? 'B' : 'A') + one[(first + 1)..];
        Assert.That(() => seal.Open(changed), Throws.InstanceOf<System.Security.Cryptography.CryptographicException>());
    }

    [TestCase(null, false)]
    [TestCase("plain", false)]
    [TestCase("sealed:v1:x", true)]
    public void Only_what_carries_the_mark_is_sealed(string? text, bool isSealed)
    {
        Assert.That(Seal.IsSealed(text), Is.EqualTo(isSealed));
        if (!isSealed)
            Assert.That(new Seal(Folder).Open(text), Is.EqualTo(text));
    }

    [Test]
    public async Task What_a_student_is_told_is_filled_in_and_hides_secrets_unless_asked()
    {
        await MadeAsync(Known("a"));
        await State.PutAsync(Known("s") with { Outputs = State.Closed(new() { ["password"] = "swordfish" }, ["password"]) });
        await State.TellAsync(
            new()
            {
                ["user1"] = new JsonObject
                {
                    ["arn"] = Placeholder.Of(Group("a"), "arn"),
                    ["password"] = Placeholder.Of(Group("s"), "password"),
                    ["missing"] = Placeholder.Of(Group("nowhere"), "arn"),
                    ["console"] = "https://us-east-1.console.aws.amazon.com/lambda",
                    ["sign_in"] = "https://1.signin.aws.amazon.com/console",
                    ["map"] = new JsonObject
                    {
                        ["b"] = 2,
                        ["a"] = Placeholder.Of(Group("a"), "arn"),
                        ["c"] = null,
                    },
                    ["list"] = new JsonArray("x"),
                },
            }
        );
        Assert.That(
            OutputText.Of(State, "user1", withSecrets: false).ToJsonString(),
            Is.EqualTo(
                """{"arn":"arn:a","password":"[secret]","missing":"[not made yet]","map":{"a":"arn:a","b":2,"c":null},"list":["x"]}"""
            )
        );
        Assert.That((string?)OutputText.Of(State, "user1", withSecrets: true)["password"], Is.EqualTo("swordfish"));
        Assert.That(OutputText.Of(State, "user9", withSecrets: false), Is.Empty);
    }
}
