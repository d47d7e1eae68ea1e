using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.States;

/// <summary>Hands its input on, or a result that the definition gives.</summary>
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
