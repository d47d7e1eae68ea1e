using System.Text;
using Classroom.Cli.Rosters;
using Classroom.Cli.Runtime;
using Classroom.Settings;

namespace Classroom.Cli.Tests.Rosters;

sealed class CsvRosterTests
{
    string path = "";

    [SetUp]
    public void NewFile() => path = Path.GetTempFileName();

    [TearDown]
    public void RemoveFile() => File.Delete(path);

    [TestCase("username\nann\nbob\n", "ann bob")]
    [TestCase("Email,User Name\nx@y.org,ann\n", "ann")]
    [TestCase("Last Name;First Name\nMüller;Jörg\nO'Neil;Zoë\n", "joerg zoe")]
    [TestCase("name\n\"Smith, Anna Maria\"\nBob Brown\n", "anna bob")]
    [TestCase("E-Mail\nann.smith@x.org\n7of9@x.org\n", "annsmith of9")]
    [TestCase("Vorname\tNachname\nAnna\tA\nAnna\tB\nAnna\tC\n", "anna anna2 anna3")]
    [TestCase("full name,id,first name\nAnn Smith,7,Ann\n,,\n", "ann")]
    [TestCase("username\nAVeryLongUsernameIndeed\nAVeryLongUsernameIndeed2\n", "averylongusernam averylonguserna2")]
    [TestCase("\"username\"\n\"ann\"\n\"bo\"\"b\"\n", "ann bob")]
    [TestCase("username\r\nann\r\nbob", "ann bob")]
    public void People_are_called_by_what_the_list_says(string text, string usernames)
    {
        foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]])
        {
            File.WriteAllBytes(path, bytes);
            var added = Imported().New.Select(newcomer => newcomer.Student.Username).ToList();
            Assert.That(string.Join(' ', added), Is.EqualTo(usernames));
            Assert.That(added, Is.All.Matches<string>(username => Username.TryParse(username, out _)));
        }
    }

    [Test]
    public void Who_is_called_otherwise_than_written_is_told_why()
    {
        File.WriteAllText(path, "first name,last name\nAnna,A\nAnna,B\nbert,C\n");
        Assert.That(
            Imported(Of("bert")).New.Select(newcomer => (newcomer.Student.Name, newcomer.Student.Username, newcomer.Why)),
            Is.EqualTo(
                new[]
                {
                    ("Anna A", "anna", "from 'Anna'"),
                    ("Anna B", "anna2", "'anna' is taken"),
                    ("bert C", "bert2", (string?)"'bert' is taken"),
                }
            )
        );
    }

    [TestCase("username,name\nann,Ann\nbob,Bob\n", "bob", "", "username")]
    [TestCase("name,email\nAnn,ANN@x.org\nBob,bob@x.org\n", "bob", "", "e-mail")]
    [TestCase("name\nann a\nBob\n", "bob", "", "name")]
    [TestCase("name,email\nAnn A,other@x.org\n", "ann2", "ann", "another person of the same name")]
    [TestCase("username\nbob\n", "bob", "ann", "nobody")]
    public void A_list_is_compared_with_the_roster(string text, string added, string gone, string by)
    {
        File.WriteAllText(path, text);
        var import = Imported(new Enrolled("ann", "Ann A", "ann@x.org", []));
        Assert.That(string.Join(' ', import.New.Select(newcomer => newcomer.Student.Username)), Is.EqualTo(added), by);
        Assert.That(string.Join(' ', import.Gone.Select(student => student.Username)), Is.EqualTo(gone), by);
    }

    [Test]
    public void An_import_that_is_repeated_adds_nobody()
    {
        File.WriteAllText(path, "first name,last name,email\nAnna,A,a@x.org\nAnna,B,b@x.org\nJörg,C,\n");
        var first = Imported();
        var again = Imported([.. first.New.Select(newcomer => newcomer.Student)]);
        Assert.That((again.New.Count, again.Known.Count, again.Gone.Count, again.Problems.Count), Is.EqualTo((0, 3, 0, 0)));
    }

    [Test]
    public void A_file_of_Excel_on_Windows_is_read()
    {
        File.WriteAllBytes(path, [.. "name\nJ"u8, 0xF6, .. "rg M"u8, 0xFC, .. "ller \n"u8]);
        Assert.That(
            Imported().New.Select(newcomer => (newcomer.Student.Name, newcomer.Student.Username)),
            Is.EqualTo(new[] { ("Jörg Müller", "joerg") })
        );
    }

    [Test]
    public void A_name_without_letters_for_a_username_gets_one_of_the_address() =>
        Assert.That(UsernameOf("name,email\n王小明,ming@x.org\n"), Is.EqualTo("ming"));

    [Test]
    public void All_that_is_wrong_is_told_at_once()
    {
        File.WriteAllText(path, "name,email\nAnn,a@x.org\n王,\nAnn,a@x.org\n李,\n");
        Assert.That(
            Imported().Problems,
            Is.EqualTo(
                new[]
                {
                    $"{path}, line 3: no username can be made of '王'. A username has 2 to 16 lower-case letters and digits, a letter "
                        + "first; add a column 'username'",
                    $"{path}, line 4: Ann is in line 2 already",
                    $"{path}, line 5: no username can be made of '李'. A username has 2 to 16 lower-case letters and digits, a letter "
                        + "first; add a column 'username'",
                }
            )
        );
    }

    [TestCase("", "is empty. Its first line names the columns")]
    [TestCase(
        "color,size\nred,2\n",
        "none of the columns 'color', 'size' is known. One of them must be username, email, name, or first name and last name."
    )]
    public void What_cannot_be_read_is_told(string text, string message)
    {
        File.WriteAllText(path, text);
        Assert.That(() => CsvRoster.Read(path), Throws.TypeOf<CommandException>().With.Message.Contain(message));
    }

    string UsernameOf(string text)
    {
        File.WriteAllText(path, text);
        return Imported().New.Single().Student.Username;
    }

    static Enrolled Of(string username) => new(username, null, null, []);

    Import Imported(params Enrolled[] enrolled) => Import.Of(CsvRoster.Read(path), enrolled, path);
}
