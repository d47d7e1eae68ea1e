using Classroom.Cloud.Lambda;

namespace Classroom.Services.Tests.Lambda;

/// <summary>Calls as far as they need no process of a function; what functions do is tested with real processes elsewhere.</summary>
sealed class InvocationTests : FunctionTest
{
    const string Empty = "e30=";

    [Test]
    public async Task Invoke_names_a_function_that_is_not_there_with_the_version_that_it_has_called()
    {
        var refused = await RefusedAsync<Invoke>("ResourceNotFoundException", new { FunctionName = "none", Payload = "" });
        Assert.That(refused.Message, Is.EqualTo($"Function not found: arn:aws:lambda:{Region}:{Account}:function:none:$LATEST"));
    }

    [Test]
    public async Task Invoke_as_a_dry_run_tells_that_the_caller_may()
    {
        await FunctionAsync();
        Assert.That((await CallAsync<Invoke>(Call("handler", "DryRun"))).At("StatusCode"), Is.EqualTo("204"));
        await RefusedAsync<Invoke>("AccessDeniedException", Call("handler", "DryRun"), await UserAsync("ann"));
    }

    [Test]
    public async Task Invoke_refuses_what_Lambda_refuses()
    {
        await RefusedAsync<Invoke>(NotThere, Call("none", "DryRun"));
        await FunctionAsync();
        await RefusedAsync<Invoke>(NotThere, Call("handler:live", "DryRun"));
        await RefusedAsync<Invoke>("ValidationException", Call("handler", "Tomorrow"));
        await RefusedAsync<Invoke>("RequestTooLargeException", Call("handler", "Event", Convert.ToBase64String(new byte[1024 * 1024 + 1])));
        await RefusedAsync<Invoke>("InvalidRequestContentException", Call("handler", "RequestResponse", "bm8ganNvbg=="));
        await CallAsync<PutFunctionConcurrency>(new { FunctionName = "handler", ReservedConcurrentExecutions = 0 });
        await RefusedAsync<Invoke>("TooManyRequestsException", Call("handler", "RequestResponse"));
    }

    [Test]
    public async Task PutFunctionConcurrency_reserves_what_DeleteFunctionConcurrency_gives_back()
    {
        await FunctionAsync();
        var named = new { FunctionName = "handler" };
        await CallAsync<PutFunctionConcurrency>(new { FunctionName = "handler", ReservedConcurrentExecutions = 5 });
        Assert.That((await CallAsync<GetFunctionConcurrency>(named)).At("ReservedConcurrentExecutions"), Is.EqualTo("5"));
        await CallAsync<DeleteFunctionConcurrency>(named);
        Assert.That((await CallAsync<GetFunctionConcurrency>(named)).ToJsonString(), Is.EqualTo("{}"));
    }

    [Test]
    public async Task Concurrency_of_no_function_is_ResourceNotFoundException_and_less_than_0_is_refused()
    {
        await RefusedAsync<PutFunctionConcurrency>(NotThere, new { FunctionName = "none", ReservedConcurrentExecutions = 1 });
        await RefusedAsync<GetFunctionConcurrency>(NotThere, None);
        await RefusedAsync<DeleteFunctionConcurrency>(NotThere, None);
        await FunctionAsync();
        await RefusedAsync<PutFunctionConcurrency>(OutOfRange, new { FunctionName = "handler", ReservedConcurrentExecutions = -1 });
    }

    [Test]
    public async Task PutFunctionEventInvokeConfig_replaces_and_UpdateFunctionEventInvokeConfig_keeps_the_rest()
    {
        await FunctionAsync();
        var named = new { FunctionName = "handler" };
        await CallAsync<PutFunctionEventInvokeConfig>(new { FunctionName = "handler", MaximumRetryAttempts = 1 });
        await CallAsync<UpdateFunctionEventInvokeConfig>(new { FunctionName = "handler", MaximumEventAgeInSeconds = 60 });
        var both = await CallAsync<GetFunctionEventInvokeConfig>(named);
        Assert.That((both.At("MaximumRetryAttempts"), both.At("MaximumEventAgeInSeconds")), Is.EqualTo(("1", "60")));
        var replaced = await CallAsync<PutFunctionEventInvokeConfig>(new { FunctionName = "handler", MaximumRetryAttempts = 2 });
        Assert.That((replaced.At("MaximumRetryAttempts"), replaced.Maybe("MaximumEventAgeInSeconds")), Is.EqualTo(("2", (string?)null)));
        await CallAsync<DeleteFunctionEventInvokeConfig>(named);
        await RefusedAsync<GetFunctionEventInvokeConfig>(NotThere, named);
    }

    [Test]
    public async Task ListFunctionEventInvokeConfigs_lists_the_configs_of_all_qualifiers_in_pages()
    {
        await FunctionAsync();
        await CallAsync<PublishVersion>(new { FunctionName = "handler" });
        foreach (var qualifier in (string[])["$LATEST", "1"])
            await CallAsync<PutFunctionEventInvokeConfig>(
                new
                {
                    FunctionName = "handler",
                    Qualifier = qualifier,
                    MaximumRetryAttempts = 1,
                }
            );
        var all = await CallAsync<ListFunctionEventInvokeConfigs>(new { FunctionName = "handler" });
        Assert.That(
            all.Each("FunctionEventInvokeConfigs/*/FunctionArn"),
            Is.EqualTo(new[] { $"{ArnOf("handler")}:$LATEST", $"{ArnOf("handler")}:1" })
        );
        var first = await CallAsync<ListFunctionEventInvokeConfigs>(new { FunctionName = "handler", MaxItems = 1 });
        var second = await CallAsync<ListFunctionEventInvokeConfigs>(new { FunctionName = "handler", Marker = first.At("NextMarker") });
        Assert.That(second.Each("FunctionEventInvokeConfigs/*/FunctionArn"), Is.EqualTo(new[] { $"{ArnOf("handler")}:1" }));
        await RefusedAsync<ListFunctionEventInvokeConfigs>(NotThere, None);
        var user = await UserAsync("ann", Allow("lambda:GetFunctionEventInvokeConfig"));
        await RefusedAsync<ListFunctionEventInvokeConfigs>("AccessDeniedException", new { FunctionName = "handler" }, user);
    }

    [Test]
    public async Task Invoke_configs_that_are_not_there_are_ResourceNotFoundException()
    {
        await RefusedAsync<PutFunctionEventInvokeConfig>(NotThere, None);
        await FunctionAsync();
        var named = new { FunctionName = "handler" };
        await RefusedAsync<GetFunctionEventInvokeConfig>(NotThere, named);
        await RefusedAsync<UpdateFunctionEventInvokeConfig>(NotThere, named);
        await RefusedAsync<DeleteFunctionEventInvokeConfig>(NotThere, named);
    }

    [TestCase(3, 60)]
    [TestCase(-1, 60)]
    [TestCase(1, 59)]
    [TestCase(1, 21_601)]
    public async Task PutFunctionEventInvokeConfig_refuses_numbers_out_of_their_ranges(int retries, int age)
    {
        await FunctionAsync();
        await RefusedAsync<PutFunctionEventInvokeConfig>(
            OutOfRange,
            new
            {
                FunctionName = "handler",
                MaximumRetryAttempts = retries,
                MaximumEventAgeInSeconds = age,
            }
        );
    }

    static object Call(string function, string type, string payload = Empty) =>
        new
        {
            FunctionName = function,
            InvocationType = type,
            Payload = payload,
        };
}
