using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Classroom.Functions.StepFunctions;

namespace Classroom.Functions.Events;

/// <summary>
/// Starts the workflow for each message of the queue. The execution is named after the message, so that a message that is delivered twice
/// starts one execution.
/// </summary>
public sealed class ProcessSqsMessage(IStepFunctions stepFunctions, Func<string> stateMachineArn)
{
    public ProcessSqsMessage()
        : this(StepFunctionsClient.Lambda, () => EnvironmentSetting.Text("STATE_MACHINE_ARN")) { }

    public async Task<SQSBatchResponse> Handle(SQSEvent batch, ILambdaContext context)
    {
        var failures = new List<SQSBatchResponse.BatchItemFailure>();
        foreach (var message in batch.Records)
        {
            if (!await StartAsync(message, context))
                failures.Add(new() { ItemIdentifier = message.MessageId });
        }
        return new(failures);
    }

    async Task<bool> StartAsync(SQSEvent.SQSMessage message, ILambdaContext context)
    {
        try
        {
            if (!IsObject(message.Body))
                throw new ValidationException("the message's body is not a JSON object");
            var started = await stepFunctions.StartExecutionAsync(stateMachineArn(), $"sqs-{message.MessageId}", message.Body);
            context.Logger.LogInformation("Message {messageId} started {executionArn}", message.MessageId, started.ExecutionArn);
            return true;
        }
        catch (StepFunctionsException exception) when (exception.Code == "ExecutionAlreadyExists")
        {
            context.Logger.LogInformation(
                "Message {messageId} was delivered again; its execution has been started before",
                message.MessageId
            );
            return true;
        }
        catch (Exception exception)
            when (exception is StepFunctionsException or ValidationException or HttpRequestException or TaskCanceledException)
        {
            // The message returns to the queue. After the third attempt SQS moves it to the dead-letter queue.
            context.Logger.LogError("Message {messageId} started nothing: {reason}", message.MessageId, exception.Message);
            return false;
        }
    }

    static bool IsObject(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
