using System.Text.Json.Nodes;

namespace Classroom.Cli.Checks;

/// <summary>The results as JSON, for scripts and for the report.</summary>
static class GradeJson
{
    public static JsonObject Of(IReadOnlyList<Grade> grades, HintBook hints) =>
        new() { ["students"] = new JsonArray([.. grades.Select(grade => (JsonNode)Of(grade, hints))]) };

    static JsonObject Of(Grade grade, HintBook hints) =>
        new()
        {
            ["student"] = grade.Student,
            ["score"] = Math.Round(grade.Score, 2),
            ["points"] = grade.Points,
            ["hints"] = hints.GivenTo(grade.Student),
            ["labs"] = new JsonObject(
                grade.Labs.Select(lab => KeyValuePair.Create(lab, (JsonNode?)Math.Round(Grade.ScoreOf(grade.Of(lab)), 4)))
            ),
            ["checks"] = new JsonArray([
                .. grade.Checks.Select(judged => (JsonNode)Of(judged, hints.GivenTo(grade.Student, judged.Check))),
            ]),
        };

    static JsonObject Of(Judged judged, int hints) =>
        new()
        {
            ["check"] = judged.Check.Id,
            ["sentence"] = judged.Check.Sentence,
            ["outcome"] = judged.Verdict.Outcome.ToString().ToLowerInvariant(),
            ["found"] = judged.Verdict.Found,
            ["blockedBy"] = judged.Verdict.BlockedBy,
            ["weight"] = judged.Weight,
            ["hints"] = hints,
        };
}
