namespace Classroom.StatesLanguage.Errors;

/// <summary>Carries the failure of a state from a nested evaluation up to the fiber.</summary>
sealed class StatesException(string error, string cause, string? location = null) : Exception(cause)
{
    public StatesError Error { get; } =
        new(error, cause) { Location = location, IsEvaluation = error == StatesErrors.QueryEvaluationError };
}
