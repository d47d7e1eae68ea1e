namespace Classroom.Cli.Checks.EveryLab;

sealed class ServiceErrorsAreRetried(LabParts parts) : EveryLabCheck(parts)
{
    static readonly string[] Errors =
    [
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
    ];

    public override string Sentence =>
        "Every state that calls a function retries the passing errors of Lambda, two times at least, and waits longer each time.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Lambda itself fails now and then. Which states of the workflow survive that?",
        "AWS names four errors of Lambda that are worth a retry. Compare each Retry of the definition with them.",
        "BackoffRate is the factor by which the wait grows; with 1 it does not grow.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var mistakes = new List<string>();
        var count = 0;
        foreach (var part in Parts.Workflows)
        {
            if (await student.DefinitionAsync(part.Name).ConfigureAwait(false) is not { } definition)
                continue;
            foreach (var (name, state) in definition.States.Where(state => Definition.FunctionOf(state.Value) is not null))
            {
                count++;
                var handler = Definition.Retriers(state).FirstOrDefault(retrier => Errors.All(error => Definition.Covers(retrier, error)));
                if (handler is null)
                    mistakes.Add($"{name} of {student.Name(part.Name)} does not retry all of them");
                else if (Definition.Number(handler["MaxAttempts"], 3) < 2)
                    mistakes.Add($"{name} of {student.Name(part.Name)} retries {handler["MaxAttempts"]} times");
                else if (Definition.Number(handler["BackoffRate"], 2) <= 1)
                    mistakes.Add($"{name} of {student.Name(part.Name)} does not wait longer each time");
            }
        }
        return count == 0 ? Verdict.Blocked(WorkflowsExist, "no workflow calls a function") : Verdict.Of(mistakes, $"{count} states retry");
    }
}
