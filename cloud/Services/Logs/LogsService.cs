using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class LogsService : Service
{
    public override string Prefix => "logs";

    public override WireProtocol Protocol => WireProtocol.Json;

    public override string TargetPrefix => "Logs_20140328";

    public override string JsonVersion => "1.1";

    public override bool IsCamelCase => true;

    public override string ValidationError => "InvalidParameterException";
}
