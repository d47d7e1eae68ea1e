using Classroom.Cli.Clouds;
using Classroom.Cli.Handouts;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;

namespace Classroom.Cli.Tests.Guides;

/// <summary>A class whose students have the profiles of their hand-outs.</summary>
sealed class GuideClass : IAsyncDisposable
{
    readonly Classroom classroom;
    readonly Dictionary<string, StudentFacts> facts;

    GuideClass(Classroom classroom, Dictionary<string, StudentFacts> facts) => (this.classroom, this.facts) = (classroom, facts);

    public Classroom Classroom => classroom;

    /// <summary>Ignores the test where the programs that the guides use are missing.</summary>
    /// <param name="students">The roster, as it stands in the settings.</param>
    /// <param name="mode">Who builds the labs.</param>
    /// <param name="labs">The labs of the class.</param>
    public static async Task<GuideClass> BringUpAsync(
        string students,
        string mode = "provisioned",
        string labs = "[greeting, inventory, pipeline, orders, events]"
    )
    {
        var classroom = New(students, mode, labs);
        await classroom.DoneAsync("up", "--yes");
        return await HandOutAsync(classroom);
    }

    /// <summary>The class on a cloud for other machines: with TLS, and with a limit for each access key.</summary>
    public static async Task<GuideClass> ServeAsync(string students, int callsPerSecond)
    {
        var classroom = New(students, "provisioned", "[pipeline, orders, inventory, greeting]");
        await classroom.DoneAsync("serve", "--hostname", "localhost");
        await classroom.DoneAsync("up", "--yes");
        // The limit is for the root user too, so it comes after the class.
        await classroom.DoneAsync("cloud", "stop");
        await classroom.DoneAsync("serve", "--hostname", "localhost", "--rate", $"{callsPerSecond}");
        return await HandOutAsync(classroom);
    }

    static Classroom New(string students, string mode, string labs)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("The commands of the guides are for a POSIX shell");
        foreach (var program in (string[])["aws", "curl"])
        {
            if (SearchPath.Find(program) is null)
                Assert.Ignore($"{program} is not on this machine; the commands of the guides need it (on Debian: apt install awscli curl)");
        }
        return Classroom.Of(
            $"""
            classroom:access: user
            classroom:mode: {mode}
            classroom:labs: {labs}
            classroom:delayScale: 0
            classroom:paymentFailureRate: 0
            classroom:outOfStockRate: 0
            classroom:transientErrorRate: 0
            classroom:students: {students}
            """
        );
    }

    static async Task<GuideClass> HandOutAsync(Classroom classroom)
    {
        await classroom.DoneAsync("handouts", Folder(classroom), "--with-secrets");
        var paths = new AppPaths(classroom.Home);
        var running = RunningCloud.Required(paths);
        using var state = new StackState(paths.StackFolder("dev"), null) { Endpoint = running.Endpoint };
        return new(classroom, EmbeddedClass.Read(state, "dev", running).ToDictionary(student => student.Student));
    }

    public string Fill(Guide guide, string student) => guide.For(facts[student].Words, facts[student].Values);

    public Task<List<BlockResult>> EnterAsync(string student, IReadOnlyList<Block> blocks) =>
        Terminal.EnterAsync(Path.Combine(Folder(classroom), student), blocks);

    public ValueTask DisposeAsync() => classroom.DisposeAsync();

    static string Folder(Classroom classroom) => Path.Combine(classroom.Folder, "handouts");
}
