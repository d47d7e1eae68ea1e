namespace Amazon.Lambda.Core;

/// <summary>The log of the current invocation, for code that has no context.</summary>
public static class LambdaLogger
{
    public static void Log(string message) => Console.WriteLine(message);

    public static void Log(string level, string message, params object[] args) =>
        Log(
            args is { Length: > 0 }
                ? $"{level}: {message} Arguments: {string.Join(' ', args.Select(argument => $"\"{argument}\""))}"
                : $"{level}: {message}"
        );

    public static void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);
}
