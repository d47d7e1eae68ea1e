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
        if (isJsonata)
        {
            if (reader.Get("Output") is { } given) output = Template.OfJsonata(given, reader, "Output", $"{reader.Location}/Output");
            if (reader.Get("Assign") is { } assigned) assign = Template.OfJsonata(assigned, reader, "Assign", $"{reader.Location}/Assign");
        }
        else
        {
            resultPath = !reader.Has("ResultPath") ? OptionalPath.Absent
                : reader.Get("ResultPath") is JsonNull ? OptionalPath.Nothing
                : new(reader.ReferencePathOf("ResultPath"), IsAbsent: false);
            if (reader.Get("Assign") is { } assigned) assign = Template.OfPaths(assigned, reader, $"{reader.Location}/Assign");
        }
        reader.Close();
    }

    public string Next { get; }

    public static IReadOnlyList<Catcher> ReadAll(FieldReader reader, bool isJsonata) => [.. reader.Objects("Catch").Select(entry => new Catcher(entry, isJsonata))];

    public bool Matches(StatesError error) => errors.Match(error);

    public void Catch(Strand strand, StatesError error)
    {
        var caught = error.ToOutput();
        var scope = new EvaluationScope(strand) { Data = caught, ErrorOutput = caught };
        var handedOn = isJsonata ? output?.Evaluate(scope) ?? caught : ResultState.Place(strand, resultPath, caught);
        strand.Exit(handedOn, assign?.Evaluate(scope) as JsonObject, Next);
    }
}
