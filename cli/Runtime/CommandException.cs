namespace Classroom.Cli.Runtime;

/// <summary>Something that its user can mend: what was found, where, what is allowed, what to do next. Anything else is a bug.</summary>
class CommandException(string message, ExitCode code = ExitCode.Refused) : Exception(message)
{
    public ExitCode Code => code;
}

/// <summary>How a command ends; docs/cli.md tells the same.</summary>
enum ExitCode
{
    Done = 0,

    /// <summary>A resource, an execution or a check failed.</summary>
    Failed = 1,

    /// <summary>`preview`: there are changes.</summary>
    Changes = 2,

    /// <summary>Nothing was done: settings, arguments or the machine do not allow it.</summary>
    Refused = 3,

    /// <summary>A bug of the command.</summary>
    Bug = 70,
}
