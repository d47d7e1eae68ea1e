using Classroom.Cli.Checks.Starters;

namespace Classroom.Cli.Checks.Pipeline;

sealed class TriggerStartsTheWorkflow() : StarterStartsTheWorkflow("pipeline", "trigger-workflow", "simple-workflow");
