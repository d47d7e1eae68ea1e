namespace Classroom.Cli.Runtime;

/// <summary>A mistake that the user can correct. The message says what was found, where, what is allowed, and what to do next. Any other
/// exception is a bug.</summary>
class CommandException(string message, ExitCode code = ExitCode.Refused) : Exception(message)
{
    public ExitCode Code => code;
}

/// <summary>The exit codes of the command; docs/cli.md lists them too.</summary>
enum ExitCode
{
    Done = 0,

    /// <summary>A resource, an execution or a check failed.</summary>
    Failed = 1,

    /// <summary>`preview`: there are changes.</summary>
    Changes = 2,

    /// <summary>Nothing was done, because of the settings, the arguments or the machine.</summary>
    Refused = 3,

    /// <summary>A bug of the command.</summary>
    Bug = 70,
}
