namespace Classroom.Cli.Runtime;

/// <summary>Where the cloud's data and the stacks' states lie: CLASSROOM_HOME, or the user's own folder for such things.</summary>
sealed record AppPaths(string Folder)
{
    public string CloudData => Path.Combine(Folder, "cloud");

    /// <summary>The file in the folder of the cloud's data.</summary>
    public const string CloudDatabase = "cloud.db";

    public string CloudLog => Path.Combine(Folder, "cloud.log");

    public string StackFolder(string stack) =>
        stack.Length > 0
        && stack.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
        && stack.Trim('.').Length > 0
            ? Path.Combine(Folder, "stacks", stack)
            : throw new CommandException($"'{stack}' is no name of a stack; allowed are letters, digits, '-', '_' and '.'.");

    public static AppPaths Of(Func<string, string?> variable) =>
        new(
            variable("CLASSROOM_HOME") is { Length: > 0 } folder
                ? Path.GetFullPath(folder)
                : Path.Combine(
                    Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
                    "classroom"
                )
        );
}
