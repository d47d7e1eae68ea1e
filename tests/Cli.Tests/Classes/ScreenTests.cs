using System.Text.RegularExpressions;

namespace Classroom.Cli.Tests.Classes;

/// <summary>
/// What a class of 30 looks like on a small and on a wide screen. With CLASSROOM_APPROVE=1 what comes out becomes what is expected, and
/// its diff is read before it is committed.
/// </summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
sealed partial class ScreenTests
{
    const int Small = 80;
    const int Wide = 120;
    const int LinesOfScreen = 30;

    static readonly string Folder = Path.Combine(Classroom.Repository, "tests", "Cli.Tests", "Classes", "Screens");

    Classroom classroom = null!;
    readonly Dictionary<string, string> planned = [];

    [OneTimeSetUp]
    public async Task Up()
    {
        classroom = Classroom.Of(
            "classroom:labs: [greeting]\nclassroom:dashboard: none\nclassroom:delayScale: 0\nclassroom:transientErrorRate: 0"
                + $"\nclassroom:students: [{string.Join(", ", Enumerable.Range(1, 30).Select(number => $"user{number}"))}]"
        );
        foreach (var width in (int[])[Small, Wide])
            planned[$"{width}"] = await ScreenAsync(width, 2, "preview");
        await classroom.DoneAsync("up", "--yes");
        await classroom.DoneAsync("run", "greeting-workflow", "-u", "user3");
        await classroom.RunAsync("run", "greeting-workflow", "-u", "user7", "--sample", "bad");
        await classroom.DoneAsync("freeze", "--student", "user12", "--reason", "please come to the front");
    }

    [OneTimeTearDown]
    public async Task End() => await classroom.DisposeAsync();

    [Test]
    public void A_plan([Values(Small, Wide)] int width) => Approve($"preview.{width}.txt", planned[$"{width}"], width);

    [TestCase("status")]
    [TestCase("outputs")]
    [TestCase("roster list")]
    [TestCase("--help")]
    [TestCase("run --help")]
    public async Task A_screen_is_as_approved(string command)
    {
        foreach (var width in (int[])[Small, Wide])
        {
            var name = $"{Dashes().Replace(command, "-").Trim('-')}.{width}.txt";
            Approve(
                name,
                await ScreenAsync(width, 0, command.Split(' ')),
                width,
                command is "--help" ? 60
                    : command is "status" ? LinesOfScreen
                    : 40
            );
        }
    }

    async Task<string> ScreenAsync(int width, int code, params string[] command)
    {
        classroom.Variables["COLUMNS"] = $"{width}";
        var printed = await classroom.RunAsync(command);
        classroom.Variables.Remove("COLUMNS");
        Assert.That(printed.Code, Is.EqualTo(code), printed.ToString());
        var text = Port().Replace(printed.Out, ":4566");
        text = ApiId().Replace(text, "/abcdefghij/");
        return UpFor().Replace(text, "up for 3 min");
    }

    static void Approve(string name, string actual, int width, int most = LinesOfScreen)
    {
        var lines = actual.TrimEnd().Split('\n');
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(width), name);
        Assert.That(lines, Has.Length.LessThanOrEqualTo(most), name);
        var file = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("CLASSROOM_APPROVE") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, actual);
        }
        Assert.That(File.Exists(file), Is.True, $"no approved text {file}; run the test once with CLASSROOM_APPROVE=1");
        Assert.That(actual, Is.EqualTo(File.ReadAllText(file).ReplaceLineEndings("\n")));
    }

    [GeneratedRegex("(?<=127\\.0\\.0\\.1):[0-9]+")]
    private static partial Regex Port();

    [GeneratedRegex("/[a-z0-9]{10}/(?=process)")]
    private static partial Regex ApiId();

    [GeneratedRegex("up for [0-9a-z ]+?(?= ·)")]
    private static partial Regex UpFor();

    [GeneratedRegex("[^a-z]+")]
    private static partial Regex Dashes();
}
