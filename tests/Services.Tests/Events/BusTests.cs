using System.Text.Json.Nodes;
using Classroom.Cloud.Events;

namespace Classroom.Services.Tests.Events;

sealed class BusTests : ServiceTest
{
    const string NotThere = "ResourceNotFoundException";
    const string Invalid = "ValidationException";

    [Test]
    public async Task CreateEventBus_makes_a_bus_that_DescribeEventBus_shows()
    {
        var made = await CallAsync<CreateEventBus>(new { Name = "orders", Description = "of the class" });
        Assert.That(made.At("EventBusArn"), Is.EqualTo($"arn:aws:events:{Region}:{Account}:event-bus/orders"));
        Assert.That((await CallAsync<DescribeEventBus>(new { Name = "orders" })).At("Description"), Is.EqualTo("of the class"));
    }

    [Test]
    public async Task CreateEventBus_refuses_names_and_a_bus_of_that_name()
    {
        await RefusedAsync<CreateEventBus>(Invalid, new { Name = "no spaces" });
        await RefusedAsync<CreateEventBus>(Invalid, new { Name = "a/b" });
        await RefusedAsync<CreateEventBus>(NotThere, new { Name = "aws.partner" });
        await RefusedAsync<CreateEventBus>("ResourceAlreadyExistsException", new { Name = "default" });
    }

    [Test]
    public async Task ListEventBuses_lists_the_default_bus_and_the_others()
    {
        await CallAsync<CreateEventBus>(new { Name = "orders" });
        Assert.That((await CallAsync<ListEventBuses>()).Each("EventBuses/*/Name"), Is.EqualTo(new[] { "default", "orders" }));
        await RefusedAsync<ListEventBuses>(Invalid, new { NextToken = "made up" });
    }

    [Test]
    public async Task UpdateEventBus_changes_a_bus()
    {
        await CallAsync<CreateEventBus>(new { Name = "orders" });
        await CallAsync<UpdateEventBus>(new { Name = "orders", Description = "changed" });
        Assert.That((await CallAsync<DescribeEventBus>(new { Name = "orders" })).At("Description"), Is.EqualTo("changed"));
    }

    [Test]
    public async Task A_bus_that_is_not_there_is_ResourceNotFoundException()
    {
        await RefusedAsync<DescribeEventBus>(NotThere, new { Name = "none" });
        await RefusedAsync<UpdateEventBus>(NotThere, new { Name = "none" });
        await RefusedAsync<PutPermission>(NotThere, new { EventBusName = "none" });
    }

    [Test]
    public async Task DeleteEventBus_takes_a_bus_away_and_once_more_is_no_error()
    {
        await CallAsync<CreateEventBus>(new { Name = "orders" });
        for (var i = 0; i < 2; i++)
            await CallAsync<DeleteEventBus>(new { Name = "orders" });
        await RefusedAsync<DescribeEventBus>(NotThere, new { Name = "orders" });
    }

    [Test]
    public async Task DeleteEventBus_refuses_the_default_bus_and_one_with_rules()
    {
        await RefusedAsync<DeleteEventBus>(Invalid, new { Name = "default" });
        await CallAsync<CreateEventBus>(new { Name = "orders" });
        await CallAsync<PutRule>(
            new
            {
                Name = "all",
                EventBusName = "orders",
                EventPattern = """{"source":["class"]}""",
            }
        );
        await RefusedAsync<DeleteEventBus>(Invalid, new { Name = "orders" });
    }

    [Test]
    public async Task PutPermission_lets_another_account_in_and_RemovePermission_shuts_it_out()
    {
        await CallAsync<PutPermission>(Permission("friends"));
        var policy = JsonNode.Parse((await CallAsync<DescribeEventBus>()).At("Policy"))!;
        Assert.That(
            (policy.At("Statement/0/Sid"), policy.At("Statement/0/Principal/AWS")),
            Is.EqualTo(("friends", "arn:aws:iam::111122223333:root"))
        );
        await CallAsync<RemovePermission>(new { StatementId = "friends" });
        Assert.That((await CallAsync<DescribeEventBus>()).Maybe("Policy"), Is.Null);
        await RefusedAsync<RemovePermission>(NotThere, new { StatementId = "friends" });
    }

    [Test]
    public async Task PutPermission_refuses_a_policy_that_is_none_and_a_statement_without_a_principal()
    {
        await RefusedAsync<PutPermission>(Invalid, new { Policy = "{" });
        await RefusedAsync<PutPermission>(Invalid, new { StatementId = "friends" });
    }

    [Test]
    public async Task There_are_no_archives()
    {
        Assert.That((await CallAsync<ListArchives>()).Each("Archives/*"), Is.Empty);
        var ann = await UserAsync("ann");
        await RefusedAsync<ListArchives>("AccessDeniedException", caller: ann);
        Assert.That((await CallAsync<ListEventSources>()).Each("EventSources/*"), Is.Empty);
        await RefusedAsync<ListEventSources>("AccessDeniedException", caller: ann);
        await RefusedAsync<CreateArchive>(
            Invalid,
            new { ArchiveName = "a", EventSourceArn = $"arn:aws:events:{Region}:{Account}:event-bus/default" }
        );
        await RefusedAsync<StartReplay>(
            Invalid,
            new
            {
                ReplayName = "r",
                EventSourceArn = $"arn:aws:events:{Region}:{Account}:archive/a",
                Destination = new { Arn = $"arn:aws:events:{Region}:{Account}:event-bus/default" },
            }
        );
    }

    [Test]
    public async Task TagResource_and_UntagResource_change_what_ListTagsForResource_lists()
    {
        var arn = (await CallAsync<CreateEventBus>(new { Name = "orders" })).At("EventBusArn");
        await CallAsync<TagResource>(
            new { ResourceARN = arn, Tags = new[] { new { Key = "stage", Value = "dev" }, new { Key = "x", Value = "y" } } }
        );
        await CallAsync<UntagResource>(new { ResourceARN = arn, TagKeys = new[] { "x" } });
        Assert.That((await CallAsync<ListTagsForResource>(new { ResourceARN = arn })).Each("Tags/*/Key"), Is.EqualTo(new[] { "stage" }));
    }

    [TestCase("event-bus/none")]
    [TestCase("rule/none")]
    [TestCase("rule/ann-x:event-bus/orders", Description = "the name of another behind a name")]
    public async Task Tags_of_what_is_not_there_are_ResourceNotFoundException(string resource)
    {
        await CallAsync<CreateEventBus>(new { Name = "orders" });
        var arn = $"arn:aws:events:{Region}:{Account}:{resource}";
        await RefusedAsync<TagResource>(NotThere, new { ResourceARN = arn, Tags = Array.Empty<object>() });
        await RefusedAsync<UntagResource>(NotThere, new { ResourceARN = arn, TagKeys = Array.Empty<string>() });
        await RefusedAsync<ListTagsForResource>(NotThere, new { ResourceARN = arn });
    }

    static object Permission(string id) =>
        new
        {
            StatementId = id,
            Principal = "111122223333",
            Action = "events:PutEvents",
        };
}
