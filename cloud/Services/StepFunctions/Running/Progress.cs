using Classroom.StatesLanguage.Saving;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>The changes of an execution since its last rest, ready to be stored.</summary>
/// <param name="Number">The number under which its history is stored.</param>
/// <param name="Record">The record of the execution, if it has changed.</param>
/// <param name="IsEnd">Whether the root execution has ended.</param>
sealed record Progress(string Arn, long Number, ExecutionChanges Changes, ExecutionRecord? Record, bool IsEnd);
