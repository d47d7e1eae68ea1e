using Amazon.Lambda.Core;

namespace Classroom.Functions.Pipeline;

/// <summary>Processes one type of a user's data. Sometimes it fails with a transient error, which the workflow retries.</summary>
public sealed class ProcessData(FunctionEnvironment environment)
{
    public ProcessData()
        : this(FunctionEnvironment.Lambda) { }

    public async Task<ProcessedData> Handle(DataRequest request, ILambdaContext context)
    {
        if (string.IsNullOrWhiteSpace(request.UserId))
            throw new ValidationException("userId is missing or empty");
        await environment.WorkAsync(0.5, 2);
        if (environment.Chance.Happens(environment.TransientErrorRate))
            throw new TransientException("TRANSIENT: the data store did not answer in time");
        if (!DataTypes.Known.TryGetValue(request.DataType ?? "", out var known))
        {
            context.Logger.LogWarning("No processor for {dataType}", request.DataType);
            return new(request.UserId, request.DataType, "FAILED", 0, "EMAIL", environment.Now);
        }
        context.Logger.LogInformation(
            "{records} records of {dataType} processed for {userId}",
            known.Records,
            request.DataType,
            request.UserId
        );
        return new(request.UserId, request.DataType, "SUCCESS", known.Records, known.Notification, environment.Now);
    }
}
