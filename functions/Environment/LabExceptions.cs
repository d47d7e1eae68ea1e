namespace Classroom.Functions;

/// <summary>A passing fault that the next try may not meet. Step Functions sees the type's name, so Retry names it.</summary>
public sealed class TransientException(string message) : Exception(message);

/// <summary>Input that no retry will make right.</summary>
public sealed class ValidationException(string message) : Exception(message);

/// <summary>The bank said no.</summary>
public sealed class PaymentDeclinedException(string message) : Exception(message);
