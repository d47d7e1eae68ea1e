namespace Classroom.Cloud.Dispatch;

/// <summary>The classes of the cloud's assemblies, among which the catalog finds the operations.</summary>
sealed record OperationTypes(IReadOnlyList<Type> All);
