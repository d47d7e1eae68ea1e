using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Wire;

/// <summary>
/// Inputs that fit the protocol and that no operation can mean. Each is refused with an error of AWS, and leaves nothing behind.
/// </summary>
sealed class AwkwardInputTests : CloudFixture
{
    const string Trust =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    const string Pass = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""";

    [TearDown]
    public void No_bug_is_logged() => Assert.That(Cloud.Log, Does.Not.Contain("this is a bug"));

    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("-1e400")]
    [TestCase("1e200")]
    public async Task A_number_without_end(string number)
    {
        (string, string)[] alarm =
        [
            ("AlarmName", "endless"),
            ("Namespace", "N"),
            ("MetricName", "m"),
            ("Statistic", "Sum"),
            ("Period", "60"),
            ("EvaluationPeriods", "1"),
            ("ComparisonOperator", "GreaterThanThreshold"),
        ];
        var put = await Root.QueryAsync(
            "monitoring",
            "PutMetricData",
            ("Namespace", "N"),
            ("MetricData.member.1.MetricName", "m"),
            ("MetricData.member.1.Value", number)
        );
        Assert.That((put.Status, put.Code), Is.EqualTo((400, "InvalidParameterValue")), put.Body);
        if (number == "1e200")
            return;
        var answer = await Root.QueryAsync("monitoring", "PutMetricAlarm", [.. alarm, ("Threshold", number)]);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "InvalidParameterValue")), answer.Body);
        Assert.That(
            (await Root.FormAsync("monitoring", "DescribeAlarms", ("AlarmNames.member.1", "endless"))).ToString(),
            Does.Not.Contain("AlarmArn")
        );
    }

    [TestCase("99999999999999999999")]
    [TestCase("-99999999999999")]
    [TestCase("\"+275760-09-13T00:00:00Z\"")]
    public async Task A_time_that_no_calendar_has(string time)
    {
        var answer = await Root.JsonAsync(
            "events",
            "PutEvents",
            $$$"""{"Entries":[{"Source":"s","DetailType":"d","Detail":"{}","Time":{{{time}}}}]}"""
        );
        Assert.That(answer.Status, Is.EqualTo(400), answer.Body);
    }

    [Test]
    public async Task A_list_with_null_in_it()
    {
        var answer = await Root.JsonAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "n",
                definition = Pass,
                roleArn = await RoleAsync("nulls", "states.amazonaws.com"),
                tags = new object?[] { null },
            }
        );
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "ValidationException")), answer.Body);
        Assert.That(answer.Message, Does.Contain("'tags.1.member'"));
    }

    [Test]
    public async Task A_map_with_null_in_it()
    {
        var answer = await Root.JsonAsync(
            "sqs",
            "CreateQueue",
            """{"QueueName":"nulls","Attributes":{"DelaySeconds":"1","VisibilityTimeout":null}}"""
        );
        Assert.That((answer.Status, answer.Code?.Split('#')[^1]), Is.EqualTo((400, "InvalidParameterValue")), answer.Body);
        Assert.That(answer.Message, Does.Contain("'attributes.VisibilityTimeout'"));
    }

    [Test]
    public async Task Tags_with_one_key_twice()
    {
        var tags = new[] { new { key = "a", value = "1" }, new { key = "a", value = "2" } };
        var machine = await Root.JsonAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "twice",
                definition = Pass,
                roleArn = await RoleAsync("twice", "states.amazonaws.com"),
                tags,
            }
        );
        var user = await Root.QueryAsync(
            "iam",
            "CreateUser",
            ("UserName", "twice"),
            ("Tags.member.1.Key", "A"),
            ("Tags.member.1.Value", "1"),
            ("Tags.member.2.Key", "a"),
            ("Tags.member.2.Value", "2")
        );
        Assert.That((machine.Status, user.Status, user.Code), Is.EqualTo((200, 400, "InvalidInput")), machine.Body + user.Body);
        var kept = await Root.CallAsync("states", "ListTagsForResource", new { resourceArn = (string)machine.Json["stateMachineArn"]! });
        Assert.That((string)kept["tags"]![0]!["value"]!, Is.EqualTo("2"));
    }

    [TestCase("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":{"a":5},"Resource":"*"}]}""")]
    [TestCase(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":[1]}}]}"""
    )]
    [TestCase("""{"Version":2012,"Statement":[]}""")]
    [TestCase("[]")]
    [TestCase("")]
    public async Task A_policy_of_other_types(string policy)
    {
        await Root.QueryAsync("iam", "CreateUser", ("UserName", "policies"));
        var answer = await Root.QueryAsync(
            "iam",
            "PutUserPolicy",
            ("UserName", "policies"),
            ("PolicyName", "p"),
            ("PolicyDocument", policy)
        );
        Assert.That(answer.Status, Is.EqualTo(400), answer.Body);
        Assert.That(answer.Code, Is.AnyOf("MalformedPolicyDocument", "ValidationError"));
    }

    [Test]
    public async Task A_package_without_a_file()
    {
        var role = await RoleAsync("empty-package", "lambda.amazonaws.com");
        var answer = await Root.RestAsync(
            "lambda",
            HttpMethod.Post,
            "/2015-03-31/functions",
            new
            {
                FunctionName = "empty",
                Runtime = "python3.12",
                Handler = "a.b",
                Role = role,
                Code = new { ZipFile = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==" },
            }
        );
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "InvalidParameterValueException")), answer.Body);
    }

    [Test]
    public async Task A_level_of_inspection_that_there_is_not()
    {
        var answer = await Root.JsonAsync(
            "states",
            "TestState",
            new { definition = """{"Type":"Pass","End":true}""", inspectionLevel = "X-RAY" }
        );
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "ValidationException")), answer.Body);
    }

    [Test]
    public async Task A_message_whose_structure_names_a_protocol_twice()
    {
        await Root.FormAsync("sns", "CreateTopic", ("Name", "twice"));
        var answer = await Root.QueryAsync(
            "sns",
            "Publish",
            ("TopicArn", $"arn:aws:sns:us-east-1:{Account}:twice"),
            ("MessageStructure", "json"),
            ("Message", """{"default":"a","default":"b"}""")
        );
        Assert.That(answer.Status, Is.LessThan(500), answer.Body);
    }

    [TestCase("not json")]
    [TestCase("{}")]
    public async Task An_array_among_the_attributes_that_is_none(string value)
    {
        await OpenQueueAsync("arrays");
        await Root.FormAsync("sns", "CreateTopic", ("Name", "arrays"));
        await Root.FormAsync(
            "sns",
            "Subscribe",
            ("TopicArn", $"arn:aws:sns:us-east-1:{Account}:arrays"),
            ("Protocol", "sqs"),
            ("Endpoint", $"arn:aws:sqs:us-east-1:{Account}:arrays"),
            ("Attributes.entry.1.key", "FilterPolicy"),
            ("Attributes.entry.1.value", """{"a":["x"]}""")
        );
        var answer = await Root.QueryAsync(
            "sns",
            "Publish",
            ("TopicArn", $"arn:aws:sns:us-east-1:{Account}:arrays"),
            ("Message", "m"),
            ("MessageAttributes.entry.1.Name", "a"),
            ("MessageAttributes.entry.1.Value.DataType", "String.Array"),
            ("MessageAttributes.entry.1.Value.StringValue", value)
        );
        Assert.That(answer.Status, Is.LessThan(500), answer.Body);
    }

    [Test]
    public async Task Keys_with_control_characters_are_listed()
    {
        await Root.RestAsync("s3", HttpMethod.Put, "/control");
        Assert.That((await Root.RestAsync("s3", HttpMethod.Put, "/control/a%01b%0Ac", "x")).Status, Is.EqualTo(200));
        var plain = await Root.RestAsync("s3", HttpMethod.Get, "/control?list-type=2");
        var encoded = await Root.RestAsync("s3", HttpMethod.Get, "/control?list-type=2&encoding-type=url");
        Assert.That((plain.Status, encoded.Status), Is.EqualTo((200, 200)));
        Assert.That(plain.Body, Does.Contain("<Key>a&#x1;b\nc</Key>"));
        Assert.That(encoded.Body, Does.Contain("<Key>a%01b%0Ac</Key>").And.Contain("<EncodingType>url</EncodingType>"));
    }

    [Test]
    public async Task Headers_that_an_object_keeps_come_back_as_they_were()
    {
        await Root.RestAsync("s3", HttpMethod.Put, "/headers");
        var put = await Root.RestAsync("s3", HttpMethod.Put, "/headers/key", "x", ("Content-Disposition", "attachment; filename=\"a\tb\""));
        Assert.That(put.Status, Is.EqualTo(200), put.Body);
        var get = await Root.RestAsync("s3", HttpMethod.Get, "/headers/key");
        Assert.That(get.Status, Is.EqualTo(200), get.Body);
    }

    [Test]
    public async Task Attributes_of_an_object()
    {
        await Root.RestAsync("s3", HttpMethod.Put, "/attributes");
        await Root.RestAsync("s3", HttpMethod.Put, "/attributes/key", "four");
        var answer = await Root.RestAsync(
            "s3",
            HttpMethod.Get,
            "/attributes/key?attributes",
            null,
            ("x-amz-object-attributes", "ETag,ObjectSize")
        );
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        Assert.That(answer.Body, Does.Contain("<ObjectSize>4</ObjectSize>").And.Contain("<ETag>"));
    }

    [Test]
    public async Task A_parameter_of_the_signature_given_twice()
    {
        const string twice =
            "AWS4-HMAC-SHA256 Credential=a/20200101/us-east-1/s3/aws4_request, Credential=b/20200101/us-east-1/s3/aws4_request, "
            + "SignedHeaders=host, Signature=00";
        var request = new HttpRequestMessage(HttpMethod.Get, Cloud.Endpoint + "/headers");
        request.Headers.TryAddWithoutValidation("Authorization", twice);
        var answer = await WireClient.SendAsync(request);
        Assert.That(answer.Status, Is.InRange(400, 403), answer.Body);
    }

    [Test]
    public async Task Weights_whose_sum_overflows()
    {
        var role = await RoleAsync("weights", "states.amazonaws.com");
        var made = await Root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "weights",
                definition = Pass,
                roleArn = role,
                publish = true,
            }
        );
        var version = (string)made["stateMachineVersionArn"]!;
        var answer = await Root.JsonAsync(
            "states",
            "CreateStateMachineAlias",
            new
            {
                name = "a",
                routingConfiguration = ((int[])[100, int.MaxValue]).Select(weight => new { stateMachineVersionArn = version, weight }),
            }
        );
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "ValidationException")), answer.Body);
    }

    [Test]
    public async Task A_stream_named_a_thousand_times()
    {
        await Root.CallAsync("logs", "CreateLogGroup", new { logGroupName = "many" });
        var answer = await Root.JsonAsync(
            "logs",
            "FilterLogEvents",
            new { logGroupName = "many", logStreamNames = Enumerable.Repeat("s", 1000) }
        );
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "InvalidParameterException")), answer.Body);
    }

    [Test]
    public async Task Half_of_a_surrogate_pair_in_an_execution()
    {
        var role = await RoleAsync("halves", "states.amazonaws.com");
        const string fails = """{"StartAt":"F","States":{"F":{"Type":"Fail","ErrorPath":"$.e","CausePath":"$.e"}}}""";
        var machine = await Root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "halves",
                definition = fails,
                roleArn = role,
            }
        );
        var started = await Root.CallAsync(
            "states",
            "StartExecution",
            new { stateMachineArn = (string)machine["stateMachineArn"]!, input = "{\"e\":\"x\\ud800y\"}" }
        );
        var ended = await UntilAsync(
            () => Root.CallAsync("states", "DescribeExecution", new { executionArn = (string)started["executionArn"]! }),
            run => (string?)run["status"] != "RUNNING",
            "The end"
        );
        Assert.That((string?)ended["status"], Is.EqualTo("FAILED"));
    }

    [Test]
    public async Task Text_that_is_no_utf8()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Cloud.Endpoint)
        {
            Content = new ByteArrayContent([.. "{\"name\":\""u8, 0xff, 0xfe, .. "\"}"u8]),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.0");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", "AWSStepFunctions.CreateActivity");
        new Signer("test", "test", "states", null) { Now = DateTimeOffset.UtcNow }.Sign(
            request,
            [.. "{\"name\":\""u8, 0xff, 0xfe, .. "\"}"u8]
        );
        var answer = await WireClient.SendAsync(request);
        Assert.That(answer.Status, Is.EqualTo(400), answer.Body);
    }
}
