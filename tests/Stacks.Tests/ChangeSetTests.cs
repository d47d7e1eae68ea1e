using System.Text.Json.Nodes;
using Classroom.Cli.Planning;
using Classroom.Cli.Provider;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;

namespace Classroom.Stacks.Tests;

/// <summary>The way from what is there to what is wanted, without a cloud.</summary>
sealed class ChangeSetTests
{
    static readonly ResourceKey Role = new("aws:iam/role:Role", "r"),
        Policy = new("aws:iam/policy:Policy", "p"),
        Attachment = new("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a"),
        Package = new("aws:s3/bucketObjectv2:BucketObjectv2", "o"),
        Function = new("aws:lambda/function:Function", "f");

    string folder = "";
    StackState state = null!;

    [SetUp]
    public void NewState()
    {
        folder = Directory.CreateTempSubdirectory("classroom-state-").FullName;
        state = new(folder, "test");
        Made(Role, "r-id", new() { ["name"] = "r", ["assumeRolePolicy"] = "{}" }, new() { ["arn"] = "arn:r" });
        Made(
            Policy,
            "arn:p",
            new()
            {
                ["name"] = "p",
                ["description"] = "d",
                ["policy"] = "{}",
            },
            new() { ["arn"] = "arn:p" }
        );
        Made(Attachment, "r/arn:p", new() { ["role"] = "r", ["policyArn"] = "arn:p" }, []);
        Made(
            Package,
            "k",
            new()
            {
                ["bucket"] = "b",
                ["key"] = "k",
                ["source"] = "sha256:1",
            },
            new() { ["versionId"] = "v1" }
        );
        Made(
            Function,
            "f",
            new()
            {
                ["name"] = "f",
                ["role"] = "arn:r",
                ["s3ObjectVersion"] = "v1",
            },
            new() { ["arn"] = "arn:f" }
        );
    }

    [TearDown]
    public void RemoveState()
    {
        state.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_resource_of_another_stack_moves_and_does_not_change()
    {
        Made(new("aws:iam/role:Role", "m"), "m-id", new() { ["name"] = "m" }, []);
        var before = state.Find(new("aws:iam/role:Role", "m"))!;
        PlannedResource In(string stack) =>
            new(before.Key, $"urn:pulumi:{stack}::classroom::{before.Type}::m", before.Student, null, new() { ["name"] = "m" }, []);

        var changes = ChangeSet.Between(state, new([In("dev-cohort-2")], []));
        Assert.That(changes.Moved.Select(change => (change.Kind, change.Key.Name)), Is.EqualTo(new[] { (ChangeKind.Same, "m") }));
        Assert.That(changes.IsEmpty, Is.False, "the state is to be written");
    }

    [Test]
    public void What_is_as_it_was_made_stays() => Assert.That(Kinds(Wanted()), Is.EqualTo("r Same, p Same, a Same, o Same, f Same"));

    [Test]
    public void An_input_that_cannot_change_replaces_and_so_does_what_hangs_on_it_for_good() =>
        Assert.That(Kinds(Wanted(Policy, "description", "other")), Is.EqualTo("r Same, p Replace, a Replace, o Same, f Same"));

    [Test]
    public void A_new_version_of_the_package_changes_the_functions_that_name_it() =>
        Assert.That(Kinds(Wanted(Package, "source", "sha256:2")), Is.EqualTo("r Same, p Same, a Same, o Update, f Update"));

    [Test]
    public void A_change_that_gives_no_new_output_goes_no_further() =>
        Assert.That(
            Kinds(Wanted(Role, "assumeRolePolicy", "{\"Version\":\"2012-10-17\"}")),
            Is.EqualTo("r Update, p Same, a Same, o Same, f Same")
        );

    [Test]
    public void What_is_wanted_no_more_goes() =>
        Assert.That(
            Kinds([.. Wanted().Where(resource => resource.Key != Function)]),
            Is.EqualTo("r Same, p Same, a Same, o Same, f Delete")
        );

    [Test]
    public void An_unknown_type_or_input_is_refused_before_anything_is_made()
    {
        Assert.That(
            () => ResourceTypes.Check(new([new(new("aws:ec2/vpc:Vpc", "v"), "", null, null, [], [])], [])),
            Throws
                .TypeOf<CommandException>()
                .With.Message.StartsWith(
                    "The embedded cloud has no resources of the type aws:ec2/vpc:Vpc. It has aws:apigatewayv2/api:Api, "
                )
        );
        Assert.That(
            () => ResourceTypes.Check(new([new(Role, "", null, null, new() { ["name"] = "r", ["color"] = "red" }, [])], [])),
            Throws
                .TypeOf<PlanException>()
                .With.Message.StartsWith(
                    "r (aws:iam/role:Role) sets 'color', which the embedded cloud's provider does not support. It supports name, "
                )
        );
    }

    [Test]
    public void A_secret_in_the_state_is_sealed_and_can_be_opened()
    {
        var closed = state.Closed(new() { ["password"] = "swordfish", ["user"] = "u" }, ["password"]);
        Assert.That((string?)closed["password"], Does.StartWith("sealed:v1:").And.Not.Contain("swordfish"));
        Assert.That((state.Seal.Open((string?)closed["password"]), (string?)closed["user"]), Is.EqualTo(("swordfish", "u")));
        if (!OperatingSystem.IsWindows())
            Assert.That(
                File.GetUnixFileMode(Path.Combine(folder, "secrets.key")),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite)
            );
    }

    [TestCase("@{aws:iam/role:Role::r::arn}", "arn:r")]
    [TestCase("x @{aws:iam/role:Role::r::arn}:* y @{aws:iam/policy:Policy::p::id}", "x arn:r:* y arn:p")]
    [TestCase("@{aws:iam/role:Role::r::name}", "r")]
    [TestCase("@{nothing}", "@{nothing}")]
    public void Placeholders_are_filled_wherever_they_stand(string text, string filled) =>
        Assert.That(Placeholder.Fill(text, state.Output), Is.EqualTo(filled));

    void Made(ResourceKey key, string id, JsonObject inputs, JsonObject outputs) =>
        state.PutAsync(new(key.Type, key.Name, "", "user1", null, id, inputs, outputs, [], default, default)).GetAwaiter().GetResult();

    static PlannedResource[] Wanted(ResourceKey changed = default, string input = "", string value = "")
    {
        PlannedResource Resource(ResourceKey key, JsonObject inputs)
        {
            if (key == changed)
                inputs[input] = value;
            return new(key, "", "user1", null, inputs, [.. Placeholder.In(inputs).Select(reference => reference.Resource)]);
        }
        return
        [
            Resource(Role, new() { ["name"] = "r", ["assumeRolePolicy"] = "{}" }),
            Resource(
                Policy,
                new()
                {
                    ["name"] = "p",
                    ["description"] = "d",
                    ["policy"] = "{}",
                }
            ),
            Resource(Attachment, new() { ["role"] = Placeholder.Of(Role, "name"), ["policyArn"] = Placeholder.Of(Policy, "arn") }),
            Resource(
                Package,
                new()
                {
                    ["bucket"] = "b",
                    ["key"] = "k",
                    ["source"] = "sha256:1",
                }
            ),
            Resource(
                Function,
                new()
                {
                    ["name"] = "f",
                    ["role"] = Placeholder.Of(Role, "arn"),
                    ["s3ObjectVersion"] = Placeholder.Of(Package, "versionId"),
                }
            ),
        ];
    }

    string Kinds(PlannedResource[] wanted) =>
        string.Join(", ", ChangeSet.Between(state, new([.. wanted], [])).All.Select(change => $"{change.Key.Name} {change.Kind}"));
}
