using Classroom.Cli.Runtime;

namespace Classroom.Cli.Planning;

/// <summary>The program or its settings ask for something that is impossible.</summary>
sealed class PlanException(string message) : CommandException(message);
