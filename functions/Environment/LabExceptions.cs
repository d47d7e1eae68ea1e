namespace Classroom.Functions;

/// <summary>
/// A transient error, which may not occur in the next attempt. Step Functions uses the name of the exception type, and Retry names it.
/// </summary>
public sealed class TransientException(string message) : Exception(message);

/// <summary>Invalid input. A retry would fail again.</summary>
public sealed class ValidationException(string message) : Exception(message);

/// <summary>The bank declined the payment.</summary>
public sealed class PaymentDeclinedException(string message) : Exception(message);
