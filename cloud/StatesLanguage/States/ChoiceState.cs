using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>Continues with the state of the first rule that is true.</summary>
sealed class ChoiceState : State
{
    readonly List<ChoiceRule> rules = [];
    readonly string? otherwise;

    public ChoiceState(string name, FieldReader reader, QueryLanguage language)
        : base(name, reader, language)
    {
        foreach (var choice in reader.Objects("Choices"))
            rules.Add(new(choice, IsJsonata));
        reader.Require("Choices");
        if (rules.Count == 0 && reader.Has("Choices"))
            reader.Report("Value cannot be empty", $"{reader.Location}/Choices");
        otherwise = reader.Text("Default");
    }

    public override IEnumerable<(string Target, string Location)> Transitions =>
        rules.Select((rule, i) => (rule.Next, $"Choices[{i}]/Next")).Concat(otherwise is null ? [] : [(otherwise, "Default")]);

    public override void Begin(Fiber fiber)
    {
        var effective = Effective(fiber);
        var scope = new EvaluationScope(fiber) { Data = effective };
        var rule = rules.Find(candidate => candidate.IsTrue(scope));
        if ((rule?.Next ?? otherwise) is not { } next)
            throw new StatesException(
                StatesErrors.NoChoiceMatched,
                scope.Explain(
                    "Failed to transition out of the state. The state's input does not match any Choice rule, and there is no Default."
                )
            );
        var assigned = (rule is null ? Assign : rule.Assign)?.Evaluate(scope) as JsonObject;
        var output = IsJsonata ? (rule?.Output ?? Output)?.Evaluate(scope) ?? fiber.Input : Outgoing(fiber, effective);
        fiber.Exit(output, assigned, next);
    }
}

/// <summary>One rule: a condition, the next state, its input, and variables.</summary>
sealed class ChoiceRule
{
    readonly Template? condition;
    readonly string? conditionField;
    readonly Condition? test;

    public ChoiceRule(FieldReader reader, bool isJsonata)
    {
        Next = reader.RequiredText("Next");
        reader.Text("Comment");
        Assign = Template.Read(reader, "Assign", isJsonata);
        if (isJsonata)
        {
            reader.Require("Condition");
            condition = Template.Read(reader, "Condition", isJsonata);
            conditionField = $"{reader.Within}Condition";
            Output = Template.Read(reader, "Output", isJsonata);
        }
        else
        {
            test = Condition.Read(reader);
        }
        reader.Close();
    }

    public string Next { get; }

    public Template? Output { get; }

    public Template? Assign { get; }

    public bool IsTrue(EvaluationScope scope)
    {
        if (test is not null)
            return test.IsTrue(scope);
        return condition?.Evaluate(scope) switch
        {
            JsonBoolean flag => flag.Value,
            var other => throw new StatesException(
                StatesErrors.QueryEvaluationError,
                scope.Explain(
                    $"The JSONata expression '{(condition as JsonataTemplate)?.Expression.Text}' specified for the field "
                        + $"'{conditionField}' returned an unexpected result type. Expected 'boolean', but was "
                        + $"'{JsonKinds.NameOf(other!)}' for value: {other}"
                ),
                conditionField
            ),
        };
    }
}
