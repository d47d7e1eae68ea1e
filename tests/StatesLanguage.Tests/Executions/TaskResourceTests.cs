using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>The kinds of resources that a Task state may call.</summary>
public class TaskResourceTests
{
    [TestCase("arn:aws:lambda:us-east-1:123456789012:function:f", ExpectedResult = "Lambda lambda invoke")]
    [TestCase("arn:aws:lambda:us-east-1:123456789012:function:f:live", ExpectedResult = "Lambda lambda invoke")]
    [TestCase("arn:aws:states:us-east-1:123456789012:activity:press", ExpectedResult = "Activity activity press")]
    [TestCase("arn:aws:states:::sqs:sendMessage", ExpectedResult = "Service sqs sendMessage")]
    [TestCase("arn:aws:states:::sqs:sendMessage.waitForTaskToken", ExpectedResult = "Service sqs sendMessage.waitForTaskToken")]
    [TestCase("arn:aws:states:::states:startExecution.sync", ExpectedResult = "Service states startExecution.sync")]
    [TestCase("arn:aws:states:::states:startExecution.sync:2", ExpectedResult = "Service states startExecution.sync:2")]
    [TestCase("arn:aws:states:::aws-sdk:dynamodb:getItem", ExpectedResult = "Service aws-sdk:dynamodb getItem")]
    [TestCase(
        "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken",
        ExpectedResult = "Service aws-sdk:sqs sendMessage.waitForTaskToken"
    )]
    [TestCase("arn:aws:states:us-east-1:123456789012:aws-sdk:s3:getObject", ExpectedResult = "Service aws-sdk:s3 getObject")]
    [TestCase("arn:aws:states:::nosuch:thing", ExpectedResult = null)]
    [TestCase("arn:aws:states:::sqs:sendMessage.sync", ExpectedResult = null)]
    [TestCase("arn:aws:states:::glue:startJobRun.sync:2", ExpectedResult = null)]
    [TestCase("arn:aws:states:::aws-sdk:glue:startJobRun.sync", ExpectedResult = null)]
    [TestCase("arn:aws:states:::sqs:sendMessage.later", ExpectedResult = null)]
    [TestCase("arn:aws:states:::sqs:sendMessage:2", ExpectedResult = null)]
    [TestCase("arn:aws:states:::sqs", ExpectedResult = null)]
    [TestCase("arn:aws:states:::aws-sdk:dynamodb", ExpectedResult = null)]
    [TestCase("arn:aws:states:us-east-1::sqs:sendMessage", ExpectedResult = null)]
    [TestCase("arn:aws:states::123456789012:sqs:sendMessage", ExpectedResult = null)]
    [TestCase("arn:aws:states:us-east-1:123456789012:activity", ExpectedResult = null)]
    [TestCase("arn:aws:states:us-east-1:123456789012:activity:press:1", ExpectedResult = null)]
    [TestCase("arn:aws:states:us-east-1:123456789012:stateMachine:m", ExpectedResult = null)]
    [TestCase("arn:aws:lambda:us-east-1:123456789012:function", ExpectedResult = null)]
    [TestCase("arn:aws:lambda:us-east-1:123456789012:layer:l", ExpectedResult = null)]
    [TestCase("arn:aws:s3:::bucket", ExpectedResult = null)]
    [TestCase("urn:aws:states:::sqs:sendMessage", ExpectedResult = null)]
    [TestCase("arn:aws:states", ExpectedResult = null)]
    public string? A_resource_is_a_function_an_activity_or_an_action_of_a_service(string arn)
    {
        var resource = TaskResource.Parse(arn);
        Assert.That(resource?.Arn, Is.Null.Or.EqualTo(arn));
        return resource is null ? null : $"{resource.Kind} {resource.Service} {resource.ActionInHistory}";
    }
}
