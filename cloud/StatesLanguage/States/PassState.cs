using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.States;

/// <summary>Hands its input on, or a result that the definition gives.</summary>
sealed class PassState : ResultState
{
    readonly Json? result;

    public PassState(string name, FieldReader reader, QueryLanguage language) : base(name, reader, language, hasArguments: false, hasSelector: false)
    {
        if (!IsJsonata) result = reader.Get("Result");
    }

    public override void Begin(Strand strand)
    {
        if (IsJsonata)
        {
            Pass(strand, strand.Input);
            return;
        }
        if (result is not null) strand.Run.Probe?.Saw("result", result);
        Finish(strand, result ?? WorkInput(strand, Effective(strand)));
    }
}
