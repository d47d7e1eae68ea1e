using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Paths;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>Calls a function, a service, or an activity through the host.</summary>
sealed class TaskState : ResultState
{
    readonly TaskResource? resource;
    readonly Template? credentials;
    readonly Template? timeout;
    readonly Template? heartbeat;
    readonly JsonPath? timeoutPath;
    readonly JsonPath? heartbeatPath;

    public TaskState(string name, FieldReader reader, QueryLanguage language)
        : base(name, reader, language, hasArguments: true, hasSelector: true)
    {
        var arn = reader.RequiredText("Resource");
        resource = TaskResource.Parse(arn);
        if (resource is null && reader.Has("Resource"))
            reader.Report(
                $"The resource provided {arn} is not recognized. The value is not a valid resource ARN, or the resource is not "
                    + "available in this region.",
                $"{reader.Location}/Resource"
            );
        credentials = Template.Read(reader, "Credentials", IsJsonata);
        timeout = Template.ReadNumber(reader, "TimeoutSeconds", IsJsonata, 1, 99_999_999);
        heartbeat = Template.ReadNumber(reader, "HeartbeatSeconds", IsJsonata, 1, 99_999_999);
        if (!IsJsonata)
        {
            timeoutPath = reader.Path("TimeoutSecondsPath");
            heartbeatPath = reader.Path("HeartbeatSecondsPath");
        }
        Retriers = Retrier.ReadAll(reader);
        Catchers = Catcher.ReadAll(reader, IsJsonata);
    }

    public override TaskResource? Resource => resource;

    public override bool HasRetries => true;

    public override IReadOnlyList<Retrier> Retriers { get; }

    public override IReadOnlyList<Catcher> Catchers { get; }

    public override void Begin(Fiber fiber)
    {
        if (fiber.Run.Host.Refuse(resource!) is { } refusal)
            throw new StatesException(StatesErrors.Runtime, fiber.Explain(refusal));
        var effective = Effective(fiber);
        var scope = new EvaluationScope(fiber) { Data = effective };
        var call = fiber.Run.NewTask(fiber, resource!);
        call.Input = WorkInput(fiber, effective);
        call.TimeoutSeconds = Seconds(scope, timeout, timeoutPath, "TimeoutSeconds");
        call.HeartbeatSeconds = Seconds(scope, heartbeat, heartbeatPath, "HeartbeatSeconds");
        call.RoleArn = ((credentials?.Evaluate(scope) as JsonObject)?["RoleArn"] as JsonString)?.Value;
        call.Schedule();
    }

    static double? Seconds(EvaluationScope scope, Template? given, JsonPath? path, string field)
    {
        var value = path is not null ? scope.Resolve(path) : given?.Evaluate(scope);
        if (value is null)
            return null;
        if (value is JsonNumber { IsInteger: true, Value: > 0 and <= 99_999_999 } number)
            return number.Value;
        throw path is not null
            ? new StatesException(
                StatesErrors.Runtime,
                scope.Explain($"The {field}Path parameter does not reference a positive integer: {path} == {value}")
            )
            : new StatesException(
                StatesErrors.QueryEvaluationError,
                scope.Explain($"The {field} field must be a positive integer but was: {value}"),
                field
            );
    }
}
