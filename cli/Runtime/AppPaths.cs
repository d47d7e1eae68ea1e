namespace Classroom.Cli.Runtime;

/// <summary>The folders of the cloud's data and of the stacks' states, in CLASSROOM_HOME or in the user's application data.</summary>
sealed record AppPaths(string Folder)
{
    public string CloudData => Path.Combine(Folder, "cloud");

    /// <summary>The name of the database file in the folder of the cloud's data.</summary>
    public const string CloudDatabase = "cloud.db";

    public string CloudLog => Path.Combine(Folder, "cloud.log");

    public string StackFolder(string stack) =>
        stack.Length > 0
        && stack.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
        && stack.Trim('.').Length > 0
            ? Path.Combine(Folder, "stacks", stack)
            : throw new CommandException($"'{stack}' is not a valid stack name; allowed are letters, digits, '-', '_' and '.'.");

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
