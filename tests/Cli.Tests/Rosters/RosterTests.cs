using Classroom.Cli.Rosters;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Tests.Rosters;

sealed class RosterTests
{
    string path = "";

    [SetUp]
    public void NewFile() => path = Path.GetTempFileName();

    [TearDown]
    public void RemoveFile() => File.Delete(path);

    const string Written = """
        # The class of Monday.
        config:
          aws:region: us-east-1   # near us
          classroom:students:
            - user1   # sits in front

            # Repeats the lesson about retries.
            - username: user2
              paymentFailureRate: 0.5   # every second
              tags:
                group: retries
            # The last one
            - "user3"
          # Whom to ask
          classroom:owner: instructor

        """;

    [Test]
    public void A_student_is_added_after_the_last() =>
        Assert.That(
            Changed(Written, roster => roster.Add("user4")),
            Is.EqualTo(Written.Replace("    - \"user3\"\n", "    - \"user3\"\n    - user4\n", StringComparison.Ordinal))
        );

    [Test]
    public void A_setting_of_a_student_is_added_and_replaced_and_all_else_stays()
    {
        static void Freeze(Roster roster, string student, string value) => roster.Set(student, "frozen", value);
        Assert.That(
            Changed(
                Written,
                roster =>
                {
                    Freeze(roster, "user1", "true");
                    Freeze(roster, "user2", "true");
                    Freeze(roster, "user3", "true");
                    Freeze(roster, "user2", "false");
                    roster.Set("user2", "paymentFailureRate", "1");
                }
            ),
            Is.EqualTo(
                """
                # The class of Monday.
                config:
                  aws:region: us-east-1   # near us
                  classroom:students:
                    - username: user1   # sits in front
                      frozen: true

                    # Repeats the lesson about retries.
                    - username: user2
                      paymentFailureRate: 1   # every second
                      tags:
                        group: retries
                      frozen: false
                    # The last one
                    - username: user3
                      frozen: true
                  # Whom to ask
                  classroom:owner: instructor

                """
            )
        );
    }

    [TestCase("[user1, user2]", "[{ username: user1, frozen: true }, user2]")]
    [TestCase("[{username: user1, delayScale: 0}]", "[{username: user1, frozen: true, delayScale: 0}]")]
    [TestCase("[ {username: user1, frozen: false} ]", "[ {username: user1, frozen: true} ]")]
    [TestCase("[{username: user1, tags: {a: b}}, user2]", "[{username: user1, frozen: true, tags: {a: b}}, user2]")]
    public void A_setting_is_added_in_brackets(string before, string after) =>
        Assert.That(
            Changed($"config:\n  classroom:students: {before}\n", roster => roster.Set("user1", "frozen", "true")),
            Is.EqualTo($"config:\n  classroom:students: {after}\n")
        );

    [Test]
    public void A_student_goes_with_the_settings_and_the_comment_above() =>
        Assert.That(
            Changed(Written, roster => roster.Remove("user2")),
            Is.EqualTo(
                """
                # The class of Monday.
                config:
                  aws:region: us-east-1   # near us
                  classroom:students:
                    - user1   # sits in front

                    # The last one
                    - "user3"
                  # Whom to ask
                  classroom:owner: instructor

                """
            )
        );

    [Test]
    public void The_last_goes_and_what_follows_stays() =>
        Assert.That(
            Changed(Written, roster => roster.Remove("user3")),
            Is.EqualTo(Written.Replace("    # The last one\n    - \"user3\"\n", "", StringComparison.Ordinal))
        );

    [Test]
    public void Who_was_added_and_removed_has_left_nothing() =>
        Assert.That(
            Changed(
                Written,
                roster =>
                {
                    roster.Add("anna");
                    roster.Add("bert");
                    roster.Remove("anna");
                    roster.Remove("bert");
                }
            ),
            Is.EqualTo(Written)
        );

    [TestCase("[user1, user2]", "[user1, user2, anna]", "")]
    [TestCase("[ user1 ]", "[ user1, anna ]", "")]
    [TestCase("[user1, user2]", "[user2]", "user1")]
    [TestCase("[user1, user2]", "[user1]", "user2")]
    [TestCase("[user1, {username: user2, logLevel: debug}, user3]  # three", "[user1, user3]  # three", "user2")]
    public void A_list_in_brackets_stays_one(string before, string after, string removed) =>
        Assert.That(
            Changed(
                $"config:\n  classroom:students: {before}\n",
                roster =>
                {
                    if (removed.Length == 0)
                        roster.Add("anna");
                    else
                        roster.Remove(removed);
                }
            ),
            Is.EqualTo($"config:\n  classroom:students: {after}\n")
        );

    [Test]
    public void A_list_at_the_margin_of_its_key_is_one_too() =>
        Assert.That(
            Changed("config:\n  classroom:students:\n  - user1\n  classroom:owner: x", roster => roster.Add("user2")),
            Is.EqualTo("config:\n  classroom:students:\n  - user1\n  - user2\n  classroom:owner: x")
        );

    [Test]
    public void The_only_student_stays() =>
        Assert.That(
            () => Changed("config:\n  classroom:students: [user1]\n", roster => roster.Remove("user1")),
            Throws.TypeOf<CommandException>().With.Message.Contain("is the only student")
        );

    [TestCase("config:\n  classroom:owner: x\n")]
    [TestCase("config:\n  classroom:students: []\n")]
    [TestCase("")]
    public void Where_there_is_no_list_it_is_told_how_one_looks(string text) =>
        Assert.That(
            () => Changed(text, _ => { }),
            Throws
                .TypeOf<CommandException>()
                .With.Message.Contain("has no list of students")
                .And.Message.Contain("classroom:students:\n    - user1")
        );

    string Changed(string text, Action<Roster> change)
    {
        File.WriteAllText(path, text);
        var roster = Roster.Open(path);
        change(roster);
        roster.Save();
        return File.ReadAllText(path);
    }
}
