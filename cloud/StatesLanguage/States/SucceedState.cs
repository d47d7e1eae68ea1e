using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>Ends its flow with success.</summary>
sealed class SucceedState(string name, FieldReader reader, QueryLanguage language) : State(name, reader, language)
{
    public override bool IsTerminal => true;

    public override void Begin(Fiber fiber) => Pass(fiber, Effective(fiber));
}
