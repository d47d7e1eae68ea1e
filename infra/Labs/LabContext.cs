using Classroom.Accounts;
using Classroom.Foundation;
using Classroom.Settings;
using Pulumi;

namespace Classroom.Labs;

/// <summary>What a lab is opened with: for whom, where, and on what ground.</summary>
sealed record LabContext(
    Student Student,
    Tagging Tags,
    AwsAccount Account,
    ClassFoundation Foundation,
    string? AlarmTopicArn,
    Resource Workspace
)
{
    public Username Username => Student.Username;

    public StudentSettings Settings => Student.Settings;
}
