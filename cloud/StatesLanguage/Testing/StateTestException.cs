namespace Classroom.StatesLanguage.Testing;

/// <summary>A test that cannot be made, in the words of the service.</summary>
public sealed class StateTestException(string message, string code = StateTestException.Validation) : Exception(message)
{
    public const string Validation = "ValidationException";
    public const string InvalidDefinition = "InvalidDefinition";

    /// <summary>The name of the service's error.</summary>
    public string Code => code;
}
