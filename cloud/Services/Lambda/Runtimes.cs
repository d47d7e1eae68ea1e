namespace Classroom.Cloud.Lambda;

/// <summary>The runtimes that a function may name. Whether a runtime can run depends on the programs on this machine.</summary>
static class Runtimes
{
    /// <summary>In the order in which AWS names them.</summary>
    static readonly string[] Supported =
    [
        .. (string[])["nodejs20.x", "python3.14", "provided.al2023", "python3.12", "python3.13", "nodejs24.x", "nodejs22.x", "java25"],
        .. (string[])["python3.10", "python3.11", "java21", "ruby3.3", "ruby3.4", "ruby3.2", "python3.8", "python3.9", "java17"],
        .. (string[])["nodejs16.x", "dotnet10", "dotnet8", "java11", "dotnet6", "nodejs18.x", "provided.al2", "java8.al2"],
    ];

    /// <summary>The runtimes with which no function can be made or changed any more.</summary>
    static readonly string[] Retired =
    [
        .. (string[])["nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x"],
        .. (string[])["java8", "go1.x", "provided", "python2.7", "python3.6", "python3.7", "ruby2.5", "ruby2.7"],
        .. (string[])["dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1"],
    ];

    public static void Check(string runtime)
    {
        if (Retired.Contains(runtime))
            throw FunctionStore.Invalid(
                $"The runtime parameter of {runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend "
                    + "you use a supported runtime while creating or updating functions."
            );
        if (!Supported.Contains(runtime))
            throw FunctionStore.Invalid(
                $"Value {runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
                    + $"[{string.Join(", ", Supported)}] or be a valid ARN"
            );
    }
}
