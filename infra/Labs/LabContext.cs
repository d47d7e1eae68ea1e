using Classroom.Accounts;
using Classroom.Foundation;
using Classroom.Settings;
using Pulumi;

namespace Classroom.Labs;

/// <summary>The parameters of a lab: the student, the account, and the shared resources.</summary>
sealed record LabContext(
    Student Student,
    Tagging Tags,
    AwsAccount Account,
    SharedResources Shared,
    string? AlarmTopicArn,
    Resource Workspace
)
{
    public Username Username => Student.Username;

    public StudentSettings Settings => Student.Settings;
}
