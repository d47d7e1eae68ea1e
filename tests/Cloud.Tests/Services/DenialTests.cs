using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>A student's keys against a neighbour's resources: each service says no, and says who, what, on what and why.</summary>
sealed class DenialTests : CloudFixture
{
    readonly Dictionary<string, string> apis = [];
    WireClient student = null!;

    [OneTimeSetUp]
    public async Task TwoStudents()
    {
        var role = await RoleAsync("both", "states.amazonaws.com");
        const string Definition = """{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}""";
        foreach (var name in (string[])["user1", "user11"])
        {
            await Root.CallAsync(
                "states",
                "CreateStateMachine",
                new
                {
                    name = $"{name}-machine",
                    definition = Definition,
                    roleArn = role,
                }
            );
            await Root.CallAsync("sqs", "CreateQueue", new { QueueName = $"{name}-queue" });
            await Root.CallAsync("logs", "CreateLogGroup", new { logGroupName = $"/aws/lambda/{name}-fn" });
            await Root.CallAsync("events", "CreateEventBus", new { Name = $"{name}-bus" });
            await Root.FormAsync("sns", "CreateTopic", ("Name", $"{name}-topic"));
            await Root.SendAsync("s3", HttpMethod.Put, $"/{name}-bucket", "", "text/plain");
            await Root.SendAsync("s3", HttpMethod.Put, $"/{name}-bucket/file", "content", "text/plain");
            apis[name] = (string)
                (await Root.RestAsync("apigateway", HttpMethod.Post, "/v2/apis", new { name = $"{name}-api", protocolType = "HTTP" })).Json[
                    "apiId"
                ]!;
            await Root.CallAsync(
                "monitoring",
                "PutDashboard",
                new { DashboardName = $"{name}-board", DashboardBody = """{"widgets":[]}""" }
            );
        }
        student = await UserAsync(
            "user1",
            Allow("states:*", $"arn:aws:states:us-east-1:{Account}:stateMachine:user1-*"),
            Allow("sqs:*", $"arn:aws:sqs:us-east-1:{Account}:user1-*"),
            Allow("sns:*", $"arn:aws:sns:us-east-1:{Account}:user1-*"),
            Allow("logs:*", $"arn:aws:logs:us-east-1:{Account}:log-group:/aws/lambda/user1-*"),
            Allow("events:*", $"arn:aws:events:us-east-1:{Account}:event-bus/user1-*"),
            Allow("cloudwatch:*", $"arn:aws:cloudwatch::{Account}:dashboard/user1-*"),
            Allow("lambda:*", $"arn:aws:lambda:us-east-1:{Account}:function:user1-*"),
            Allow("s3:*", "arn:aws:s3:::user1-*"),
            Allow("apigateway:*", $"arn:aws:apigateway:us-east-1::/apis/{apis["user1"]}*"),
            Allow("iam:Get*", $"arn:aws:iam::{Account}:user/user1")
        );
    }

    static IEnumerable<TestCaseData> Calls()
    {
        TestCaseData Case(string service, string operation, Func<string, object> input, string code, string action) =>
            new TestCaseData(service, operation, input, code, action).SetArgDisplayNames(service, operation);
        yield return Case(
            "states",
            "StartExecution",
            name => new { stateMachineArn = $"arn:aws:states:us-east-1:{Account}:stateMachine:{name}-machine" },
            "AccessDeniedException",
            "states:StartExecution"
        );
        yield return Case(
            "states",
            "DescribeStateMachine",
            name => new { stateMachineArn = $"arn:aws:states:us-east-1:{Account}:stateMachine:{name}-machine" },
            "AccessDeniedException",
            "states:DescribeStateMachine"
        );
        yield return Case(
            "sqs",
            "SendMessage",
            name => new { QueueUrl = $"http://localhost/{Account}/{name}-queue", MessageBody = "x" },
            "AccessDeniedException",
            "sqs:SendMessage"
        );
        yield return Case(
            "logs",
            "FilterLogEvents",
            name => new { logGroupName = $"/aws/lambda/{name}-fn" },
            "AccessDeniedException",
            "logs:FilterLogEvents"
        );
        yield return Case(
            "events",
            "PutEvents",
            name => new
            {
                Entries = new[]
                {
                    new
                    {
                        Source = "s",
                        DetailType = "t",
                        Detail = "{}",
                        EventBusName = $"{name}-bus",
                    },
                },
            },
            "AccessDeniedException",
            "events:PutEvents"
        );
        yield return Case(
            "monitoring",
            "GetDashboard",
            name => new { DashboardName = $"{name}-board" },
            "AccessDenied",
            "cloudwatch:GetDashboard"
        );
    }

    [TestCaseSource(nameof(Calls))]
    public async Task Json_services(string service, string operation, Func<string, object> input, string code, string action)
    {
        var own = await student.JsonAsync(service, operation, input("user1"));
        Assert.That(own.Status, Is.EqualTo(200), own.Body);
        var foreign = await student.JsonAsync(service, operation, input("user11"));
        Assert.That(foreign.Code, Is.EqualTo(code), foreign.Body);
        Assert.That(
            foreign.Message,
            Does.StartWith($"User: arn:aws:iam::{Account}:user/user1 is not authorized to perform: {action} on resource: arn:aws:")
                .And.Contain("user11-")
        );
        Assert.That(foreign.Message, Does.EndWith($"because no identity-based policy allows the {action} action"));
    }

    [Test]
    public async Task Topics()
    {
        Assert.That(
            (
                await student.QueryAsync("sns", "Publish", ("TopicArn", $"arn:aws:sns:us-east-1:{Account}:user1-topic"), ("Message", "x"))
            ).Status,
            Is.EqualTo(200)
        );
        var foreign = await student.QueryAsync(
            "sns",
            "Publish",
            ("TopicArn", $"arn:aws:sns:us-east-1:{Account}:user11-topic"),
            ("Message", "x")
        );
        Assert.That((foreign.Status, foreign.Code), Is.EqualTo((403, "AuthorizationError")), foreign.Body);
    }

    [TestCase("PUT", "/{0}-bucket/file", "s3:PutObject", "arn:aws:s3:::user11-bucket/file")]
    [TestCase("GET", "/{0}-bucket/file", "s3:GetObject", "arn:aws:s3:::user11-bucket/file")]
    [TestCase("DELETE", "/{0}-bucket/file?uploadId=x", "s3:AbortMultipartUpload", "arn:aws:s3:::user11-bucket/file")]
    [TestCase("GET", "/{0}-bucket?list-type=2", "s3:ListBucket", "arn:aws:s3:::user11-bucket")]
    [TestCase("GET", "/{0}-bucket?policy", "s3:GetBucketPolicy", "arn:aws:s3:::user11-bucket")]
    public async Task Buckets(string method, string path, string action, string resource)
    {
        Task<Answer> AskAsync(string name) =>
            student.SendAsync("s3", HttpMethod.Parse(method), string.Format(null, path, name), method == "PUT" ? "new" : "", "text/plain");
        var own = await AskAsync("user1");
        Assert.That(own.Status, Is.Not.EqualTo(403), own.Body);
        var foreign = await AskAsync("user11");
        Assert.That((foreign.Status, foreign.Code), Is.EqualTo((403, "AccessDenied")), foreign.Body);
        Assert.That(
            foreign.Message,
            Is.EqualTo(
                $"User: arn:aws:iam::{Account}:user/user1 is not authorized to perform: {action} on resource: \"{resource}\" because "
                    + $"no identity-based policy allows the {action} action"
            )
        );
    }

    [Test]
    public async Task Apis()
    {
        Assert.That((await student.RestAsync("apigateway", HttpMethod.Get, $"/v2/apis/{apis["user1"]}")).Status, Is.EqualTo(200));
        Assert.That((await student.RestAsync("apigateway", HttpMethod.Get, $"/v2/apis/{apis["user1"]}/routes")).Status, Is.EqualTo(200));
        foreach (
            var (method, path) in ((HttpMethod, string)[])
                [(HttpMethod.Get, ""), (HttpMethod.Get, "/routes"), (HttpMethod.Delete, ""), (HttpMethod.Patch, "")]
        )
        {
            var foreign = await student.RestAsync(
                "apigateway",
                method,
                $"/v2/apis/{apis["user11"]}{path}",
                method == HttpMethod.Patch ? new { name = "mine" } : null
            );
            Assert.That((foreign.Status, foreign.Code), Is.EqualTo((403, "AccessDeniedException")), foreign.Body);
            Assert.That(
                foreign.Message,
                Does.Contain(
                    $"is not authorized to perform: apigateway:{method} on resource: "
                        + $"arn:aws:apigateway:us-east-1::/apis/{apis["user11"]}{path}"
                )
            );
        }
    }

    [Test]
    public async Task Traces()
    {
        var refused = await student.RestAsync("xray", HttpMethod.Post, "/TraceSummaries", new { StartTime = 0, EndTime = 1 });
        Assert.That((refused.Status, refused.Code), Is.EqualTo((403, "AccessDeniedException")), refused.Body);
        Assert.That(refused.Message, Does.Contain("xray:GetTraceSummaries"));
    }

    [Test]
    public async Task Identities_and_tags()
    {
        Assert.That((await student.QueryAsync("iam", "GetUser", ("UserName", "user1"))).Status, Is.EqualTo(200));
        var foreign = await student.QueryAsync("iam", "CreateAccessKey", ("UserName", "user11"));
        Assert.That((foreign.Status, foreign.Code), Is.EqualTo((403, "AccessDenied")), foreign.Body);
        Assert.That(
            foreign.Message,
            Does.Contain($"is not authorized to perform: iam:CreateAccessKey on resource: arn:aws:iam::{Account}:user/user11")
        );
        Assert.That((await student.JsonAsync("tagging", "GetResources", new { })).Code, Is.EqualTo("AccessDeniedException"));
    }

    [Test]
    public async Task Functions_that_are_not_there_do_not_show_that_they_are_not()
    {
        var foreign = await student.RestAsync("lambda", HttpMethod.Post, "/2015-03-31/functions/user11-fn/invocations", "{}");
        Assert.That((foreign.Status, foreign.Code), Is.EqualTo((403, "AccessDeniedException")), foreign.Body);
    }

    [Test]
    public async Task Roles_cannot_be_taken_on_or_passed()
    {
        var assumed = await student.QueryAsync(
            "sts",
            "AssumeRole",
            ("RoleArn", $"arn:aws:iam::{Account}:role/both"),
            ("RoleSessionName", "session")
        );
        Assert.That((assumed.Status, assumed.Code), Is.EqualTo((403, "AccessDenied")), assumed.Body);
        var passed = await student.JsonAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "user1-new",
                definition = """{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}""",
                roleArn = $"arn:aws:iam::{Account}:role/both",
            }
        );
        Assert.That(
            passed.Message,
            Does.Contain("is not authorized to perform: iam:PassRole on resource: arn:aws:iam::000000000000:role/both")
        );
    }

    [Test]
    public async Task Faults_are_the_roots_alone()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Cloud.Endpoint}/_classroom/faults") { Content = new StringContent("{}") };
        Assert.That((await WireClient.SendAsync(request)).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task A_boundary_limits_what_a_policy_allows()
    {
        var boundary = await Root.FormAsync(
            "iam",
            "CreatePolicy",
            ("PolicyName", "edge"),
            ("PolicyDocument", $$"""{"Version":"2012-10-17","Statement":[{{Allow("sqs:ListQueues", "*")}}]}""")
        );
        var limited = await UserAsync("user2", Allow("*", "*"));
        await Root.FormAsync(
            "iam",
            "PutUserPermissionsBoundary",
            ("UserName", "user2"),
            ("PermissionsBoundary", boundary.Descendants().First(node => node.Name.LocalName == "Arn").Value)
        );
        Assert.That((await limited.JsonAsync("sqs", "ListQueues", new { })).Status, Is.EqualTo(200));
        var refused = await limited.JsonAsync("states", "ListStateMachines", new { });
        Assert.That(refused.Message, Does.EndWith("because no permissions boundary allows the states:ListStateMachines action"));
    }

    [Test]
    public async Task Tags_of_the_call_and_of_the_resource_are_conditions()
    {
        static string When(string action, string key) =>
            $$$$"""{"Effect":"Allow","Action":"{{{{action}}}}","Resource":"*","Condition":{"StringEquals":{"{{{{key}}}}":"user3"}}}""";
        var tagged = await UserAsync(
            "user3",
            When("sqs:CreateQueue", "aws:RequestTag/student"),
            When("sqs:TagQueue", "aws:RequestTag/student"),
            When("sqs:SendMessage", "aws:ResourceTag/student")
        );
        Assert.That((await tagged.JsonAsync("sqs", "CreateQueue", new { QueueName = "untagged" })).Status, Is.EqualTo(403));
        Assert.That(
            (await tagged.JsonAsync("sqs", "CreateQueue", new { QueueName = "own", tags = new { student = "user3" } })).Status,
            Is.EqualTo(200)
        );
        Assert.That(
            (await tagged.JsonAsync("sqs", "SendMessage", new { QueueUrl = $"http://x/{Account}/own", MessageBody = "x" })).Status,
            Is.EqualTo(200)
        );
        Assert.That(
            (await tagged.JsonAsync("sqs", "SendMessage", new { QueueUrl = $"http://x/{Account}/user1-queue", MessageBody = "x" })).Status,
            Is.EqualTo(403)
        );
    }
}
