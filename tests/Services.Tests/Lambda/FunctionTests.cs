using Classroom.Cloud.Lambda;

namespace Classroom.Services.Tests.Lambda;

sealed class FunctionTests : FunctionTest
{
    [Test]
    public async Task CreateFunction_makes_a_function_that_GetFunction_and_GetFunctionConfiguration_show()
    {
        var made = await FunctionAsync();
        Assert.That(
            (made.At("FunctionArn"), made.At("State"), made.At("Timeout"), made.At("MemorySize")),
            Is.EqualTo((ArnOf("handler"), "Pending", "3", "128"))
        );
        var shown = await CallAsync<GetFunction>(new { FunctionName = ArnOf("handler") });
        Assert.That(shown.At("Configuration/CodeSha256"), Is.EqualTo(made.At("CodeSha256")));
        Assert.That((await CallAsync<GetFunctionConfiguration>(new { FunctionName = "handler" })).At("Handler"), Is.EqualTo("code.handle"));
    }

    [Test]
    public async Task CreateFunction_refuses_what_Lambda_refuses()
    {
        await RoleAsync("handler-role", "lambda.amazonaws.com");
        var stranger = await RoleAsync("stranger", "events.amazonaws.com");
        await RefusedAsync<CreateFunction>(OutOfRange, Function("no spaces"));
        await RefusedAsync<CreateFunction>(Wrong, Function("handler", role: stranger));
        await RefusedAsync<CreateFunction>(Wrong, Function("handler", runtime: "cobol"));
        await RefusedAsync<CreateFunction>(Wrong, Function("handler", runtime: null));
        await RefusedAsync<CreateFunction>(Wrong, Function("handler", code: "bm8gemlw"));
        await RefusedAsync<CreateFunction>(OutOfRange, Function("handler", memory: 127));
        await RefusedAsync<CreateFunction>(OutOfRange, Function("handler", timeout: 901));
        await CallAsync<CreateFunction>(Function("handler"));
        await RefusedAsync<CreateFunction>("ResourceConflictException", Function("handler"));
    }

    [Test]
    public async Task CreateFunction_needs_iam_PassRole_for_the_role()
    {
        await RoleAsync("handler-role", "lambda.amazonaws.com");
        var user = await UserAsync("ann", Allow("lambda:*"));
        Assert.That(
            (await RefusedAsync<CreateFunction>("AccessDeniedException", Function("handler"), user)).Message,
            Does.Contain("iam:PassRole")
        );
    }

    [Test]
    public async Task ListFunctions_lists_functions_in_pages()
    {
        await FunctionAsync("a");
        await FunctionAsync("b");
        var first = await CallAsync<ListFunctions>(new { MaxItems = 1 });
        var second = await CallAsync<ListFunctions>(new { MaxItems = 1, Marker = first.At("NextMarker") });
        Assert.That((first.At("Functions/0/FunctionName"), second.At("Functions/0/FunctionName")), Is.EqualTo(("a", "b")));
        await RefusedAsync<ListFunctions>(Wrong, new { Marker = "made up" });
    }

    [Test]
    public async Task A_name_is_read_as_the_pattern_of_AWS_reads_it()
    {
        var name = new string('a', 65);
        foreach (var (asked, shown) in new[] { (name, name), ($"arn:aws:lambda:{Region}:{Account}:function", "function") })
            Assert.That(
                (await RefusedAsync<GetFunction>(NotThere, new { FunctionName = asked })).Message,
                Is.EqualTo($"Function not found: {ArnOf(shown)}")
            );
        await FunctionAsync();
        foreach (var known in new[] { "handler", "function:handler", $"{Account}:function:handler", ArnOf("handler") })
            Assert.That(
                (await CallAsync<GetFunction>(new { FunctionName = known })).At("Configuration/FunctionName"),
                Is.EqualTo("handler"),
                known
            );
        Assert.That(
            (await RefusedAsync<CreateFunction>(Wrong, Function(name, $"arn:aws:iam::{Account}:role/handler-role"))).Message,
            Is.EqualTo(
                $"1 validation error detected: Value '{name}' at 'functionName' failed to satisfy constraint: Member must have length less "
                    + "than or equal to 64"
            )
        );
    }

    [Test]
    public async Task UpdateFunctionConfiguration_changes_a_function()
    {
        await FunctionAsync();
        var changed = await CallAsync<UpdateFunctionConfiguration>(
            new
            {
                FunctionName = "handler",
                MemorySize = 256,
                Environment = new { Variables = new { STAGE = "dev" } },
            }
        );
        Assert.That(
            (changed.At("MemorySize"), changed.At("Environment/Variables/STAGE"), changed.At("Timeout")),
            Is.EqualTo(("256", "dev", "3"))
        );
    }

    [Test]
    public async Task A_dead_letter_target_is_removed_by_an_empty_ARN_only()
    {
        await FunctionAsync();
        async Task<string?> TargetAsync(object deadLetterConfig) =>
            (await CallAsync<UpdateFunctionConfiguration>(new { FunctionName = "handler", DeadLetterConfig = deadLetterConfig })).Maybe(
                "DeadLetterConfig/TargetArn"
            );
        await CallAsync<Classroom.Cloud.Sqs.CreateQueue>(new { QueueName = "dead" });
        var queue = $"arn:aws:sqs:{Region}:{Account}:dead";
        Assert.That(await TargetAsync(new { TargetArn = queue }), Is.EqualTo(queue));
        Assert.That(await TargetAsync(new { }), Is.EqualTo(queue));
        Assert.That(await TargetAsync(new { TargetArn = "" }), Is.Null);
    }

    [Test]
    public async Task UpdateFunctionConfiguration_refuses_what_Lambda_refuses()
    {
        await RefusedAsync<UpdateFunctionConfiguration>(NotThere, None);
        await FunctionAsync();
        await RefusedAsync<UpdateFunctionConfiguration>(OutOfRange, new { FunctionName = "handler", Timeout = 0 });
        await RefusedAsync<UpdateFunctionConfiguration>(
            Wrong,
            new { FunctionName = "handler", Role = $"arn:aws:iam::{Account}:role/none" }
        );
        foreach (
            var variables in new[]
            {
                new Dictionary<string, string> { ["AWS_REGION"] = "x" },
                new Dictionary<string, string> { ["LONG"] = new('x', 4096) },
            }
        )
            await RefusedAsync<UpdateFunctionConfiguration>(
                Wrong,
                new { FunctionName = "handler", Environment = new { Variables = variables } }
            );
        await RefusedAsync<UpdateFunctionConfiguration>(
            Wrong,
            new { FunctionName = "handler", LoggingConfig = new { LogFormat = "Text", ApplicationLogLevel = "INFO" } }
        );
    }

    [Test]
    public async Task UpdateFunctionCode_changes_the_code_unless_it_is_a_dry_run()
    {
        var before = (await FunctionAsync()).At("CodeSha256");
        await CallAsync<UpdateFunctionCode>(
            new
            {
                FunctionName = "handler",
                ZipFile = Package("other"),
                DryRun = true,
            }
        );
        Assert.That((await CallAsync<GetFunctionConfiguration>(new { FunctionName = "handler" })).At("CodeSha256"), Is.EqualTo(before));
        await CallAsync<UpdateFunctionCode>(new { FunctionName = "handler", ZipFile = Package("other") });
        Assert.That((await CallAsync<GetFunctionConfiguration>(new { FunctionName = "handler" })).At("CodeSha256"), Is.Not.EqualTo(before));
    }

    [Test]
    public async Task UpdateFunctionCode_refuses_no_function_no_code_and_a_bucket_that_is_not_there()
    {
        await RefusedAsync<UpdateFunctionCode>(NotThere, new { FunctionName = "none", ZipFile = Package() });
        await FunctionAsync();
        await RefusedAsync<UpdateFunctionCode>(Wrong, new { FunctionName = "handler" });
        await RefusedAsync<UpdateFunctionCode>(
            Wrong,
            new
            {
                FunctionName = "handler",
                S3Bucket = "none",
                S3Key = "code.zip",
            }
        );
    }

    [Test]
    public async Task DeleteFunction_takes_a_function_away()
    {
        await FunctionAsync();
        await CallAsync<DeleteFunction>(new { FunctionName = "handler" });
        await RefusedAsync<GetFunction>(NotThere, new { FunctionName = "handler" });
    }

    [Test]
    public async Task DeleteFunction_takes_one_version_away_that_no_alias_needs()
    {
        await FunctionAsync();
        await CallAsync<PublishVersion>(new { FunctionName = "handler" });
        await CallAsync<CreateAlias>(
            new
            {
                FunctionName = "handler",
                Name = "live",
                FunctionVersion = "1",
            }
        );
        await RefusedAsync<DeleteFunction>(Wrong, new { FunctionName = "handler", Qualifier = "$LATEST" });
        await RefusedAsync<DeleteFunction>("ResourceConflictException", new { FunctionName = "handler", Qualifier = "1" });
        await CallAsync<DeleteAlias>(new { FunctionName = "handler", Name = "live" });
        await CallAsync<DeleteFunction>(new { FunctionName = "handler", Qualifier = "1" });
        Assert.That(
            (await CallAsync<ListVersionsByFunction>(new { FunctionName = "handler" })).Each("Versions/*/Version"),
            Is.EqualTo(new[] { "$LATEST" })
        );
    }

    [Test]
    public async Task A_function_that_is_not_there_is_ResourceNotFoundException()
    {
        await RefusedAsync<GetFunction>(NotThere, None);
        await RefusedAsync<GetFunctionConfiguration>(NotThere, None);
        await RefusedAsync<GetFunctionCodeSigningConfig>(NotThere, None);
        await RefusedAsync<GetFunctionRecursionConfig>(NotThere, None);
        await RefusedAsync<PutFunctionRecursionConfig>(NotThere, new { FunctionName = "none", RecursiveLoop = "Allow" });
        await RefusedAsync<GetRuntimeManagementConfig>(NotThere, None);
        await RefusedAsync<DeleteFunction>(NotThere, None);
    }

    [Test]
    public async Task What_every_function_has_is_shown()
    {
        await FunctionAsync();
        var named = new { FunctionName = "handler" };
        Assert.That((await CallAsync<GetFunctionCodeSigningConfig>(named)).ToJsonString(), Is.EqualTo("""{"FunctionName":"handler"}"""));
        Assert.That((await CallAsync<GetFunctionRecursionConfig>(named)).At("RecursiveLoop"), Is.EqualTo("Terminate"));
        await RefusedAsync<PutFunctionRecursionConfig>("ValidationException", new { FunctionName = "handler", RecursiveLoop = "Perhaps" });
        await CallAsync<PutFunctionRecursionConfig>(new { FunctionName = "handler", RecursiveLoop = "Allow" });
        Assert.That((await CallAsync<GetFunctionRecursionConfig>(named)).At("RecursiveLoop"), Is.EqualTo("Allow"));
        Assert.That((await CallAsync<GetRuntimeManagementConfig>(named)).At("UpdateRuntimeOn"), Is.EqualTo("Auto"));
    }

    [Test]
    public async Task Function_urls_are_not_there()
    {
        await FunctionAsync();
        await RefusedAsync<CreateFunctionUrlConfig>(Wrong, new { FunctionName = "handler", AuthType = "NONE" });
        await RefusedAsync<GetFunctionUrlConfig>(NotThere, new { FunctionName = "handler" });
    }

    [Test]
    public async Task GetAccountSettings_counts_functions()
    {
        await FunctionAsync();
        Assert.That((await CallAsync<GetAccountSettings>()).At("AccountUsage/FunctionCount"), Is.EqualTo("1"));
        await RefusedAsync<GetAccountSettings>("AccessDeniedException", caller: await UserAsync("ann"));
    }

    [Test]
    public async Task TagResource_and_UntagResource_change_what_ListTags_lists()
    {
        var arn = (await FunctionAsync()).At("FunctionArn");
        await CallAsync<TagResource>(new { Resource = arn, Tags = new { stage = "dev", x = "y" } });
        await CallAsync<UntagResource>(new { Resource = arn, TagKeys = new[] { "x" } });
        Assert.That((await CallAsync<ListTags>(new { Resource = arn }))["Tags"]!.ToJsonString(), Is.EqualTo("""{"stage":"dev"}"""));
        await RefusedAsync<TagResource>(NotThere, new { Resource = ArnOf("none"), Tags = new { a = "b" } });
        await RefusedAsync<UntagResource>(NotThere, new { Resource = ArnOf("none"), TagKeys = new[] { "a" } });
        await RefusedAsync<ListTags>(NotThere, new { Resource = ArnOf("none") });
    }
}
