namespace Classroom.StatesLanguage.Testing;

/// <summary>A test is not possible. The message is AWS's.</summary>
public sealed class StateTestException(string message, string code = StateTestException.Validation) : Exception(message)
{
    public const string Validation = "ValidationException";
    public const string InvalidDefinition = "InvalidDefinition";

    /// <summary>The name of AWS's error.</summary>
    public string Code => code;
}
