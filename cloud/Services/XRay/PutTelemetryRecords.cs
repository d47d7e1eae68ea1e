using System.Text.Json;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.XRay;

/// <summary>Accepts the telemetry of an X-Ray daemon, and ignores it.</summary>
[Route("POST", "/TelemetryRecords")]
sealed class PutTelemetryRecords : IOperation<PutTelemetryRecords.Input, PutTelemetryRecords.Output>
{
    public sealed record Input(JsonElement TelemetryRecords);

    public sealed record Output();

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call) => new();
}
