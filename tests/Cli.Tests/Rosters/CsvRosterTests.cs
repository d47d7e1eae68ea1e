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
    [TestCase("username\nAVeryLongUsernameIndeed\nAVeryLongUsernameIndeed\n", "averylongusernam averylonguserna2")]
    [TestCase("\"username\"\n\"ann\"\n\"bo\"\"b\"\n", "ann bob")]
    [TestCase("username\r\nann\r\nbob", "ann bob")]
    public void People_are_called_by_what_the_list_says(string text, string usernames)
    {
        foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]])
        {
            File.WriteAllBytes(path, bytes);
            var people = CsvRoster.Read(path, []);
            Assert.That(string.Join(' ', people.Select(person => person.Username)), Is.EqualTo(usernames));
            Assert.That(people, Is.All.Matches<Person>(person => Username.TryParse(person!.Username, out _)));
        }
    }

    [Test]
    public void Who_is_called_otherwise_than_written_is_told_why()
    {
        File.WriteAllText(path, "first name,last name\nAnna,A\nAnna,B\nbert,C\n");
        Assert.That(
            CsvRoster.Read(path, ["bert"]).Select(person => person.ToString()),
            Is.EqualTo(
                new[]
                {
                    new Person("Anna A", "anna", "from 'Anna'").ToString(),
                    new Person("Anna B", "anna2", "'anna' is taken").ToString(),
                    new Person("bert C", "bert2", "'bert' is taken").ToString(),
                }
            )
        );
    }

    [TestCase("", "is empty. Its first line names the columns")]
    [TestCase(
        "color,size\nred,2\n",
        "none of the columns 'color', 'size' is known. One of them must be username, email, name, or first name and last name."
    )]
    [TestCase("name\nAnn\n王\n", "line 3: no username can be made of '王'.")]
    public void What_cannot_be_read_is_told(string text, string message)
    {
        File.WriteAllText(path, text);
        Assert.That(() => CsvRoster.Read(path, []), Throws.TypeOf<CommandException>().With.Message.Contain(message));
    }
}
