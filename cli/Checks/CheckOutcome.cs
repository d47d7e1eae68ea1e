namespace Classroom.Cli.Checks;

/// <summary>How a check ended. Only <see cref="Passed"/> gives points.</summary>
enum CheckOutcome
{
    Passed,

    /// <summary>Something is there, and it is wrong.</summary>
    Failed,

    /// <summary>Nothing is there yet: the student has not done this part.</summary>
    Open,

    /// <summary>Another check must pass before this one can be judged.</summary>
    Blocked,

    /// <summary>The settings of the class make the check impossible; its points do not count.</summary>
    NotAsked,
}
