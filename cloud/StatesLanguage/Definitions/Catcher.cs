using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Definitions;

/// <summary>One entry of Catch: which errors, where to go, and what to hand on.</summary>
sealed class Catcher
{
    readonly ErrorNames errors;
    readonly bool isJsonata;
    readonly OptionalPath resultPath;
    readonly Template? output;
    readonly Template? assign;

    Catcher(FieldReader reader, bool isJsonata)
    {
        this.isJsonata = isJsonata;
        errors = ErrorNames.Read(reader);
        Next = reader.RequiredText("Next");
        reader.Text("Comment");
        assign = Template.Read(reader, "Assign", isJsonata);
        if (isJsonata)
            output = Template.Read(reader, "Output", isJsonata);
        else
            resultPath = OptionalPath.ReadReference(reader, "ResultPath");
        reader.Close();
    }

    public string Next { get; }

    public static IReadOnlyList<Catcher> ReadAll(FieldReader reader, bool isJsonata) =>
        [.. reader.Objects("Catch").Select(entry => new Catcher(entry, isJsonata))];

    public bool Matches(StatesError error) => errors.Match(error);

    public void Catch(Fiber fiber, StatesError error)
    {
        var caught = error.ToOutput();
        var scope = new EvaluationScope(fiber) { Data = caught, ErrorOutput = caught };
        var handedOn = isJsonata ? output?.Evaluate(scope) ?? caught : ResultState.Place(fiber, resultPath, caught);
        fiber.Exit(handedOn, assign?.Evaluate(scope) as JsonObject, Next);
    }
}
