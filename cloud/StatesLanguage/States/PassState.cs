using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>Passes its input on, or the Result of the definition.</summary>
sealed class PassState : ResultState
{
    readonly Json? result;

    public PassState(string name, FieldReader reader, QueryLanguage language)
        : base(name, reader, language, hasArguments: false, hasSelector: false)
    {
        if (!IsJsonata)
            result = reader.Get("Result");
    }

    public override void Begin(Fiber fiber)
    {
        if (IsJsonata)
        {
            Pass(fiber, fiber.Input);
            return;
        }
        if (result is not null)
            fiber.Run.Probe?.Saw("result", result);
        Finish(fiber, result ?? WorkInput(fiber, Effective(fiber)));
    }
}
