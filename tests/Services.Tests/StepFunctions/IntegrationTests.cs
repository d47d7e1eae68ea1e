using System.Text.Json.Nodes;
using Classroom.Cloud.Sqs;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Services.Tests.StepFunctions;

/// <summary>Tasks that call services. The expected texts are those of executions that were recorded on AWS.</summary>
sealed class IntegrationTests : MachineTest
{
    [Test]
    public async Task An_aws_sdk_task_returns_times_as_text()
    {
        await MachineAsync(name: "other");
        var output = await OutputAsync("aws-sdk:sfn:describeStateMachine", $$"""{"StateMachineArn":"{{MachineArn("other")}}"}""");
        Assert.That(
            (output.At("Name"), output.At("CreationDate"), output.At("TracingConfiguration/Enabled")),
            Is.EqualTo(("other", $"{Now:yyyy-MM-dd'T'HH:mm:ss.FFF'Z'}", "false"))
        );
    }

    [Test]
    public async Task An_aws_sdk_task_writes_an_object_given_for_a_text_as_text_and_keeps_its_names()
    {
        await MachineAsync(name: "other");
        var output = await OutputAsync(
            "aws-sdk:sfn:startExecution",
            $$$$"""{"StateMachineArn":"{{{{MachineArn("other")}}}}","Input":{"Order":{"id":7}}}"""
        );
        var other = await EndAsync(output.At("ExecutionArn"));
        Assert.That(other.At("input"), Is.EqualTo("""{"Order":{"id":7}}"""));
    }

    [Test]
    public async Task An_aws_sdk_task_names_an_error_as_version_2_of_the_SDK_does()
    {
        var ended = await TaskAsync("aws-sdk:sfn:describeStateMachine", $$"""{"StateMachineArn":"{{MachineArn("none")}}"}""");
        Assert.That(ended.At("error"), Is.EqualTo("Sfn.StateMachineDoesNotExistException"));
        Assert.That(
            ended.At("cause"),
            Does.Match(
                $"^State Machine Does Not Exist: '{MachineArn("none")}' \\(Service: Sfn, Status Code: 400, "
                    + "Request ID: [0-9a-f-]{36}\\) \\(SDK Attempt Count: 1\\)$"
            )
        );
    }

    [Test]
    public async Task An_aws_sdk_task_with_wrong_parameters_does_not_call_the_service()
    {
        var ended = await TaskAsync("aws-sdk:sfn:describeStateMachine", """{"stateMachineArn":"x"}""");
        Assert.That(
            (ended.At("error"), ended.At("cause")),
            Is.EqualTo(
                (
                    "States.Runtime",
                    """The Parameters '{"stateMachineArn":"x"}' could not be used to start the Task: """
                        + "[The field 'stateMachineArn' is not supported by Step Functions, The field 'StateMachineArn' is required "
                        + "but was missing]"
                )
            )
        );
    }

    [TestCase(
        "aws-sdk:sqs:createQueue",
        """{"QueueName":"q","Attributes":["x"]}""",
        "The value of the field 'Attributes' has an invalid format"
    )]
    [TestCase("aws-sdk:lambda:listFunctions", """{"MaxItems":"many"}""", "The value of the field 'MaxItems' has an invalid format")]
    [TestCase("aws-sdk:s3:listObjectsV2", """{"Bucket":"b","PageSize":1}""", "The field 'PageSize' is not supported by Step Functions")]
    [TestCase(
        "sqs:sendMessage",
        """{"QueueUrl":"https://q","Body":"x"}""",
        "The field 'Body' is not supported by Step Functions, The field 'MessageBody' is required but was missing"
    )]
    [TestCase(
        "lambda:invoke",
        """{"functionName":"f","FunctionName":"f"}""",
        "The field 'functionName' is not supported by Step Functions"
    )]
    public async Task A_task_says_which_parameters_its_operation_does_not_have(string resource, string parameters, string mistakes)
    {
        var ended = await TaskAsync(resource, parameters);
        Assert.That(
            (ended.At("error"), ended.At("cause")),
            Is.EqualTo(("States.Runtime", $"The Parameters '{parameters}' could not be used to start the Task: [{mistakes}]"))
        );
    }

    [TestCase(
        "aws-sdk:sqs:createQueue",
        """{"QueueName":"a b"}""",
        "Sqs.SqsException",
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
    )]
    [TestCase(
        "aws-sdk:sfn:listStateMachines",
        """{"MaxResults":1001}""",
        "Sfn.ValidationException",
        "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal "
            + "to 1000"
    )]
    [TestCase(
        "aws-sdk:s3:putObject",
        """{"Bucket":"b","Key":"k","ObjectLockMode":"GOVERNANCE"}""",
        "S3.S3Exception",
        "A header or query you provided implies functionality that is not implemented: ObjectLockMode of PutObject is not supported by the "
            + "embedded cloud"
    )]
    public async Task An_aws_sdk_task_passes_the_checks_of_a_request_from_outside(
        string resource,
        string parameters,
        string error,
        string cause
    )
    {
        var ended = await TaskAsync(resource, parameters);
        Assert.That(ended.At("error"), Is.EqualTo(error));
        Assert.That(ended.At("cause"), Does.StartWith(cause));
    }

    [TestCase("aws-sdk:sqs:sendMessage", "Sqs.QueueDoesNotExistException", "(Service: Sqs, Status Code: 400, Request ID: ")]
    [TestCase(
        "sqs:sendMessage",
        "SQS.QueueDoesNotExistException",
        "(Service: AmazonSQS; Status Code: 400; Error Code: AWS.SimpleQueueService.NonExistentQueue; Request ID: "
    )]
    public async Task An_error_in_the_model_of_its_service_has_the_name_of_the_model(string resource, string error, string cause)
    {
        var ended = await TaskAsync(resource, $$"""{"QueueUrl":"http://localhost/{{Account}}/none","MessageBody":"x"}""");
        Assert.That(ended.At("error"), Is.EqualTo(error));
        Assert.That(ended.At("cause"), Does.StartWith($"The specified queue does not exist. {cause}"));
    }

    [TestCase("""{"FunctionName":"f","ClientContext":"e30="}""", "ClientContext of lambda:invoke is not supported by the embedded cloud")]
    [TestCase(
        """{"FunctionName":"f","InvocationType":"DryRun"}""",
        "The InvocationType DryRun of lambda:invoke is not supported by the embedded cloud"
    )]
    public async Task Lambda_invoke_drops_no_parameter_in_silence(string parameters, string expected) =>
        Assert.That((await TaskAsync("lambda:invoke", parameters)).At("cause"), Is.EqualTo(expected));

    [Test]
    public async Task An_object_that_a_task_writes_has_the_checksum_and_the_type_that_the_SDK_sends()
    {
        await OutputAsync("aws-sdk:s3:createBucket", """{"Bucket":"folder"}""");
        var put = await OutputAsync("aws-sdk:s3:putObject", """{"Bucket":"folder","Key":"k","Body":"text data"}""");
        Assert.That(
            put.ToJsonString(),
            Is.EqualTo(
                """{"ChecksumCRC32":"KUmHvQ==","ChecksumType":"FULL_OBJECT","ETag":"\u00222b5df3712557f503a9977a8ea893b2c9\u0022","""
                    + "\"ServerSideEncryption\":\"AES256\"}"
            )
        );
        var got = await OutputAsync("aws-sdk:s3:getObject", """{"Bucket":"folder","Key":"k"}""");
        Assert.That(got.At("ContentType"), Is.EqualTo("text/plain; charset=UTF-8"));
        Assert.That(
            got.AsObject().Select(member => member.Key),
            Is.EqualTo(
                new[] { "AcceptRanges", "ContentLength", "ContentType", "ETag", "LastModified", "Metadata", "ServerSideEncryption", "Body" }
            )
        );
    }

    [Test]
    public async Task An_aws_sdk_task_reads_and_writes_the_XML_of_S3_by_its_model()
    {
        await OutputAsync("aws-sdk:s3:createBucket", """{"Bucket":"folder"}""");
        const string rules =
            """[{"AllowedHeaders":["x"],"AllowedMethods":["GET","PUT"],"AllowedOrigins":["http://a"],"MaxAgeSeconds":60}]""";
        await OutputAsync("aws-sdk:s3:putBucketCors", $$$"""{"Bucket":"folder","CORSConfiguration":{"CORSRules":{{{rules}}}}}""");
        var cors = await OutputAsync("aws-sdk:s3:getBucketCors", """{"Bucket":"folder"}""");
        Assert.That(cors["CORSRules"]!.ToJsonString(), Is.EqualTo(rules));
        var acl = await OutputAsync("aws-sdk:s3:getBucketAcl", """{"Bucket":"folder"}""");
        Assert.That((acl.At("Grants/0/Grantee/Type"), acl.At("Grants/0/Permission")), Is.EqualTo(("CanonicalUser", "FULL_CONTROL")));
        Assert.That((await OutputAsync("aws-sdk:s3:headBucket", """{"Bucket":"folder"}""")).At("BucketRegion"), Is.EqualTo(Region));
    }

    [TestCase("aws-sdk:nosuch:thing", "The embedded cloud does not have the service aws-sdk:nosuch")]
    [TestCase("aws-sdk:sfn:nothing", "The embedded cloud does not have the operation states:Nothing")]
    public async Task An_aws_sdk_task_says_what_is_not_there(string resource, string expected) =>
        Assert.That((await TaskAsync(resource, "{}")).At("cause"), Does.StartWith(expected));

    [TestCase("\"text\"", "\"text\"")]
    [TestCase("[\"List\",\"Data\"]", "[\"List\",\"Data\"]")]
    [TestCase("{\"a\":[1]}", "{\"a\":[1]}")]
    [TestCase("true", "true")]
    [TestCase("0", "0")]
    public async Task An_aws_sdk_task_writes_and_reads_an_object_of_S3(string body, string content)
    {
        await OutputAsync("aws-sdk:s3:createBucket", """{"Bucket":"folder"}""");
        await OutputAsync(
            "aws-sdk:s3:putObject",
            $$$$"""{"Bucket":"folder","Key":"a b/c","Body":{{{{body}}}},"Metadata":{"course":"one"},"ContentType":"text/plain"}"""
        );
        var output = await OutputAsync("aws-sdk:s3:getObject", """{"Bucket":"folder","Key":"a b/c"}""");
        Assert.That(
            (output.At("Body"), output.At("ContentLength"), output.At("ContentType"), output.At("Metadata/course")),
            Is.EqualTo((content, $"{content.Length}", "text/plain", "one"))
        );
        Assert.That(output.At("LastModified"), Is.EqualTo($"{Now:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
    }

    [Test]
    public async Task A_sync_task_returns_the_execution_as_DescribeExecution_does()
    {
        await MachineAsync(name: "other");
        var output = await OutputAsync("states:startExecution.sync:2", $$"""{"StateMachineArn":"{{MachineArn("other")}}","Name":"n"}""");
        Assert.That(
            output.AsObject().Select(member => member.Key),
            Is.EqualTo(
                new[]
                {
                    "ExecutionArn",
                    "Input",
                    "InputDetails",
                    "Name",
                    "Output",
                    "OutputDetails",
                    "RedriveCount",
                    "RedriveStatus",
                    "RedriveStatusReason",
                    "StartDate",
                    "StateMachineArn",
                    "Status",
                    "StopDate",
                }
            )
        );
        Assert.That(
            (output.At("RedriveCount"), output.At("RedriveStatus"), output.At("RedriveStatusReason")),
            Is.EqualTo(("0", "NOT_REDRIVABLE", "Execution is SUCCEEDED and cannot be redriven"))
        );
    }

    [Test]
    public async Task An_aws_sdk_task_lists_tags_and_deletes_objects_of_S3()
    {
        await OutputAsync("aws-sdk:s3:createBucket", """{"Bucket":"folder"}""");
        await OutputAsync("aws-sdk:s3:putObject", """{"Bucket":"folder","Key":"a","Body":"1"}""");
        await OutputAsync(
            "aws-sdk:s3:putObjectTagging",
            """{"Bucket":"folder","Key":"a","Tagging":{"TagSet":[{"Key":"k","Value":"v"}]}}"""
        );
        var tags = await OutputAsync("aws-sdk:s3:getObjectTagging", """{"Bucket":"folder","Key":"a"}""");
        Assert.That(tags["TagSet"]!.ToJsonString(), Is.EqualTo("""[{"Key":"k","Value":"v"}]"""));
        var list = await OutputAsync("aws-sdk:s3:listObjectsV2", """{"Bucket":"folder","Prefix":"a"}""");
        Assert.That(
            (list.At("Contents/0/Key"), list.At("Contents/0/Size"), list.At("IsTruncated"), list.At("KeyCount")),
            Is.EqualTo(("a", "3", "false", "1"))
        );
        var gone = await OutputAsync("aws-sdk:s3:deleteObjects", """{"Bucket":"folder","Delete":{"Objects":[{"Key":"a"}]}}""");
        Assert.That(gone.At("Deleted/0/Key"), Is.EqualTo("a"));
        Assert.That((await OutputAsync("aws-sdk:s3:listBuckets", "{}")).At("Buckets/0/Name"), Is.EqualTo("folder"));
    }

    [Test]
    public async Task An_aws_sdk_task_names_an_error_of_S3_with_its_extended_request_id()
    {
        await OutputAsync("aws-sdk:s3:createBucket", """{"Bucket":"folder"}""");
        var ended = await TaskAsync("aws-sdk:s3:getObject", """{"Bucket":"folder","Key":"none"}""");
        Assert.That(ended.At("error"), Is.EqualTo("S3.NoSuchKeyException"));
        Assert.That(
            ended.At("cause"),
            Does.Match(
                @"^The specified key does not exist\. \(Service: S3, Status Code: 404, Request ID: \S+, Extended Request ID: \S+\) "
                    + @"\(SDK Attempt Count: 1\)$"
            )
        );
    }

    [Test]
    public async Task An_optimized_task_adds_the_metadata_of_its_call_and_sorts_the_names()
    {
        var url = (await CallAsync<CreateQueue>(new { QueueName = "q" })).At("QueueUrl");
        var output = await OutputAsync("sqs:sendMessage", $$$"""{"QueueUrl":"{{{url}}}","MessageBody":{"a":1}}""");
        Assert.That(
            output.AsObject().Select(member => member.Key),
            Is.EqualTo(new[] { "MD5OfMessageBody", "MessageId", "SdkHttpMetadata", "SdkResponseMetadata" })
        );
        Assert.That(
            output["SdkHttpMetadata"]!["HttpHeaders"]!.AsObject().Select(header => header.Key),
            Is.EqualTo(new[] { "x-amzn-RequestId", "connection", "Content-Length", "Date", "Content-Type" })
        );
        Assert.That(
            (
                output.At("SdkHttpMetadata/HttpHeaders/Content-Length"),
                output.At("SdkHttpMetadata/HttpHeaders/Content-Type"),
                output.At("SdkHttpMetadata/HttpStatusCode")
            ),
            Is.EqualTo(("106", "application/x-amz-json-1.0", "200"))
        );
    }

    [Test]
    public async Task An_optimized_task_names_an_error_as_version_1_of_the_SDK_does()
    {
        var ended = await TaskAsync("states:startExecution", $$"""{"StateMachineArn":"{{MachineArn("none")}}"}""");
        Assert.That(ended.At("error"), Is.EqualTo("StepFunctions.StateMachineDoesNotExistException"));
        Assert.That(
            ended.At("cause"),
            Does.Match(
                $"^State Machine Does Not Exist: '{MachineArn("none")}' \\(Service: AWSStepFunctions; Status Code: 400; "
                    + "Error Code: StateMachineDoesNotExist; Request ID: [0-9a-f-]{36}; Proxy: null\\)$"
            )
        );
    }

    [Test]
    public async Task A_queue_that_is_no_url_is_a_host_that_is_not_known()
    {
        var ended = await TaskAsync("sqs:sendMessage", """{"QueueUrl":"no-such-queue","MessageBody":"x"}""");
        Assert.That(
            (ended.At("error"), ended.At("cause")),
            Is.EqualTo(("SQS.SdkClientException", "Unable to execute HTTP request: no-such-queue: Name or service not known"))
        );
    }

    [Test]
    public async Task Lambda_invoke_names_a_function_that_is_not_there_with_its_qualifier()
    {
        var ended = await TaskAsync("lambda:invoke", """{"FunctionName":"none","Payload":{}}""");
        Assert.That(ended.At("error"), Is.EqualTo("Lambda.ResourceNotFoundException"));
        Assert.That(
            ended.At("cause"),
            Does.StartWith(
                $"Function not found: arn:aws:lambda:{Region}:{Account}:function:none:$LATEST (Service: AWSLambda; Status Code: 404; "
                    + "Error Code: ResourceNotFoundException; Request ID: "
            )
        );
    }

    [TestCase("arn:aws:states:::nosuch:thing")]
    [TestCase("arn:aws:states:::sqs:sendMessage.sync")]
    [TestCase("arn:aws:states:::aws-sdk:sqs:sendMessage.sync")]
    public async Task A_machine_with_a_resource_that_no_service_has_is_refused(string resource)
    {
        var refused = await RefusedAsync<CreateStateMachine>("InvalidDefinition", Machine(Calling(resource, "{}")));
        Assert.That(
            refused.Message,
            Does.Contain(
                $"SCHEMA_VALIDATION_FAILED: The resource provided {resource} is not recognized. The value is not a valid resource ARN, or "
                    + "the resource is not available in this region. at /States/A/Resource"
            )
        );
    }

    static string Calling(string resource, string parameters) =>
        $$$$"""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"{{{{resource}}}}","Parameters":{{{{parameters}}}},"End":true}}}""";

    int machines;

    /// <summary>The end of an execution whose only state is this task.</summary>
    async Task<JsonNode> TaskAsync(string resource, string parameters)
    {
        var name = $"m{++machines}";
        await MachineAsync(Calling($"arn:aws:states:::{resource}", parameters), name);
        return await EndAsync(await StartAsync(name));
    }

    async Task<JsonNode> OutputAsync(string resource, string parameters)
    {
        var ended = await TaskAsync(resource, parameters);
        Assert.That(ended.At("status"), Is.EqualTo("SUCCEEDED"), $"{ended}");
        return JsonNode.Parse(ended.At("output"))!;
    }
}
