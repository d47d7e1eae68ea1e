using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Classroom.Cli.Handouts;

namespace Classroom.Cli.Tests.Guides;

/// <summary>What students get from `./classroom handouts`.</summary>
sealed partial class HandoutTests
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    Classroom classroom = null!;
    string folder = "";

    [OneTimeSetUp]
    public async Task NewClass()
    {
        classroom = Classroom.Of(
            """
            classroom:students: [{"username": "ann", "access": "user"}, {"username": "bob", "access": "role", "labs": ["greeting"]}, carl]
            """
        );
        await classroom.DoneAsync("up", "--yes");
    }

    [SetUp]
    public void NewFolder() => folder = Path.Combine(classroom.Folder, Guid.NewGuid().ToString("n"));

    [OneTimeTearDown]
    public async Task RemoveClass() => await classroom.DisposeAsync();

    [Test]
    public async Task Nothing_in_a_hand_out_is_secret_unless_secrets_are_asked_for()
    {
        await classroom.DoneAsync("handouts", folder, "--with-secrets");
        await classroom.DoneAsync("handouts", folder, "--zip");
        var secrets = Secrets((await classroom.DoneAsync("outputs", "--json", "--show-secrets")).Json).ToList();
        Assert.That(secrets, Has.Count.EqualTo(3), "a password and two secret keys");
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".zip")))
            Assert.That(secrets.Where(File.ReadAllText(file).Contains), Is.Empty, file);
        Assert.That(Names("ann"), Does.Not.Contain("credentials"));
        using var zip = ZipFile.OpenRead(Path.Combine(folder, "ann.zip"));
        Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EquivalentTo(Names("ann").Select(name => $"ann/{name}")));
    }

    [Test]
    public async Task With_secrets_a_student_gets_the_own_keys_and_only_the_instructor_can_read_the_files()
    {
        await classroom.DoneAsync("handouts", folder, "--with-secrets", "--zip");
        var outputs = (await classroom.DoneAsync("outputs", "--json", "--show-secrets")).Json;
        foreach (var student in (string[])["ann", "bob"])
        {
            var own = Secrets(new JsonObject { [student] = outputs[student]!.DeepClone() }).ToList();
            var others = Secrets(outputs).Except(own).ToList();
            Assert.That(own, Is.Not.Empty);
            var page = await File.ReadAllTextAsync(Path.Combine(folder, student, "handout.md"));
            Assert.That(own.Where(secret => !page.Contains(secret.Replace("|", "\\|"), StringComparison.Ordinal)), Is.Empty);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, student)))
                Assert.That(others.Where(File.ReadAllText(file).Contains), Is.Empty, file);
        }
        Assert.That(Names("carl"), Is.EquivalentTo((string[])["handout.html", "handout.md", "troubleshooting.html", "troubleshooting.md"]));
        if (!OperatingSystem.IsWindows())
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                Assert.That(File.GetUnixFileMode(file), Is.EqualTo(OwnerOnly), file);
    }

    [Test]
    public async Task A_hand_out_has_the_labs_of_the_student_and_no_placeholder()
    {
        await classroom.DoneAsync("handouts", folder);
        var (ann, bob) = (Page("ann", "handout.md"), Page("bob", "handout.md"));
        Assert.That(Guide.PlaceholdersIn(ann).Concat(Guide.PlaceholdersIn(bob)), Is.Empty);
        Assert.That(Guide.PlaceholdersIn(Page("ann", "troubleshooting.md")), Is.Empty);
        Assert.That(Headings(ann), Is.SupersetOf((string[])["greeting", "inventory", "pipeline", "orders", "events"]));
        Assert.That(Headings(bob), Is.EqualTo((string[])["greeting"]));
        Assert.That(
            ann,
            Does.Contain("stateMachine:ann-greeting-workflow").And.Contain("policy/classroom-boundary").And.Not.Contain("solutions")
        );
        Assert.That(bob, Does.Contain("stateMachine:bob-greeting-workflow").And.Contain("role/bob-student"));
    }

    [Test]
    public async Task A_page_is_whole_and_asks_no_other_machine_for_anything()
    {
        await classroom.DoneAsync("handouts", folder);
        foreach (var page in (string[])["handout.html", "troubleshooting.html"])
        {
            var html = Page("ann", page);
            Assert.That(html, Does.StartWith("<!doctype html>").And.Contain("default-src 'none'").And.Contain("width=device-width"));
            Assert.That(Requests().Matches(html).Select(match => match.Value), Is.Empty);
            Assert.That(html, Does.Not.Contain("<!-- only"));
        }
        Assert.That(Page("ann", "handout.html"), Does.Contain("<svg").And.Contain("ProcessPayment</text>").And.Not.Contain("```"));
        var anchors = Anchors().Matches(Page("ann", "handout.html")).Select(match => match.Groups[1].Value).ToList();
        Assert.That(
            anchors,
            Has.Count.EqualTo(5).And.All.Matches<string>(anchor => Page("ann", "handout.html").Contains($"id=\"{anchor}\""))
        );
    }

    [Test]
    public async Task A_hand_out_of_a_class_on_AWS_has_the_names_and_links_of_AWS()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("The program that stands for pulumi is a shell script");
        var pulumi = Directory.CreateDirectory(Path.Combine(classroom.Folder, "bin")).FullName;
        const string Outputs = """
            {"ann": {"user_name": "ann-student", "sign_in_url": "https://123456789012.signin.aws.amazon.com/console", "password": "pass-word",
            "access_key_id": "AKIAANN", "secret_access_key": "ann-secret", "api_gateway_url": "https://abc.execute-api.eu-central-1.amazonaws.com/process",
            "workflows": {"ann-greeting-workflow": "arn:aws:states:eu-central-1:123456789012:stateMachine:ann-greeting-workflow"}, "lambda_functions": {}},
            "bob": {"access_role_arn": "arn:aws:iam::123456789012:role/bob-student", "workflows": {}, "lambda_functions": {}}}
            """;
        await File.WriteAllTextAsync(
            Path.Combine(pulumi, "pulumi"),
            $"#!/bin/sh\necho \"$@\" > {pulumi}/asked\ncat <<'END'\n{Outputs}\nEND\n"
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(pulumi, "pulumi"), OwnerOnly | UnixFileMode.UserExecute);
        var printed = await classroom.RunWithPathAsync(pulumi, "handouts", folder, "--aws", "--with-secrets");
        Assert.That(printed.Code, Is.Zero, $"{printed}");
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(pulumi, "asked")),
            Does.StartWith("stack output students --json --show-secrets --stack dev")
        );
        var page = Page("ann", "handout.md");
        Assert.That(
            page,
            Does.Contain("| runs on | AWS |")
                .And.Contain("https://123456789012.signin.aws.amazon.com/console")
                .And.Contain("arn:aws:iam::123456789012:policy/classroom-boundary")
                .And.Contain("In the AWS console, open Step Functions")
                .And.Not.Contain("embedded cloud")
        );
        Assert.That(Page("ann", "config"), Is.EqualTo("[default]\nregion = us-east-1\n"));
        Assert.That(Page("ann", "credentials"), Does.Contain("AKIAANN"));
        Assert.That(Page("ann", "env.sh"), Does.Contain("unset").And.Not.Contain("export AWS_ENDPOINT_URL"));
        Assert.That(Page("bob", "config"), Does.StartWith("[profile bob]\nrole_arn = arn:aws:iam::123456789012:role/bob-student\n"));
        Assert.That(Page("bob", "handout.md"), Does.Contain("export AWS_PROFILE=bob").And.Not.Contain("ann-secret"));
    }

    [Test]
    public async Task The_pictures_of_the_guides_are_those_of_the_workflows()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Classroom.Repository, "docs", "labs"), "*.md"))
        {
            foreach (Match picture in Picture().Matches(await File.ReadAllTextAsync(file)))
                Assert.That(
                    picture.Groups[2].Value,
                    Is.EqualTo((await classroom.DoneAsync("graph", picture.Groups[1].Value)).Out),
                    $"{file}: `./classroom graph {picture.Groups[1].Value}` prints the picture"
                );
        }
    }

    [Test]
    public async Task An_unknown_student_or_a_class_that_is_not_up_is_told()
    {
        var unknown = await classroom.RunAsync("handouts", folder, "--student", "zoe");
        Assert.That(unknown.Code, Is.EqualTo(3));
        Assert.That(unknown.Err, Does.StartWith("There is no student 'zoe'. There are ann, bob, carl"));
        Assert.That(Directory.Exists(folder), Is.False);
        await using var empty = Classroom.OfStudents("user1");
        var none = await empty.RunAsync("handouts", folder);
        Assert.That(none.Code, Is.EqualTo(3));
        Assert.That(none.Err, Does.Contain("`./classroom up`"));
    }

    IEnumerable<string> Names(string student) =>
        Directory.EnumerateFiles(Path.Combine(folder, student)).Select(file => Path.GetFileName(file));

    string Page(string student, string name) => File.ReadAllText(Path.Combine(folder, student, name));

    static IEnumerable<string> Secrets(JsonNode outputs) =>
        ((JsonObject)outputs).SelectMany(student =>
            ((JsonObject)student.Value!)
                .Where(output => output.Key is "password" or "secret_access_key")
                .Select(output => (string)output.Value!)
        );

    static IEnumerable<string> Headings(string page) => LabHeading().Matches(page).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^## Lab (\w+):", RegexOptions.Multiline)]
    private static partial Regex LabHeading();

    // What makes a browser load something. Links that a person follows do not.
    [GeneratedRegex("""<(?:script|img|link|iframe|object|embed|video|audio|source)\b[^>]*(?:src|href|data)=|@import|url\((?!#)""")]
    private static partial Regex Requests();

    [GeneratedRegex("<a href=\"#(\\w+)\"")]
    private static partial Regex Anchors();

    [GeneratedRegex(@"```mermaid\n%% workflow: ([a-z-]+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Picture();
}
