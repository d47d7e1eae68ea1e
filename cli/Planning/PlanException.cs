using Classroom.Cli.Runtime;

namespace Classroom.Cli.Planning;

/// <summary>The program, or its settings, ask for something that cannot be.</summary>
sealed class PlanException(string message) : CommandException(message);
