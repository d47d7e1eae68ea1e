using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Classroom.Access;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Lambda;

/// <summary>Stores functions, and their code in the data folder.</summary>
sealed partial class FunctionStore(Database database, CloudSettings settings, Lazy<IRoles> roles, RequestIds ids)
    : IStore,
        ITagSource,
        IStudentData
{
    public Table<Function> Functions { get; } = new(database, "lambda.functions");

    public Table<EventSourceMapping> Mappings { get; } = new(database, "lambda.mappings");

    /// <summary>A student's functions with the same package share one copy of it.</summary>
    public IEnumerable<(Owner Owner, long Bytes)> Sizes() =>
        Functions
            .All.SelectMany(function => function.Versions.Append(function.Latest))
            .Select(version => (Owner: Owner.Of(version.Name), version.CodeHash, version.CodeSize))
            .Distinct()
            .Select(code => (code.Owner, code.CodeSize));

    public string ArnOf(string name, string? qualifier = null) =>
        settings.Arn("lambda", $"function:{name}{(qualifier is null ? "" : $":{qualifier}")}");

    /// <summary>Splits a name, partial ARN or ARN of a function into the name and, if given, the qualifier.</summary>
    public IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged =>
        Functions.All.Select(function => (ArnOf(function.Name), (IEnumerable<KeyValuePair<string, string>>)function.Tags));

    public static (string Name, string? Qualifier) Split(string nameOrArn)
    {
        var match = Reference().Match(nameOrArn);
        if (!match.Success)
        {
            throw new AwsException(
                "ValidationException",
                $"1 validation error detected: Value '{nameOrArn}' at 'functionName' failed to satisfy constraint: Member must "
                    + $"satisfy regular expression pattern: "
                    + $"(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{{2}}(-gov)?-[a-z]+-\\d{{1}}:)?"
                    + $"(\\d{{12}}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?"
            );
        }
        return (match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : null);
    }

    /// <summary>The qualifier of a request: in the name of the function, or beside it.</summary>
    public static string? QualifierOf(string nameOrArn, string? qualifier)
    {
        var named = Split(nameOrArn).Qualifier;
        return named is null || qualifier is null || named == qualifier
            ? qualifier ?? named
            : throw Invalid("The derived qualifier from the function name does not match the specified qualifier.");
    }

    public Function Function(string nameOrArn) => Find(nameOrArn) ?? throw NotFound($"Function not found: {ArnOf(Split(nameOrArn).Name)}");

    /// <summary>The function of a request that names a version or alias too.</summary>
    public Function Function(string nameOrArn, string? qualifier) =>
        Find(nameOrArn) ?? throw NotFound($"Function not found: {ArnOf(Split(nameOrArn).Name, qualifier)}");

    public Function? Find(string nameOrArn)
    {
        var name = Split(nameOrArn).Name;
        if (nameOrArn.Split(':') is ["arn", _, _, var region, ..] && region != settings.Region)
            throw NotFound($"Functions from '{region}' are not reachable in this region ('{settings.Region}')");
        return Functions.Find(name);
    }

    /// <summary>Finds the version that a qualifier selects: a number, an alias, or $LATEST.</summary>
    public FunctionVersion Version(Function function, string? qualifier)
    {
        if (qualifier is null or "$LATEST")
            return function.Latest;
        var number = function.Aliases.Find(alias => alias.Name == qualifier)?.FunctionVersion ?? qualifier;
        if (number == "$LATEST")
            return function.Latest;
        return function.Versions.Find(version => version.Version == number)
            ?? throw NotFound($"Function not found: {ArnOf(function.Name, qualifier)}");
    }

    /// <summary>The version that an invocation gets: an alias with weights sends a share of them to another version.</summary>
    public FunctionVersion VersionToInvoke(Function function, string? qualifier)
    {
        if (function.Aliases.Find(alias => alias.Name == qualifier) is not { Weights.IsEmpty: false } alias)
            return Version(function, qualifier);
        var (other, share) = alias.Weights.Single();
        var drawn = RandomNumberGenerator.GetInt32(1_000_000) / 1_000_000.0;
        return Version(function, drawn < share ? other : alias.FunctionVersion);
    }

    /// <summary>The resource policy of a function, for a version or alias.</summary>
    public PolicyDocument? PolicyOf(Function function, string? qualifier)
    {
        var statements = function.Policy.Where(statement => statement.Qualifier == qualifier).Select(statement => statement.Json).ToList();
        return statements.Count == 0 ? null : Policies.Parse(PolicyText(statements));
    }

    /// <summary>The revision of a policy is that of the version or alias which it is for.</summary>
    public string PolicyRevision(Function function, string? qualifier, Call call) =>
        function.Aliases.Find(alias => alias.Name == qualifier)?.RevisionId
        ?? Version(function, qualifier).RevisionAt(call.Now, settings.FunctionActivation);

    public static string PolicyText(IEnumerable<string> statements) =>
        $$"""{"Version":"2012-10-17","Id":"default","Statement":[{{string.Join(',', statements)}}]}""";

    /// <summary>The permission to invoke a function.</summary>
    public Permission InvokePermission(Function function, string? qualifier) =>
        new(ArnOf(function.Name, qualifier), "lambda:InvokeFunction") { ResourcePolicy = PolicyOf(function, qualifier) };

    /// <summary>Checks that a role exists and trusts Lambda.</summary>
    public void CheckRole(string arn, Call call)
    {
        if (!roles.Value.Trusts(arn, Caller.Service("lambda.amazonaws.com", "", settings.Account), call))
            throw new AwsException("InvalidParameterValueException", "The role defined for the function cannot be assumed by Lambda.");
    }

    public static Permission PassRole(string arn) =>
        new Permission(arn, "iam:PassRole").With("iam:PassedToService", "lambda.amazonaws.com");

    /// <summary>The folder with the unpacked code of a package.</summary>
    public string CodeFolder(string hash) => Path.Combine(database.Folder, "code", hash);

    public string PackagePath(string hash) => CodeFolder(hash) + ".zip";

    /// <summary>Stores and unpacks a package. The same package is stored only once.</summary>
    public (string Hash, long Size) Keep(byte[] package)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(package));
        var folder = CodeFolder(hash);
        if (Directory.Exists(folder))
            return (hash, package.Length);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        // Several requests may store the same package at the same time: each unpacks its own copy, and the first copy is kept.
        var fresh = $"{folder}.{ids.Next()}";
        try
        {
            PackageContent.Unpack(package, fresh);
            File.WriteAllBytes(fresh + ".zip", package);
        }
        catch (IOException exception) when (DiskErrors.IsDiskFull(exception))
        {
            RemoveUnfinished(fresh);
            throw DiskErrors.Explain(exception, database.Folder);
        }
        catch (AwsException)
        {
            RemoveUnfinished(fresh);
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The package comes from a caller, so every error of .NET is an error of the package.
            RemoveUnfinished(fresh);
            throw Invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
        }
        File.Move(fresh + ".zip", PackagePath(hash), overwrite: true);
        try
        {
            Directory.Move(fresh, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(fresh, recursive: true);
        }
        return (hash, package.Length);
    }

    static void RemoveUnfinished(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        File.Delete(folder + ".zip");
    }

    public static AwsException NotFound(string message) =>
        new("ResourceNotFoundException", message, 404) { Details = new Dictionary<string, object> { ["Type"] = "User" } };

    public static AwsException Conflict(string message) =>
        new("ResourceConflictException", message, 409) { Details = new Dictionary<string, object> { ["Type"] = "User" } };

    public static AwsException Invalid(string message) =>
        new("InvalidParameterValueException", message) { Details = new Dictionary<string, object> { ["Type"] = "User" } };

    [GeneratedRegex(
        @"^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:[a-z]+(?:-[a-z]+)+-\d:)?(?:\d{12}:)?(?:function:)?"
            + @"([a-zA-Z0-9_-]+)(?::(\$LATEST|[a-zA-Z0-9_-]+))?$"
    )]
    private static partial Regex Reference();
}
