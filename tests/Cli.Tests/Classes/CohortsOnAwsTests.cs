namespace Classroom.Cli.Tests.Classes;

/// <summary>
/// A class with cohorts on AWS: which Pulumi commands run, and in which order. A script stands for the pulumi command; it writes down how
/// it was called, and a cohort waits in it for the other cohorts.
/// </summary>
sealed class CohortsOnAwsTests
{
    Classroom classroom = null!;

    [SetUp]
    public async Task NewClass()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("The script that stands for pulumi is for a POSIX shell");
        classroom = Classroom.Of("classroom:labs: [greeting]\nclassroom:students: [user1, user2, user3, user4, user5, user6]");
        classroom.Variables["PATH"] = $"{classroom.Folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        await ScriptAsync(
            "pulumi",
            """
            cd "$(dirname "$0")"
            case "$*" in *"--stack "*) stack=${*##*--stack }; stack=${stack%% *};; esac
            echo "$*" | sed 's/ --config-file.*//; s/ --non-interactive.*--stack/ --stack/' >> calls
            case "$*" in
              "stack ls --json") cat stacks 2>/dev/null || echo '[{"name":"dev","current":false},{"name":"other","current":true}]' ;;
              "stack export "*) cat "export.$stack" 2>/dev/null || echo '{"version":3,"deployment":{}}' ;;
              "stack output "*) cat "output.$stack" 2>/dev/null || echo '{}' ;;
              "up "*dev-cohort-*)
                [ -f base ] || { echo "error: the base stack has no outputs" >&2; exit 255; }
                [ "$ClassroomIsBuilt$AWS_RETRY_MODE" = trueadaptive ] || { echo "error: not prepared" >&2; exit 255; }
                touch "begun.$stack"
                tries=0
                while [ "$(ls begun.* | wc -l)" -lt "$(cat cohorts)" ]; do
                  tries=$((tries + 1))
                  [ "$tries" -lt 600 ] || { echo "error: the other cohorts did not begin" >&2; exit 255; }
                  sleep 0.05
                done
                [ ! -f "fails.$stack" ] || { echo "Updating ($stack)"; echo "error: Rate exceeded" >&2; exit 255; }
                printf 'Resources:\n    + 30 created\n    2 unchanged\n\nDuration: 3s\n' ;;
              "up "*) touch base ;;
            esac
            """
        );
        // Nothing is downloaded or built here.
        await ScriptAsync("dotnet", "echo \"dotnet $1 $2\" | sed \"s|$PWD/||\" >> \"$(dirname \"$0\")/calls\"");
    }

    [TearDown]
    public async Task End() => await classroom.DisposeAsync();

    [Test]
    public async Task The_base_stack_comes_first_and_the_cohorts_side_by_side()
    {
        await SetAsync("cohorts", "3");
        var up = await classroom.DoneAsync("up", "--aws", "--yes", "--cohorts", "2");
        Assert.That(
            up.Out,
            Does.Contain("cohort 1 has 2, cohort 2 has 2, cohort 3 has 2")
                .And.Match("dev-cohort-1: up in [0-9]+ s: \\+ 30 created, 2 unchanged")
                .And.Match("dev-cohort-3: up in [0-9]+ s: \\+ 30 created, 2 unchanged")
        );
        var calls = await CallsAsync();
        Assert.That(
            calls[..^3],
            Is.EqualTo(
                new[]
                {
                    "dotnet restore build/official",
                    "stack ls --json",
                    "dotnet build infra",
                    "stack init dev-cohort-1 --no-select",
                    "stack init dev-cohort-2 --no-select",
                    "stack init dev-cohort-3 --no-select",
                    "stack export --stack dev",
                    "up --yes --skip-preview --stack dev",
                }
            )
        );
        Assert.That(
            calls[^3..],
            Is.EquivalentTo(Enumerable.Range(1, 3).Select(cohort => $"up --yes --skip-preview --parallel 6 --stack dev-cohort-{cohort}"))
        );
        var settings = await File.ReadAllTextAsync(classroom.Settings);
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(classroom.Folder, "Pulumi.dev-cohort-2.yaml")),
            Is.EqualTo(
                "# Written by ./classroom from Pulumi.dev.yaml: change that file.\n"
                    + settings.Replace("  aws:region", "  classroom:cohort: \"2\"\n  aws:region", StringComparison.Ordinal)
            )
        );
    }

    [Test]
    public async Task A_student_with_another_cohort_is_moved_before_Pulumi_changes_anything()
    {
        await KnownAsync("dev", "dev-cohort-1", "dev-cohort-2");
        await SetAsync("cohorts", "2");
        await ExportAsync("dev", "user5", "user6");
        await ExportAsync("dev-cohort-1", "user1", "user2", "gone");
        await ExportAsync("dev-cohort-2", "user3", "user4");
        Students("user1 1", "user2 2", "user3 2", "user4 1", "user5 1", "user6 1");
        var up = await classroom.DoneAsync("up", "--aws", "--yes");
        Assert.That(
            up.Out,
            Does.Contain("from the stack dev to dev-cohort-1: user5, user6\n")
                .And.Contain("from the stack dev-cohort-1 to dev-cohort-2: user2\n")
                .And.Contain("from the stack dev-cohort-2 to dev-cohort-1: user4\n")
                .And.Not.Contain("gone")
        );
        var calls = await CallsAsync();
        Assert.That(
            calls.SkipWhile(call => !call.StartsWith("state", StringComparison.Ordinal)).Take(4).Order(StringComparer.Ordinal),
            Is.EqualTo(
                new[]
                {
                    $"state move --source dev --dest dev-cohort-1 --yes {Of("dev", "user5")} {Of("dev", "user6")}",
                    $"state move --source dev-cohort-1 --dest dev-cohort-2 --yes {Of("dev-cohort-1", "user2")}",
                    $"state move --source dev-cohort-2 --dest dev-cohort-1 --yes {Of("dev-cohort-2", "user4")}",
                    "up --yes --skip-preview --stack dev",
                }
            )
        );
    }

    [Test]
    public async Task An_interrupted_move_is_not_taken_for_two_students()
    {
        await KnownAsync("dev", "dev-cohort-1", "dev-cohort-2");
        await ExportAsync("dev-cohort-1", "user1");
        await ExportAsync("dev-cohort-2", "user1");
        Students("user1 2");
        var refused = await classroom.RunAsync("up", "--aws", "--yes");
        Assert.That(
            (refused.Code, refused.Err),
            Is.EqualTo(
                (
                    3,
                    "user1 is in the stacks dev-cohort-1 and dev-cohort-2: a move was interrupted. "
                        + "Pulumi must forget one of the two copies, which changes nothing on AWS: "
                        + "`pulumi state delete --target-dependents --stack dev-cohort-1 "
                        + $"'{Of("dev-cohort-1", "user1")}'`.\n"
                )
            )
        );
        Assert.That(await CallsAsync(), Has.None.StartsWith("up"));
    }

    [Test]
    public async Task A_cohort_that_fails_stops_no_other_and_says_why()
    {
        await KnownAsync("dev", "dev-cohort-1", "dev-cohort-2");
        await SetAsync("cohorts", "2");
        await SetAsync("fails.dev-cohort-1", "");
        Students("user1 1", "user2 2");
        var up = await classroom.RunAsync("up", "--aws", "--yes");
        Assert.That(up.Code, Is.EqualTo(1));
        Assert.That(
            up.Out,
            Does.Match(
                    "dev-cohort-1: failed after [0-9]+ s; the whole log is .*pulumi.log\n"
                        + "Updating \\(dev-cohort-1\\)\nerror: Rate exceeded\n"
                )
                .And.Match("dev-cohort-2: up in [0-9]+ s")
                .And.Contain("`./classroom up --aws` continues from here.")
        );
    }

    [Test]
    public async Task A_cohort_without_students_goes_with_its_stack()
    {
        await KnownAsync("dev", "dev-cohort-1", "dev-cohort-3");
        await SetAsync("cohorts", "1");
        await ExportAsync("dev-cohort-3", "user9");
        Students("user1 1");
        await classroom.DoneAsync("up", "--aws", "--yes");
        Assert.That((await CallsAsync())[^1], Is.EqualTo("destroy --yes --skip-preview --remove --parallel 20 --stack dev-cohort-3"));
    }

    [Test]
    public async Task A_class_that_has_no_cohorts_any_more_comes_back_into_its_stack()
    {
        await KnownAsync("dev", "dev-cohort-1");
        await ExportAsync("dev-cohort-1", "user1", "user2");
        classroom.Set("classroom:students: [user1, user2]");
        await classroom.DoneAsync("up", "--aws", "--yes");
        Assert.That(
            (await CallsAsync())[^3..],
            Is.EqualTo(
                new[]
                {
                    $"state move --source dev-cohort-1 --dest dev --yes {Of("dev-cohort-1", "user1")} {Of("dev-cohort-1", "user2")}",
                    "up --yes --skip-preview --stack dev",
                    "destroy --yes --skip-preview --remove --parallel 20 --stack dev-cohort-1",
                }
            )
        );
    }

    [Test]
    public async Task A_class_is_removed_from_its_cohorts_to_its_base()
    {
        await KnownAsync("dev", "dev-cohort-1", "dev-cohort-2");
        Students("user1 1", "user2 2");
        await classroom.DoneAsync("destroy", "--aws", "--yes");
        var calls = await CallsAsync();
        Assert.That(calls[^1], Is.EqualTo("destroy --yes --stack dev"));
        Assert.That(
            calls[^3..^1],
            Is.EquivalentTo(
                Enumerable.Range(1, 2).Select(cohort => $"destroy --yes --skip-preview --parallel 10 --stack dev-cohort-{cohort}")
            )
        );
    }

    [Test]
    public async Task The_outputs_of_all_stacks_are_read_as_one()
    {
        await KnownAsync("dev", "dev-cohort-1", "dev-cohort-2");
        Students("user1 1", "user2 2", "user3 3");
        await SetAsync("output.dev", """{"students":{},"foundation":{"packageKey":"functions.zip"}}""");
        await SetAsync("output.dev-cohort-1", """{"students":{"user1":{"api_url":"https://one"}}}""");
        await SetAsync("output.dev-cohort-2", """{"students":{"user2":{"api_url":"https://two"}}}""");
        var outputs = (await classroom.DoneAsync("outputs", "--aws", "--json")).Json;
        Assert.That(outputs.ToJsonString(), Is.EqualTo("""{"user1":{"api_url":"https://one"},"user2":{"api_url":"https://two"}}"""));
    }

    [Test]
    public async Task A_class_without_cohorts_is_one_call_of_Pulumi()
    {
        await classroom.DoneAsync("up", "--aws", "--yes", "--diff");
        await classroom.DoneAsync("preview", "--aws");
        await classroom.DoneAsync("destroy", "--aws", "--yes");
        Assert.That(
            (await CallsAsync()).Where(call => !call.StartsWith("dotnet", StringComparison.Ordinal) && call != "stack ls --json"),
            Is.EqualTo(new[] { "up --yes --diff --stack dev", "preview --stack dev", "destroy --yes --stack dev" })
        );
    }

    [TestCase("up")]
    [TestCase("preview")]
    [TestCase("destroy")]
    public async Task A_choice_of_students_is_not_ignored(string command)
    {
        var refused = await classroom.RunAsync(command, "--aws", "--student", "user1");
        Assert.That(refused.Code, Is.EqualTo(3));
        Assert.That(refused.Err, Does.StartWith("--student is for the embedded cloud. On AWS, change the roster"));
        Assert.That(File.Exists(Path.Combine(classroom.Folder, "calls")), Is.False);
    }

    static string Of(string stack, string student) => $"urn:pulumi:{stack}::classroom::classroom:index:StudentWorkspace::{student}";

    void Students(params string[] students) =>
        classroom.Set(
            "classroom:cohortSize: 2\nclassroom:students:"
                + string.Concat(
                    students.Select(student => student.Split(' ')).Select(pair => $"\n  - {{ username: {pair[0]}, cohort: {pair[1]} }}")
                )
        );

    Task KnownAsync(params string[] stacks) =>
        SetAsync("stacks", $"[{string.Join(",", stacks.Select(stack => $$"""{"name":"organization/classroom/{{stack}}"}"""))}]");

    Task ExportAsync(string stack, params string[] students)
    {
        string Resource(string urn, string type) => $$"""{"urn":"{{urn}}","type":"{{type}}"}""";
        string[] resources =
        [
            Resource($"urn:pulumi:{stack}::classroom::pulumi:pulumi:Stack::classroom-{stack}", "pulumi:pulumi:Stack"),
            .. students.Select(student => Resource(Of(stack, student), "classroom:index:StudentWorkspace")),
        ];
        return SetAsync($"export.{stack}", $$$"""{"version":3,"deployment":{"resources":[{{{string.Join(",", resources)}}}]}}""");
    }

    Task SetAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(classroom.Folder, file), text);

    async Task<string[]> CallsAsync() => await File.ReadAllLinesAsync(Path.Combine(classroom.Folder, "calls"));

    async Task ScriptAsync(string name, string script)
    {
        var file = Path.Combine(classroom.Folder, name);
        await File.WriteAllTextAsync(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
