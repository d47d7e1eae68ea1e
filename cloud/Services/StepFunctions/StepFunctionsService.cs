using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class StepFunctionsService : Service
{
    public override string Prefix => "states";

    public override string ModelName => "stepfunctions";

    public override WireProtocol Protocol => WireProtocol.Json;

    public override string TargetPrefix => "AWSStepFunctions";

    public override bool IsCamelCase => true;
}
