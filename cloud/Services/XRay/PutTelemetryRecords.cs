using System.Text.Json;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.XRay;

/// <summary>What a daemon says about itself; nothing here needs it.</summary>
[Route("POST", "/TelemetryRecords")]
sealed class PutTelemetryRecords : IOperation<PutTelemetryRecords.Input, PutTelemetryRecords.Output>
{
    public sealed record Input(JsonElement TelemetryRecords);

    public sealed record Output();

    public Output Run(Input input, Call call) => new();
}
