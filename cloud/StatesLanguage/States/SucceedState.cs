using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.States;

/// <summary>Ends its flow well.</summary>
sealed class SucceedState(string name, FieldReader reader, QueryLanguage language) : State(name, reader, language)
{
    public override bool IsTerminal => true;

    public override void Begin(Fiber fiber) => Pass(fiber, Effective(fiber));
}
