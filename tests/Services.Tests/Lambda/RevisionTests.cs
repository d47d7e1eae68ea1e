using Classroom.Cloud.Lambda;

namespace Classroom.Services.Tests.Lambda;

/// <summary>States and revisions of functions, as recorded on AWS.</summary>
sealed class RevisionTests : FunctionTest
{
    const string Outdated = "PreconditionFailedException";

    static readonly object Named = new { FunctionName = "handler" };

    [Test]
    public async Task A_function_is_Pending_until_it_is_active_and_an_update_is_in_progress()
    {
        var made = await FunctionAsync();
        Assert.That(
            (made.At("State"), made.At("StateReasonCode"), made.Maybe("LastUpdateStatus")),
            Is.EqualTo(("Pending", "Creating", (string?)null))
        );
        Pass();
        var active = await CallAsync<GetFunctionConfiguration>(Named);
        Assert.That((active.At("State"), active.At("LastUpdateStatus")), Is.EqualTo(("Active", "Successful")));
        Assert.That(active.At("RevisionId"), Is.Not.EqualTo(made.At("RevisionId")));
        var updated = await CallAsync<UpdateFunctionConfiguration>(new { FunctionName = "handler", Timeout = 9 });
        Assert.That((updated.At("State"), updated.At("LastUpdateStatus")), Is.EqualTo(("Active", "InProgress")));
        Pass();
        Assert.That((await CallAsync<GetFunctionConfiguration>(Named)).At("LastUpdateStatus"), Is.EqualTo("Successful"));
    }

    [Test]
    public async Task A_listing_tells_no_state()
    {
        await FunctionAsync();
        var listed = (await CallAsync<ListFunctions>())["Functions"]![0]!;
        Assert.That(
            (listed["State"], listed["LastUpdateStatus"], listed["RuntimeVersionConfig"]),
            Is.EqualTo(((object?)null, (object?)null, (object?)null))
        );
    }

    [Test]
    public async Task A_change_for_another_revision_is_refused()
    {
        await FunctionAsync();
        Pass();
        var revision = await RevisionAsync();
        await RefusedAsync<UpdateFunctionConfiguration>(
            Outdated,
            new
            {
                FunctionName = "handler",
                RevisionId = "wrong",
                Timeout = 9,
            }
        );
        await RefusedAsync<UpdateFunctionCode>(
            Outdated,
            new
            {
                FunctionName = "handler",
                RevisionId = "wrong",
                ZipFile = Package(),
            }
        );
        await RefusedAsync<PublishVersion>(Outdated, new { FunctionName = "handler", RevisionId = "wrong" });
        await RefusedAsync<AddPermission>(Outdated, Permission("wrong"));
        await CallAsync<AddPermission>(Permission(revision));
        var changed = await RevisionAsync();
        Assert.That((changed == revision, (await CallAsync<GetPolicy>(Named)).At("RevisionId")), Is.EqualTo((false, changed)));
        await RefusedAsync<RemovePermission>(
            Outdated,
            new
            {
                FunctionName = "handler",
                StatementId = "events",
                RevisionId = revision,
            }
        );
        await CallAsync<RemovePermission>(
            new
            {
                FunctionName = "handler",
                StatementId = "events",
                RevisionId = changed,
            }
        );
        Assert.That(await RevisionAsync(), Is.Not.EqualTo(changed));
    }

    [Test]
    public async Task A_publication_changes_the_revision_of_the_function_and_not_that_of_the_version()
    {
        await FunctionAsync();
        Pass();
        var before = await RevisionAsync();
        var published = (await CallAsync<PublishVersion>(new { FunctionName = "handler", RevisionId = before })).At("RevisionId");
        Pass();
        var version = await CallAsync<GetFunctionConfiguration>(new { FunctionName = "handler", Qualifier = "1" });
        Assert.That((version.At("RevisionId"), version.At("State")), Is.EqualTo((published, "Active")));
        Assert.That(await RevisionAsync(), Is.Not.AnyOf(before, published));
    }

    [Test]
    public async Task PublishVersion_refuses_the_hash_of_other_code()
    {
        var made = await FunctionAsync();
        var refused = await RefusedAsync<PublishVersion>(Wrong, new { FunctionName = "handler", CodeSha256 = "other" });
        Assert.That(
            refused.Message,
            Does.StartWith($"CodeSHA256 (other) is different from current CodeSHA256 in $LATEST ({made.At("CodeSha256")})")
        );
        await CallAsync<PublishVersion>(new { FunctionName = "handler", CodeSha256 = made.At("CodeSha256") });
    }

    [Test]
    public async Task An_alias_is_changed_for_its_own_revision_only()
    {
        await FunctionAsync();
        var made = await CallAsync<CreateAlias>(
            new
            {
                FunctionName = "handler",
                Name = "live",
                FunctionVersion = "$LATEST",
            }
        );
        await RefusedAsync<UpdateAlias>(
            Outdated,
            new
            {
                FunctionName = "handler",
                Name = "live",
                RevisionId = "wrong",
            }
        );
        await CallAsync<UpdateAlias>(
            new
            {
                FunctionName = "handler",
                Name = "live",
                Description = "new",
                RevisionId = made.At("RevisionId"),
            }
        );
        var missing = await RefusedAsync<UpdateAlias>(NotThere, new { FunctionName = "handler", Name = "none" });
        Assert.That(missing.Message, Is.EqualTo($"Alias not found: {ArnOf("handler")}:none"));
    }

    [Test]
    public async Task A_function_of_another_Region_or_with_two_qualifiers_is_not_found()
    {
        await FunctionAsync();
        var far = await RefusedAsync<GetFunction>(NotThere, new { FunctionName = ArnOf("handler").Replace(Region, "eu-west-1") });
        Assert.That(far.Message, Is.EqualTo($"Functions from 'eu-west-1' are not reachable in this region ('{Region}')"));
        await RefusedAsync<GetFunction>(Wrong, new { FunctionName = $"{ArnOf("handler")}:1", Qualifier = "2" });
        await RefusedAsync<DeleteFunction>(Wrong, new { FunctionName = $"{ArnOf("none")}:1", Qualifier = "2" });
        var missing = await RefusedAsync<GetFunction>(NotThere, new { FunctionName = "none", Qualifier = "1" });
        Assert.That(missing.Message, Is.EqualTo($"Function not found: {ArnOf("none")}:1"));
    }

    [TestCase("java8", "The runtime parameter of java8 is no longer supported")]
    [TestCase(
        "cobol",
        "Value cobol at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14,"
    )]
    public async Task A_runtime_of_the_past_is_told_from_one_that_never_was(string runtime, string message)
    {
        await RoleAsync("handler-role", "lambda.amazonaws.com");
        Assert.That((await RefusedAsync<CreateFunction>(Wrong, Function("handler", runtime: runtime))).Message, Does.StartWith(message));
    }

    [Test]
    public async Task Tags_belong_to_functions_fifty_at_most_and_change_the_revision()
    {
        await FunctionAsync();
        Pass();
        var before = await RevisionAsync();
        await CallAsync<TagResource>(new { Resource = ArnOf("handler"), Tags = Tags(50) });
        Assert.That(await RevisionAsync(), Is.Not.EqualTo(before));
        await RefusedAsync<TagResource>(Wrong, new { Resource = ArnOf("handler"), Tags = Tags(51) });
        await RefusedAsync<TagResource>(Wrong, new { Resource = ArnOf("handler"), Tags = Tags(0) });
        var version = await RefusedAsync<TagResource>(Wrong, new { Resource = $"{ArnOf("handler")}:1", Tags = Tags(1) });
        Assert.That(version.Message, Does.StartWith("Tags on function aliases and versions are not supported."));
    }

    [Test]
    public async Task The_environment_is_measured_as_JSON()
    {
        await FunctionAsync();
        object Of(int length) => new { FunctionName = "handler", Environment = new { Variables = new { KEY = new string('x', length) } } };
        var frame = """{"KEY":""}""".Length;
        await CallAsync<UpdateFunctionConfiguration>(Of(4096 - frame));
        var refused = await RefusedAsync<UpdateFunctionConfiguration>(Wrong, Of(4097 - frame));
        Assert.That(refused.Message, Does.Contain("""exceeded the 4KB limit. String measured: {"KEY":"xxx"""));
    }

    [Test]
    public async Task The_ARN_of_an_answer_has_the_qualifier_of_the_request()
    {
        await RoleAsync("handler-role", "lambda.amazonaws.com");
        await CallAsync<CreateFunction>(Function("handler"));
        await CallAsync<PublishVersion>(Named);
        await CallAsync<CreateAlias>(
            new
            {
                FunctionName = "handler",
                Name = "live",
                FunctionVersion = "1",
            }
        );
        var shown = await CallAsync<GetFunction>(new { FunctionName = "handler", Qualifier = "live" });
        Assert.That(
            (shown.At("Configuration/FunctionArn"), shown.At("Configuration/Version")),
            Is.EqualTo(($"{ArnOf("handler")}:live", "1"))
        );
        Assert.That(
            (await CallAsync<ListFunctions>(new { FunctionVersion = "ALL" })).Each("Functions/*/FunctionArn"),
            Is.EqualTo(new[] { $"{ArnOf("handler")}:$LATEST", $"{ArnOf("handler")}:1" })
        );
    }

    static Dictionary<string, string> Tags(int count) => Enumerable.Range(0, count).ToDictionary(index => $"key{index}", _ => "value");

    void Pass() => Cloud.Clock.Advance(TimeSpan.FromSeconds(1));

    async Task<string> RevisionAsync() => (await CallAsync<GetFunction>(Named)).At("Configuration/RevisionId");

    static object Permission(string revision) =>
        new
        {
            FunctionName = "handler",
            StatementId = "events",
            Action = "lambda:InvokeFunction",
            Principal = "events.amazonaws.com",
            RevisionId = revision,
        };
}
