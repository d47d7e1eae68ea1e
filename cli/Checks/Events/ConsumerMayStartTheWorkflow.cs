using Classroom.Cli.Checks.Starters;

namespace Classroom.Cli.Checks.Events;

sealed class ConsumerMayStartTheWorkflow() : StarterMayStartTheWorkflow("events", "process-sqs-message", "order-events-workflow");
