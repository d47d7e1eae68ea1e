using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Executions;

/// <summary>One entry of Catch: the errors that it matches, the next state, and that state's input.</summary>
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
        var handedOn = isJsonata ? output?.Evaluate(scope) ?? caught : resultPath.Place(caught, fiber.Input);
        fiber.Exit(handedOn, assign?.Evaluate(scope) as JsonObject, Next);
    }
}
