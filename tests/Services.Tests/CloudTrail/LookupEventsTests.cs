using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.CloudTrail;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Gateway.Audit;
using Classroom.Cloud.Gateway.Protocols;
using Classroom.Cloud.Iam;
using Classroom.Cloud.Lambda;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Services.Tests.CloudTrail;

/// <summary>The audit log, as LookupEvents reads it.</summary>
sealed class LookupEventsTests : ServiceTest
{
    [Test]
    public async Task LookupEvents_shows_management_events_the_newest_first()
    {
        Record(Called<CreateUser>(new CreateUser.Input("bob")));
        Cloud.Clock.Advance(TimeSpan.FromSeconds(1));
        Record(Called<ListUsers>(new ListUsers.Input()));
        Record(Called<SendTaskSuccess>(new SendTaskSuccess.Input("token", "{}")));
        var found = await LookUpAsync();
        Assert.That(
            found.Each("Events/*/EventName").Zip(found.Each("Events/*/ReadOnly")),
            Is.EqualTo(new[] { ("ListUsers", "true"), ("CreateUser", "false") })
        );
        var record = Event(found, 1);
        Assert.That(
            (
                record.At("userIdentity/type"),
                record.At("eventSource"),
                record.At("requestParameters/userName"),
                record.At("sourceIPAddress")
            ),
            Is.EqualTo(("Root", "iam.amazonaws.com", "bob", "10.0.0.7"))
        );
    }

    [Test]
    public async Task Secrets_and_content_are_hidden()
    {
        Record(Called<CreateLoginProfile>(new CreateLoginProfile.Input("bob", "hush-hush-9")));
        Record(
            Called<StartExecution>(new StartExecution.Input("arn:aws:states:us-east-1:000000000000:stateMachine:m", "e", "hush-hush-9"))
        );
        Record(
            Called<UpdateFunctionConfiguration>(
                new UpdateFunctionConfiguration.Input("f", Environment: new(new Dictionary<string, string> { ["KEY"] = "hush-hush-9" }))
            )
        );
        var found = await LookUpAsync();
        Assert.That(found.Each("Events/*/EventName"), Has.Length.EqualTo(3));
        Assert.That(found.ToJsonString(), Does.Contain("HIDDEN_DUE_TO_SECURITY_REASONS").And.Not.Contain("hush-hush-9"));
    }

    [TestCase("EventName", "CreateUser", ExpectedResult = 1)]
    [TestCase("Username", "ann", ExpectedResult = 1)]
    [TestCase("Username", "root", ExpectedResult = 1)]
    [TestCase("ReadOnly", "true", ExpectedResult = 1)]
    [TestCase("EventSource", "iam.amazonaws.com", ExpectedResult = 2)]
    [TestCase("ResourceName", "bob", ExpectedResult = 1)]
    [TestCase("ResourceType", "AWS::IAM::User", ExpectedResult = 1)]
    [TestCase("EventId", "none", ExpectedResult = 0)]
    [TestCase("AccessKeyId", "none", ExpectedResult = 0)]
    public async Task<int> LookupEvents_finds_by_one_attribute(string key, string value)
    {
        var ann = await UserAsync("ann");
        var create = Called<CreateUser>(new CreateUser.Input("bob"));
        create.Resources.Add($"arn:aws:iam::{Account}:user/bob");
        Record(create);
        Record(Called<ListUsers>(new ListUsers.Input(), ann));
        var found = await LookUpAsync(new { LookupAttributes = new[] { new { AttributeKey = key, AttributeValue = value } } });
        return found.Each("Events/*").Length;
    }

    [Test]
    public async Task LookupEvents_reads_all_pages_and_a_range_of_time()
    {
        var start = Now;
        for (var i = 0; i < 25; i++)
        {
            Record(Called<CreateUser>(new CreateUser.Input($"user{i:00}")));
            // Two events share each moment.
            if (i % 2 == 1)
                Cloud.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var names = new List<string>();
        string? next = null;
        do
        {
            var page = await LookUpAsync(new { MaxResults = 4, NextToken = next });
            names.AddRange(page.Each("Events/*/CloudTrailEvent").Select(text => JsonNode.Parse(text!)!.At("requestParameters/userName")));
            next = page.Maybe("NextToken");
            Record(Called<CreateUser>(new CreateUser.Input("later")));
        } while (next is not null);
        Assert.That(names.Where(name => name != "later"), Is.EqualTo(Enumerable.Range(0, 25).Reverse().Select(i => $"user{i:00}")));
        var early = await LookUpAsync(new { StartTime = start.ToUnixTimeSeconds(), EndTime = start.AddSeconds(1).ToUnixTimeSeconds() });
        Assert.That(early.Each("Events/*"), Has.Length.EqualTo(4));
    }

    [Test]
    public async Task LookupEvents_refuses_what_CloudTrail_refuses()
    {
        await RefusedAsync<LookupEvents>("InvalidMaxResultsException", new { MaxResults = 51 });
        await RefusedAsync<LookupEvents>("InvalidNextTokenException", new { NextToken = "x" });
        await RefusedAsync<LookupEvents>("InvalidEventCategoryException", new { EventCategory = "data" });
        await RefusedAsync<LookupEvents>("InvalidTimeRangeException", new { StartTime = 2, EndTime = 1 });
        await RefusedAsync<LookupEvents>(
            "InvalidLookupAttributesException",
            new { LookupAttributes = new[] { new { AttributeKey = "Color", AttributeValue = "blue" } } }
        );
        await RefusedAsync<LookupEvents>("AccessDeniedException", caller: await UserAsync("ann"));
    }

    [Test]
    public async Task The_log_has_a_limit_and_an_age()
    {
        await using var small = new TestCloud(new() { MostAuditEvents = 100 });
        var log = small.Get<AuditLog>();
        async Task<int> CountAsync()
        {
            await small.SettledAsync();
            return log.Newest(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-1)).Count();
        }
        for (var i = 0; i < 10; i++)
        {
            for (var n = 0; n < 50; n++)
                log.Add(Called<CreateUser>(new CreateUser.Input("bob"), cloud: small));
            log.Write();
        }
        Assert.That(await CountAsync(), Is.EqualTo(100));
        small.Clock.Advance(TimeSpan.FromDays(91));
        log.Forget(small.Clock.GetUtcNow());
        Assert.That(await CountAsync(), Is.Zero);
    }

    [Test]
    public async Task A_flood_of_reads_and_of_wrong_signatures_is_not_stored_whole()
    {
        var log = Cloud.Get<AuditLog>();
        for (var i = 0; i < 1000; i++)
        {
            log.Add(Called<ListUsers>(new ListUsers.Input()));
            var unknown = Called<ListUsers>(new ListUsers.Input());
            unknown.Caller = null;
            log.Add(unknown);
            var throttled = Called<CreateUser>(new CreateUser.Input("bob"));
            throttled.Error = Cloud.Get<IamService>().Throttled;
            log.Add(throttled);
        }
        log.Add(Called<CreateUser>(new CreateUser.Input("bob")));
        log.Write();
        await Cloud.SettledAsync();
        var all = log.Newest(DateTimeOffset.UnixEpoch, Now.AddDays(1)).ToList();
        Assert.That(all, Has.Count.EqualTo(200 + 50 + 1));
        Assert.That(all.Count(entry => entry.Value is { EventName: "CreateUser", ErrorCode: null }), Is.EqualTo(1), "changes are kept");
    }

    [Test]
    public async Task A_denial_names_the_statement_that_is_missing()
    {
        var ann = await UserAsync("ann", Allow("lambda:GetFunction", "arn:aws:lambda:us-east-1:000000000000:function:ann-*"));
        var refused = await RefusedAsync<GetFunction>("AccessDeniedException", new { FunctionName = "bob-pay" }, ann);
        var denial = refused.Denial!;
        Assert.That(
            (denial.Action, denial.Resource, denial.Reason, denial.Policy),
            Is.EqualTo(
                ("lambda:GetFunction", $"arn:aws:lambda:us-east-1:{Account}:function:bob-pay", "NoIdentityPolicyAllows", (string?)null)
            )
        );
        Assert.That(
            denial.Near.Single(),
            Is.EqualTo(
                new NearStatement(
                    "the inline policy own of the user ann",
                    $"Allow lambda:GetFunction on arn:aws:lambda:us-east-1:{Account}:function:ann-*",
                    $"it allows lambda:GetFunction only on arn:aws:lambda:us-east-1:{Account}:function:ann-*"
                )
            )
        );
    }

    [Test]
    public async Task A_denial_names_the_condition_that_does_not_hold()
    {
        var ann = await UserAsync(
            "ann",
            """{"Effect":"Allow","Action":"iam:CreateRole","Resource":"*","Condition":{"StringEquals":{"aws:RequestTag/student":"ann"}}}"""
        );
        var refused = await RefusedAsync<CreateRole>(
            "AccessDenied",
            new { RoleName = "r", AssumeRolePolicyDocument = TrustOf("lambda.amazonaws.com") },
            ann
        );
        Assert.That(
            refused.Denial!.Near.Single().Missing,
            Is.EqualTo("it asks for StringEquals aws:RequestTag/student = ann, and the request does not have this key")
        );
    }

    [Test]
    public async Task A_denial_names_the_statement_that_denies()
    {
        var ann = await UserAsync("ann", Allow("iam:*"), """{"Sid":"NoUsers","Effect":"Deny","Action":"iam:CreateUser","Resource":"*"}""");
        var denial = (await RefusedAsync<CreateUser>("AccessDenied", new { UserName = "bob" }, ann)).Denial!;
        Assert.That(
            (denial.Reason, denial.Policy, denial.Statement),
            Is.EqualTo(("ExplicitDenyInIdentityPolicy", "the inline policy own of the user ann", "NoUsers: Deny iam:CreateUser on *"))
        );
    }

    void Record(HandledCall call) => Cloud.Get<AuditLog>().Add(call);

    HandledCall Called<TOperation>(object input, Caller? caller = null, TestCloud? cloud = null)
        where TOperation : IOperation
    {
        cloud ??= Cloud;
        var catalog = cloud.Get<Catalog>();
        var service = catalog.Services.Single(service => service.GetType().Namespace == typeof(TOperation).Namespace);
        return new("request", cloud.Clock.GetUtcNow())
        {
            Target = new(
                service,
                catalog.Find(service, typeof(TOperation).Name),
                typeof(TOperation).Name,
                cloud.Get<JsonProtocol>(),
                new Dictionary<string, string>()
            ),
            Caller = caller ?? cloud.Root,
            Input = input,
            SourceIp = "10.0.0.7",
            Status = 200,
        };
    }

    async Task<JsonNode> LookUpAsync(object? input = null)
    {
        Cloud.Get<AuditLog>().Write();
        return await CallAsync<LookupEvents>(input);
    }

    static JsonNode Event(JsonNode found, int index) => JsonNode.Parse(found.At($"Events/{index}/CloudTrailEvent"))!;
}
