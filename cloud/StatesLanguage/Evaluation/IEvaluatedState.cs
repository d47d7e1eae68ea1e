using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Evaluation;

/// <summary>The running state whose fields are evaluated.</summary>
interface IEvaluatedState
{
    /// <summary>The input of the state, before InputPath.</summary>
    Json Input { get; }

    Variables Variables { get; }

    EvaluationFunctions Functions { get; }

    /// <summary>The context object, with the item and the token where they are given.</summary>
    JsonObject ContextObject(JsonObject? mapItem, string? taskToken);

    /// <summary>The cause of an error, preceded by the name of the state.</summary>
    string Explain(string message);
}
