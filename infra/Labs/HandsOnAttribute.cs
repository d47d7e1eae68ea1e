namespace Classroom.Labs;

/// <summary>What students build of a lab in mode hands-on, under the names that the program uses otherwise.</summary>
/// <param name="workflowsRole">The role for the workflows. The program makes it, because it may set up the delivery of logs.</param>
[AttributeUsage(AttributeTargets.Class)]
sealed class HandsOnAttribute(string workflowsRole) : Attribute
{
    public string WorkflowsRole => workflowsRole;

    public required string[] Workflows { get; init; }

    public required string[] Functions { get; init; }
}

/// <summary>Marks a lab that students cannot build safely.</summary>
/// <param name="reason">What no policy could prevent.</param>
[AttributeUsage(AttributeTargets.Class)]
sealed class OnlyProvisionedAttribute(string reason) : Attribute
{
    public string Reason => reason;
}
