namespace Classroom.Cloud.Dispatch;

/// <summary>The classes of the cloud's assemblies that operations are found among.</summary>
sealed record OperationTypes(IReadOnlyList<Type> All);
