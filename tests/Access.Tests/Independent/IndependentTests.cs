using System.Globalization;
using System.Text.Json.Nodes;

namespace Classroom.Access.Tests.Independent;

/// <summary>
/// The evaluator and a second one, which was written from AWS's pages alone, answer 100,000 random questions alike. CLASSROOM_ACCESS_SEED
/// gives other questions, CLASSROOM_ACCESS_QUESTIONS another number of them.
/// </summary>
public sealed class IndependentTests
{
    const int Parts = 8;

    static int Seed => Given("CLASSROOM_ACCESS_SEED", 2026);

    static int Questions => Given("CLASSROOM_ACCESS_QUESTIONS", 100_000);

    [Test]
    public void Both_evaluators_give_the_same_answers([Range(0, Parts - 1)] int part)
    {
        var cases = new RandomCases(Seed + part);
        var allowed = 0;
        for (var number = 0; number < Questions / Parts; number++)
        {
            var question = cases.Next();
            var expected = NaiveEvaluator.IsAllowed(question);
            if (Ask(question) != expected)
                Assert.Fail($"Question {number} of seed {Seed + part}: expected {(expected ? "allowed" : "denied")}.\n{Show(question)}");
            allowed += expected ? 1 : 0;
        }
        // Questions that nearly all have the same answer would prove little.
        Assert.That((double)allowed / (Questions / Parts), Is.InRange(0.1, 0.9));
    }

    static int Given(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var given) ? given : otherwise;

    static bool Ask(NaiveCase question)
    {
        var principal = new Principal(question.Kind, question.CallerArn, question.CallerAccount, question.SessionArn);
        var request = new AccessRequest(principal, question.Action, question.Resource, question.ResourceAccount);
        foreach (var (key, values) in question.Context)
            request = request.With(key, [.. values]);
        return AccessEvaluator
            .Evaluate(
                request,
                new()
                {
                    Identity = [.. question.Identity.Select(Read)],
                    Boundary = question.Boundary is { } boundary ? Read(boundary) : null,
                    Session = [.. question.Session.Select(Read)],
                    Resource = question.ResourcePolicy is { } resource ? Read(resource) : null,
                }
            )
            .IsAllowed;
    }

    static PolicyDocument Read(JsonObject policy) => PolicyDocument.Parse(policy.ToJsonString());

    static string Show(NaiveCase question) =>
        $"""
            {question.Kind} {question.CallerArn} {question.SessionArn}: {question.Action} on {question.Resource}
            context: {string.Join(", ", question.Context.Select(pair => $"{pair.Key}=[{string.Join(' ', pair.Value)}]"))}
            identity: {string.Join("\n", question.Identity.Select(policy => policy.ToJsonString()))}
            boundary: {question.Boundary?.ToJsonString()}
            session: {string.Join("\n", question.Session.Select(policy => policy.ToJsonString()))}
            resource: {question.ResourcePolicy?.ToJsonString()}
            """;
}
