using Classroom.Languages;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Paths;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>The condition of a rule in a Choice state with JSONPath.</summary>
abstract class Condition
{
    public abstract bool IsTrue(EvaluationScope scope);

    public static Condition? Read(FieldReader reader, int nesting = 0)
    {
        if (nesting > LanguageLimits.DefaultDepth)
        {
            reader.Report("The rule is nested too deeply", reader.Location);
            return null;
        }
        reader.Text("Comment");
        if (reader.Has("And"))
            return new AllCondition(ReadMany(reader, "And", nesting));
        if (reader.Has("Or"))
            return new AnyCondition(ReadMany(reader, "Or", nesting));
        if (reader.Has("Not"))
        {
            var inner = reader.Object("Not");
            var negated = inner is null ? null : Read(inner, nesting + 1);
            inner?.Close();
            return negated is null ? null : new NotCondition(negated);
        }
        return Comparison.Read(reader);
    }

    static Condition[] ReadMany(FieldReader reader, string name, int nesting)
    {
        var conditions = new List<Condition>();
        foreach (var entry in reader.Objects(name))
        {
            if (Read(entry, nesting + 1) is { } condition)
                conditions.Add(condition);
            entry.Close();
        }
        return [.. conditions];
    }
}

sealed class AllCondition(Condition[] conditions) : Condition
{
    public override bool IsTrue(EvaluationScope scope) => Array.TrueForAll(conditions, condition => condition.IsTrue(scope));
}

sealed class AnyCondition(Condition[] conditions) : Condition
{
    public override bool IsTrue(EvaluationScope scope) => Array.Exists(conditions, condition => condition.IsTrue(scope));
}

sealed class NotCondition(Condition condition) : Condition
{
    public override bool IsTrue(EvaluationScope scope) => !condition.IsTrue(scope);
}

/// <summary>Compares a variable with an expected value.</summary>
sealed class Comparison(JsonPath variable, ChoiceOperator op, Json? expected, JsonPath? expectedPath) : Condition
{
    public override bool IsTrue(EvaluationScope scope)
    {
        var value = scope.Find(variable);
        if (op.Name == "IsPresent")
            return (value is not null) == (expected is JsonBoolean { Value: true });
        if (value is null)
            throw new StatesException(
                StatesErrors.Runtime,
                scope.Explain($"Invalid path '{variable}': The choice state's condition path references an invalid value.")
            );
        var compared = expectedPath is null ? expected! : scope.Resolve(expectedPath);
        return op.Holds(value, compared);
    }

    public static Comparison? Read(FieldReader reader)
    {
        if (!reader.Has("Variable"))
            reader.Report("A rule must have one of 'Variable', 'And', 'Or' and 'Not'", reader.Location);
        var variable = reader.Path("Variable");
        var found = ChoiceOperator.All.Where(op => reader.Has(op.Name) || reader.Has($"{op.Name}Path")).ToList();
        if (found.Count != 1)
        {
            reader.Report($"A rule must have exactly one comparison operator; this one has {found.Count}", reader.Location);
            foreach (var op in found)
                reader.Get(op.Name);
            return null;
        }
        var only = found[0];
        if (reader.Has(only.Name))
        {
            var expected = reader.Get(only.Name)!;
            if (!only.Takes(expected))
                reader.Mistake(only.Name, $"must be a {only.Expects}", 0);
            return variable is null ? null : new(variable, only, expected, null);
        }
        var path = only.HasPath ? reader.Path($"{only.Name}Path") : null;
        return variable is null || path is null ? null : new(variable, only, null, path);
    }
}
