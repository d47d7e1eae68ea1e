using Classroom.Cloud.Api;

namespace Classroom.Cloud.Dispatch;

/// <summary>Learns of calls that services of the cloud make for each other and that IAM denies.</summary>
interface IRefusals
{
    void Refused(Operation operation, object input, Call call, AwsException error);
}
