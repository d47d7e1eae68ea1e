using System.Text.Json.Nodes;
using Classroom.Cloud.Lambda;

namespace Classroom.Services.Tests.Lambda;

sealed class VersionTests : FunctionTest
{
    [Test]
    public async Task PublishVersion_keeps_the_function_as_it_is()
    {
        await FunctionAsync();
        var named = new { FunctionName = "handler" };
        Assert.That((await CallAsync<PublishVersion>(named)).At("Version"), Is.EqualTo("1"));
        Assert.That((await CallAsync<PublishVersion>(named)).At("Version"), Is.EqualTo("1"), "nothing has changed since");
        await CallAsync<UpdateFunctionConfiguration>(new { FunctionName = "handler", Timeout = 9 });
        Assert.That((await CallAsync<PublishVersion>(named)).At("Version"), Is.EqualTo("2"));
        Assert.That(
            (await CallAsync<GetFunctionConfiguration>(new { FunctionName = "handler", Qualifier = "1" })).At("Timeout"),
            Is.EqualTo("3")
        );
        Assert.That((await CallAsync<ListVersionsByFunction>(named)).Each("Versions/*/Version"), Is.EqualTo(new[] { "$LATEST", "1", "2" }));
    }

    [Test]
    public async Task Versions_of_no_function_are_ResourceNotFoundException()
    {
        await RefusedAsync<PublishVersion>(NotThere, None);
        await RefusedAsync<ListVersionsByFunction>(NotThere, None);
        await RefusedAsync<ListAliases>(NotThere, None);
    }

    [Test]
    public async Task CreateAlias_names_a_version_that_UpdateAlias_changes_and_DeleteAlias_takes_away()
    {
        await FunctionAsync();
        await CallAsync<PublishVersion>(new { FunctionName = "handler" });
        var alias = new { FunctionName = "handler", Name = "live" };
        await CallAsync<CreateAlias>(Alias("live", "1"));
        Assert.That((await CallAsync<GetAlias>(alias)).At("AliasArn"), Is.EqualTo($"{ArnOf("handler")}:live"));
        await CallAsync<UpdateAlias>(Alias("live", "$LATEST"));
        Assert.That(
            (await CallAsync<ListAliases>(new { FunctionName = "handler" })).Each("Aliases/*/FunctionVersion"),
            Is.EqualTo(new[] { "$LATEST" })
        );
        await CallAsync<DeleteAlias>(alias);
        await RefusedAsync<GetAlias>(NotThere, alias);
    }

    [Test]
    public async Task Aliases_refuse_versions_that_are_not_there_and_a_name_that_is_taken()
    {
        await RefusedAsync<CreateAlias>(NotThere, Alias("live", "1"));
        await RefusedAsync<DeleteAlias>(OutOfRange, new { FunctionName = "no spaces", Name = "live" });
        await FunctionAsync();
        await RefusedAsync<CreateAlias>(NotThere, Alias("live", "1"));
        await RefusedAsync<UpdateAlias>(NotThere, Alias("live", "$LATEST"));
        await CallAsync<CreateAlias>(Alias("live", "$LATEST"));
        await RefusedAsync<CreateAlias>("ResourceConflictException", Alias("live", "$LATEST"));
        await RefusedAsync<UpdateAlias>(NotThere, Alias("live", "7"));
    }

    [Test]
    public async Task AddPermission_lets_a_service_in_and_RemovePermission_shuts_it_out()
    {
        await FunctionAsync();
        await CallAsync<AddPermission>(Permission("handler"));
        var policy = JsonNode.Parse((await CallAsync<GetPolicy>(new { FunctionName = "handler" })).At("Policy"))!;
        Assert.That(
            (policy.At("Statement/0/Principal/Service"), policy.At("Statement/0/Condition/ArnLike/AWS:SourceArn")),
            Is.EqualTo(("events.amazonaws.com", "arn:aws:events:us-east-1:000000000000:rule/all"))
        );
        await CallAsync<RemovePermission>(new { FunctionName = "handler", StatementId = "events" });
        await RefusedAsync<GetPolicy>(NotThere, new { FunctionName = "handler" });
    }

    [Test]
    public async Task Permissions_refuse_no_function_a_statement_that_is_there_and_one_that_is_not()
    {
        await RefusedAsync<AddPermission>(NotThere, Permission("none"));
        await FunctionAsync();
        await CallAsync<AddPermission>(Permission("handler"));
        await RefusedAsync<AddPermission>("ResourceConflictException", Permission("handler"));
        await RefusedAsync<RemovePermission>(NotThere, new { FunctionName = "handler", StatementId = "none" });
    }

    static object Alias(string name, string version) =>
        new
        {
            FunctionName = "handler",
            Name = name,
            FunctionVersion = version,
        };

    static object Permission(string function) =>
        new
        {
            FunctionName = function,
            StatementId = "events",
            Action = "lambda:InvokeFunction",
            Principal = "events.amazonaws.com",
            SourceArn = "arn:aws:events:us-east-1:000000000000:rule/all",
        };
}
