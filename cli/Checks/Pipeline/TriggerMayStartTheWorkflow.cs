using Classroom.Cli.Checks.Starters;

namespace Classroom.Cli.Checks.Pipeline;

sealed class TriggerMayStartTheWorkflow() : StarterMayStartTheWorkflow("pipeline", "trigger-workflow", "simple-workflow");
