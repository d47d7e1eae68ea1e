using Classroom.Cloud.Api;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.Cloud.StepFunctions;

sealed class ValidateStateMachineDefinition : IOperation<ValidateStateMachineDefinition.Input, ValidateStateMachineDefinition.Output>
{
    public sealed record Input(string Definition, string? Type = null, string? Severity = null, int? MaxResults = null);

    public sealed record Output(string Result, IReadOnlyList<Item> Diagnostics, bool Truncated);

    public sealed record Item(string Severity, string Code, string Message, string? Location);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        CheckOneOf(input.Type, "type", "STANDARD", "EXPRESS");
        CheckOneOf(input.Severity, "severity", "ERROR", "WARNING");
        var all = DefinitionValidator
            .Validate(input.Definition, input.Type == "EXPRESS" ? ExecutionType.Express : ExecutionType.Standard)
            .Where(diagnostic => input.Severity == "WARNING" || diagnostic.Severity == Diagnostic.Error)
            .ToList();
        var most = input.MaxResults is > 0 and var given ? given : 100;
        return new(
            all.Exists(diagnostic => diagnostic.Severity == Diagnostic.Error) ? "FAIL" : "OK",
            [
                .. all.Take(most)
                    .Select(diagnostic => new Item(diagnostic.Severity, diagnostic.Code, diagnostic.Message, diagnostic.Location)),
            ],
            all.Count > most
        );
    }

    static void CheckOneOf(string? value, string member, params string[] allowed)
    {
        if (value is not null && !allowed.Contains(value))
            throw new AwsException(
                "ValidationException",
                $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: Member must satisfy enum "
                    + $"value set: [{string.Join(", ", allowed)}]"
            );
    }
}
