using Classroom.Cli.Checks.Starters;

namespace Classroom.Cli.Checks.Events;

sealed class ConsumerStartsTheWorkflow() : StarterStartsTheWorkflow("events", "process-sqs-message", "order-events-workflow");
