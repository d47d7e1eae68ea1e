using System.Text.Json.Nodes;
using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Sqs;

sealed class PermissionTests : QueueTest
{
    const string Other = "668614515564";

    [Test]
    public async Task AddPermission_writes_a_statement_into_the_policy_of_the_queue()
    {
        var url = await QueueAsync("orders");
        await AddAsync(url, "label", Account, Other);
        var policy = JsonNode.Parse(await AttributeAsync(url, "Policy"))!;
        Assert.That(
            (policy.At("Version"), policy.At("Id")),
            Is.EqualTo(("2008-10-17", $"arn:aws:sqs:{Region}:{Account}:orders/__default_policy_ID"))
        );
        Assert.That(
            policy["Statement"]![0]!.ToJsonString(),
            Is.EqualTo(
                $$"""{"Sid":"label","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::{{Account}}:root","arn:aws:iam::{{Other}}:root"]},"""
                    + $$"""{{"\""}}Action":"SQS:ReceiveMessage","Resource":"arn:aws:sqs:{{Region}}:{{Account}}:orders"}"""
            )
        );
    }

    [Test]
    public async Task AddPermission_refuses_a_label_that_is_there()
    {
        var url = await QueueAsync("orders");
        await AddAsync(url, "label", Account);
        var refused = await RefusedAsync<AddPermission>("InvalidParameterValueException", Permission(url, "label", Other));
        Assert.That(refused.Message, Is.EqualTo("Value label for parameter Label is invalid. Reason: Already exists."));
    }

    [Test]
    public async Task RemovePermission_takes_the_statement_away_and_with_the_last_one_the_policy()
    {
        var url = await QueueAsync("orders");
        await AddAsync(url, "first", Account);
        await AddAsync(url, "second", Account);
        await CallAsync<RemovePermission>(new { QueueUrl = url, Label = "first" });
        Assert.That(JsonNode.Parse(await AttributeAsync(url, "Policy"))!.Each("Statement/*/Sid"), Is.EqualTo(new[] { "second" }));
        await CallAsync<RemovePermission>(new { QueueUrl = url, Label = "second" });
        var left = await CallAsync<GetQueueAttributes>(new { QueueUrl = url, AttributeNames = new[] { "Policy" } });
        Assert.That(left["Attributes"], Is.Null);
    }

    [Test]
    public async Task RemovePermission_refuses_a_label_that_is_not_there()
    {
        var url = await QueueAsync("orders");
        var refused = await RefusedAsync<RemovePermission>("InvalidParameterValueException", new { QueueUrl = url, Label = "none" });
        Assert.That(refused.Message, Is.EqualTo("Value none for parameter Label is invalid. Reason: can't find label."));
    }

    Task<JsonNode> AddAsync(string url, string label, params string[] accounts) =>
        CallAsync<AddPermission>(Permission(url, label, accounts));

    static object Permission(string url, string label, params string[] accounts) =>
        new
        {
            QueueUrl = url,
            Label = label,
            AWSAccountIds = accounts,
            Actions = new[] { "ReceiveMessage" },
        };
}
