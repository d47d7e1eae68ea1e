using Amazon.Lambda.Core;

namespace Classroom.Functions.Pipeline;

/// <summary>Notifies a user that the data is processed, by e-mail, SMS or push. This lab only writes a line to the log.</summary>
public sealed class SendNotification(FunctionEnvironment environment)
{
    public SendNotification()
        : this(FunctionEnvironment.Lambda) { }

    public async Task<NotificationSent> Handle(NotificationRequest request, ILambdaContext context)
    {
        var channel = request.NotificationType ?? "EMAIL";
        if (channel is not ("EMAIL" or "SMS" or "PUSH"))
            throw new ValidationException($"notificationType is '{channel}'; it must be EMAIL, SMS or PUSH");
        await environment.WorkAsync(0.1, 0.5);
        var message = $"{request.RecordsProcessed} records of {request.DataType}: {request.Status}";
        context.Logger.LogInformation("{channel} to {userId}: {message}", channel, request.UserId, message);
        var id = $"msg_{Chance.DigitsFor(8, context.AwsRequestId, request.UserId)}";
        return new(request.UserId, channel, id, message, environment.Now);
    }
}
