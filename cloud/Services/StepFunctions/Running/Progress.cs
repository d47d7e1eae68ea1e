using Classroom.StatesLanguage.Saving;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>What an execution has done up to a rest, ready to be kept.</summary>
/// <param name="Number">The number by which its history is found.</param>
/// <param name="Record">The record, where it has changed.</param>
/// <param name="IsEnd">The end of the execution that all others belong to.</param>
sealed record Progress(string Arn, long Number, ExecutionChanges Changes, ExecutionRecord? Record, bool IsEnd);
