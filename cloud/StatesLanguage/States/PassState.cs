using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.States;

/// <summary>Hands its input on, or a result that the definition gives.</summary>
sealed class PassState(string name, FieldReader reader, QueryLanguage language) : ResultState(name, reader, language, hasArguments: false, hasSelector: false)
{
    readonly Json? result = language == QueryLanguage.JsonPath || !reader.Has("Result") ? reader.Get("Result") : null;

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
