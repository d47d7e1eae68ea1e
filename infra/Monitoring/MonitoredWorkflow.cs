using Pulumi;

namespace Classroom.Monitoring;

/// <summary>A workflow on a student's dashboard.</summary>
sealed record MonitoredWorkflow(string Name, Output<string> Arn);
