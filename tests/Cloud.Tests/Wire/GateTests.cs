namespace Classroom.Cloud.Tests.Wire;

/// <summary>
/// What AWS has and the embedded cloud does not have, and what the models do not allow, is said in the protocol of the service.
/// </summary>
sealed class GateTests : CloudFixture
{
    [TestCase("states", "UpdateMapRun", 400, "UnknownOperationException")]
    [TestCase("logs", "CreateDelivery", 400, "UnknownOperationException")]
    public async Task An_operation_of_a_json_service_that_is_not_here(string service, string operation, int status, string code)
    {
        var answer = await Root.JsonAsync(service, operation, "{}");
        Assert.That((answer.Status, answer.Code?.Split('#')[^1]), Is.EqualTo((status, code)), answer.Body);
        Assert.That(answer.Message, Does.Contain($"does not have the operation {operation}"));
    }

    [TestCase("iam", "CreateInstanceProfile")]
    [TestCase("sts", "AssumeRoleWithWebIdentity")]
    public async Task An_operation_of_a_query_service_that_is_not_here(string service, string operation)
    {
        var answer = await Root.QueryAsync(service, operation);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "InvalidAction")), answer.Body);
        Assert.That(answer.Message, Does.Contain($"does not have the operation {operation}"));
    }

    [Test]
    public async Task An_operation_of_a_rest_service_that_is_not_here()
    {
        var answer = await Root.RestAsync("lambda", HttpMethod.Get, "/2018-10-31/layers");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((404, "UnknownOperationException")), answer.Body);
        Assert.That(answer.Message, Does.Contain("does not have the operation ListLayers"));
    }

    [TestCase("cloudformation", "ListStacks", "AWS CloudFormation", "<ErrorResponse")]
    [TestCase("ec2", "DescribeVpcs", "Amazon EC2", "<Response><Errors><Error><Code>InvalidAction</Code>")]
    [TestCase("rds", "DescribeDBInstances", "Amazon RDS", "<ErrorResponse")]
    public async Task A_query_service_that_is_not_here(string service, string operation, string title, string start)
    {
        var answer = await Root.QueryAsync(service, operation);
        Assert.That(answer.Body, Does.StartWith(start).And.Contain(title).And.Contain(operation));
    }

    [Test]
    public async Task A_rest_service_that_is_not_here()
    {
        var answer = await Root.RestAsync("scheduler", HttpMethod.Get, "/schedules");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((404, "UnknownOperationException")), answer.Body);
        Assert.That(answer.Message, Does.Contain("EventBridge Scheduler"));
    }

    [Test]
    public async Task A_json_service_that_is_not_here()
    {
        var answer = await Root.SendAsync(
            "dynamodb",
            HttpMethod.Post,
            "/",
            "{}",
            "application/x-amz-json-1.0",
            ("X-Amz-Target", "DynamoDB_20120810.ListTables")
        );
        Assert.That(answer.Code, Is.EqualTo("UnknownOperationException"), answer.Body);
        Assert.That(answer.Message, Does.Contain("DynamoDB"));
    }

    // The messages are those that LocalStack's recordings of AWS have for such requests.
    [Test]
    public async Task A_name_with_several_mistakes_is_refused_with_all_of_them()
    {
        var answer = await Root.JsonAsync(
            "events",
            "PutRule",
            new
            {
                Name = new string('!', 65),
                State = "MAYBE",
                ScheduleExpression = "rate(1 day)",
            }
        );
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "ValidationException")), answer.Body);
        Assert.That(
            answer.Message,
            Does.StartWith("3 validation errors detected: Value '!!!")
                .And.Contain(
                    @"' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                        + @"[\.\-_A-Za-z0-9]+; Value '!!!"
                )
                .And.Contain(
                    "' at 'name' failed to satisfy constraint: Member must have length less than or equal to 64; Value 'MAYBE' at 'state'"
                )
        );
    }

    [Test]
    public async Task A_member_in_the_query_of_a_rest_service_is_checked()
    {
        var answer = await Root.RestAsync("lambda", HttpMethod.Get, "/2015-03-31/functions?FunctionVersion=invalid");
        Assert.That(
            (answer.Status, answer.Code, answer.Message),
            Is.EqualTo(
                (
                    400,
                    "ValidationException",
                    "1 validation error detected: Value 'invalid' at 'functionVersion' failed to satisfy constraint: Member must satisfy "
                        + "enum value set: [ALL]"
                )
            )
        );
    }

    [Test]
    public async Task A_member_of_a_form_is_checked()
    {
        var answer = await Root.QueryAsync(
            "sts",
            "AssumeRole",
            ("RoleArn", $"arn:aws:iam::{Account}:role/none"),
            ("RoleSessionName", "Session1:2")
        );
        Assert.That(
            (answer.Status, answer.Code, answer.Message),
            Is.EqualTo(
                (
                    400,
                    "ValidationError",
                    "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must "
                        + @"satisfy regular expression pattern: [\w+=,.@-]*"
                )
            )
        );
    }

    [TestCase("""{"Name":5}""", "NUMBER_VALUE can not be converted to a String")]
    [TestCase("""{"Name":["a"]}""", "Start of list found where not expected")]
    [TestCase("""{"Name":"a","Tags":"b"}""", "Expected list or null")]
    public async Task A_value_of_another_type_is_refused(string body, string message)
    {
        var answer = await Root.JsonAsync("events", "PutRule", body);
        Assert.That((answer.Status, answer.Code, answer.Message), Is.EqualTo((400, "SerializationException", message)), answer.Body);
    }

    [Test]
    public async Task A_member_that_is_not_here_is_refused_by_name()
    {
        var answer = await Root.RestAsync("lambda", HttpMethod.Get, "/2015-03-31/functions?MasterRegion=us-east-1");
        Assert.That(answer.Status, Is.EqualTo(400), answer.Body);
        Assert.That(answer.Message, Does.Contain("MasterRegion of ListFunctions is not supported by the embedded cloud"));
    }

    [Test]
    public async Task A_request_of_more_than_16_megabytes_is_refused_whole()
    {
        var answer = await Root.JsonAsync("sqs", "CreateQueue", new { QueueName = new string('x', (16 * 1024 * 1024) + 1) });
        Assert.That((answer.Status, answer.Message), Is.EqualTo((413, "Request must be smaller than 16777216 bytes")));
    }

    [Test]
    public async Task The_message_about_many_long_values_is_short()
    {
        var values = Enumerable.Repeat(new string('!', 5000), 1000).ToArray();
        var answer = await Root.JsonAsync("logs", "UntagLogGroup", new { logGroupName = "group", tags = values });
        Assert.That(answer.Status, Is.EqualTo(400), answer.Message);
        Assert.That(answer.Body, Has.Length.LessThan(1_000_000));
    }
}
