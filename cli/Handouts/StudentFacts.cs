using System.Text.Json.Nodes;
using Classroom.Cli.Executions;

namespace Classroom.Cli.Handouts;

/// <summary>What a hand-out says about the class.</summary>
/// <param name="Endpoint">The address of the embedded cloud; null for a class on AWS.</param>
/// <param name="Boundary">The ARN of the permissions boundary that roles of students need.</param>
sealed record ClassFacts(string Stack, string Account, string Region, string Partition, string? Endpoint, string Boundary)
{
    public bool IsOnAws => Endpoint is null;
}

/// <summary>What a hand-out says about one student.</summary>
/// <param name="Outputs">The outputs of the program for this student, secrets included.</param>
/// <param name="Key">The access key of the student; null for a student without one.</param>
sealed record StudentFacts(ClassFacts Class, string Student, IReadOnlyList<string> Labs, JsonObject Outputs, StudentKey? Key)
{
    public string? Role => Text("access_role_arn");

    public string? SignInUrl => Text("sign_in_url");

    public string? Password => Text("password");

    public IReadOnlyDictionary<string, string> Workflows => Map("workflows");

    public IReadOnlyDictionary<string, string> Functions => Map("lambda_functions");

    /// <summary>Addresses and names of the labs' resources, without what belongs to signing in.</summary>
    public IEnumerable<KeyValuePair<string, string>> Links =>
        Outputs
            .Where(output => output.Value is JsonValue && !SignIn.Contains(output.Key))
            .Select(output => KeyValuePair.Create(output.Key, (string)output.Value!));

    /// <summary>Whether the student builds the labs. Only then the outputs say where the code of the functions is.</summary>
    public bool IsHandsOn => Outputs.ContainsKey("functions_bucket");

    /// <summary>What is true for this student, for the parts of guides that are not for everybody.</summary>
    public IReadOnlySet<string> Words =>
        new HashSet<string>
        {
            Class.IsOnAws ? "aws" : "here",
            IsHandsOn ? "build" : "ready",
            Role is not null ? "role"
            : Key is not null ? "user"
            : "none",
        };

    /// <summary>The values of the guides' placeholders.</summary>
    public IReadOnlyDictionary<string, string> Values =>
        new Dictionary<string, string>(Links)
        {
            ["student"] = Student,
            ["account"] = Class.Account,
            ["region"] = Class.Region,
            ["partition"] = Class.Partition,
            ["boundary_arn"] = Class.Boundary,
        };

    static readonly HashSet<string> SignIn =
    [
        "access_role_arn",
        "sign_in_url",
        "user_name",
        "password",
        "access_key_id",
        "secret_access_key",
    ];

    string? Text(string output) => (string?)Outputs[output];

    Dictionary<string, string> Map(string output) =>
        (Outputs[output] as JsonObject ?? [])
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => (string)pair.Value!);
}
