using System.Text.Json;
using System.Text.Json.Serialization;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.Cloud.StepFunctions.Tasks;
using Classroom.Languages;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Testing;

namespace Classroom.Cloud.StepFunctions;

/// <summary>Runs a single state with an input and, optionally, a mocked result.</summary>
sealed class TestState(ExecutionEngine engine, MachineRules rules, MockedResults mocks, RequestIds ids, CloudSettings settings)
    : IAsyncOperation<TestState.Input, TestState.Output>
{
    public sealed record ErrorOutput(string? Error = null, string? Cause = null);

    public sealed record MockInput(string? Result = null, ErrorOutput? ErrorOutput = null, string? FieldValidationMode = null);

    public sealed record Configuration(
        int? RetrierRetryCount = null,
        string? ErrorCausedByState = null,
        int? MapIterationFailureCount = null,
        string? MapItemReaderData = null
    );

    public sealed record Input(
        string Definition,
        string? RoleArn = null,
        [property: JsonPropertyName("input")] string? Data = null,
        string? InspectionLevel = null,
        bool RevealSecrets = false,
        string? Variables = null,
        string? StateName = null,
        MockInput? Mock = null,
        string? Context = null,
        Configuration? StateConfiguration = null
    );

    public sealed record Output(
        [property: JsonPropertyName("output")] string? Result,
        string? Error,
        string? Cause,
        JsonElement? InspectionData,
        string? NextState,
        string Status
    );

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        input.RoleArn is { } role ? [Permission.OnEverything, MachineRules.PassRole(role)] : [Permission.OnEverything];

    public async Task<Output> RunAsync(Input input, Call call)
    {
        if (input.RevealSecrets && input.Mock is not null)
            throw Invalid("TestState does not support RevealSecrets when a mock is specified.");
        if (input.RoleArn is { } role)
            rules.CheckRole(role, settings.Arn("states", "stateMachine:TestState"), call);
        var test = new StateTestInput(Parse(input.Data ?? "{}", "input"))
        {
            StateName = input.StateName,
            HasRole = input.RoleArn is not null,
            Level = LevelOf(input.InspectionLevel),
            Variables = input.Variables is { } variables
                ? Parse(variables, "variables") as JsonObject ?? throw Invalid("Variables must be a JSON object")
                : JsonObject.Empty,
            Context = input.Context is { } context
                ? Parse(context, "context") as JsonObject ?? throw Invalid("Context must be a JSON object")
                : null,
            MockResult = input.Mock?.Result is { } mocked ? ParseMock(mocked) : null,
            CheckResult =
                input.Mock?.FieldValidationMode == "NONE"
                    ? null
                    : (resource, result) => mocks.Check(resource, result, isStrict: input.Mock?.FieldValidationMode != "PRESENT"),
            MockError = input.Mock?.ErrorOutput is { } error ? (error.Error ?? "", error.Cause ?? "") : null,
            Configuration = new()
            {
                RetrierRetryCount = input.StateConfiguration?.RetrierRetryCount ?? 0,
                ErrorCausedByState = input.StateConfiguration?.ErrorCausedByState,
                MapIterationFailureCount = input.StateConfiguration?.MapIterationFailureCount,
                MapItemReaderData = input.StateConfiguration?.MapItemReaderData is { } data ? Parse(data, "mapItemReaderData") : null,
            },
        };
        // Each test has a state machine and an execution of its own.
        var (machine, name) = (ids.Next(), call.RequestId);
        var arn = settings.Arn("states", $"express:{machine}:{name}");
        var revision = new Revision(name, input.Definition, input.RoleArn ?? "", new(), new(), call.Now);
        var record = new ExecutionRecord(
            arn,
            name,
            settings.Arn("states", $"stateMachine:{machine}"),
            machine,
            ExecutionRecord.Running,
            call.Now,
            "{}",
            revision.RoleArn,
            revision.Id
        );
        try
        {
            var result = await StateTest
                .RunAsync(
                    input.Definition,
                    test,
                    new(arn, name, record.MachineArn, machine, input.RoleArn ?? ""),
                    new Trial(RunningExecution.Express(record, revision, engine))
                )
                .ConfigureAwait(false);
            return new(
                result.Output?.ToString(),
                result.Error,
                result.Cause,
                result.InspectionData is { } seen ? Describe(seen) : null,
                result.NextState,
                result.Status == StateTestStatus.CaughtError ? "CAUGHT_ERROR" : result.Status.ToString().ToUpperInvariant()
            );
        }
        catch (StateTestException exception)
        {
            throw new AwsException(exception.Code, exception.Message);
        }
        catch (DefinitionException exception)
        {
            throw new AwsException("InvalidDefinition", exception.Message);
        }
    }

    /// <summary>Converts JSON values of the inspection data to strings, as the API requires.</summary>
    static JsonElement Describe(JsonObject seen)
    {
        var made = new System.Text.Json.Nodes.JsonObject();
        foreach (var (name, value) in seen)
            made[name] = name is "errorDetails" or "maxConcurrency" or "toleratedFailureCount" or "toleratedFailurePercentage"
                ? BoundedJson.Parse(value.ToString(), LanguageLimits.Payload)
                : value.ToString();
        return JsonSerializer.SerializeToElement(made);
    }

    static InspectionLevel LevelOf(string? name) =>
        name switch
        {
            "DEBUG" => InspectionLevel.Debug,
            "TRACE" => InspectionLevel.Trace,
            // The model of the service allows no other level.
            _ => InspectionLevel.Info,
        };

    static Json ParseMock(string text)
    {
        try
        {
            return Json.ParseVerbatim(text);
        }
        catch (JsonSyntaxException)
        {
            throw Invalid("Mocked result must be valid JSON");
        }
    }

    static Json Parse(string text, string name)
    {
        try
        {
            return Json.ParseWithTexts(text);
        }
        catch (JsonSyntaxException exception)
        {
            throw new AwsException("InvalidExecutionInput", $"Invalid {name}: '{exception.Problem}'");
        }
    }

    static AwsException Invalid(string message) => new("ValidationException", message);

    /// <summary>The host of a tested state: it stores nothing.</summary>
    sealed class Trial(RunningExecution owner) : IStatesHost
    {
        public TimeProvider Clock => owner.Clock;

        public double NextRandom() => owner.NextRandom();

        public Guid NewId() => owner.NewId();

        public void StartTask(TaskCall call) => owner.StartTask(call);

        public void CancelTask(TaskCall call) => owner.CancelTask(call);

        public void Broken(Execution execution, Exception exception) => owner.Broken(execution, exception);
    }
}
