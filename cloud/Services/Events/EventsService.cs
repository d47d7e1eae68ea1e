using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class EventsService : Service
{
    public override string Prefix => "events";

    public override WireProtocol Protocol => WireProtocol.Json;

    public override string TargetPrefix => "AWSEvents";

    public override string JsonVersion => "1.1";
}
