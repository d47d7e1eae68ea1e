using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>An intrinsic function (States.…). Each function has its own file.</summary>
abstract class Intrinsic
{
    static readonly Dictionary<string, Intrinsic> Known = new Intrinsic[]
    {
        new Array_(),
        new ArrayContains(),
        new ArrayGetItem(),
        new ArrayLength(),
        new ArrayPartition(),
        new ArrayRange(),
        new ArrayUnique(),
        new Base64Decode(),
        new Base64Encode(),
        new Format(),
        new Hash(),
        new JsonMerge(),
        new JsonToString(),
        new MathAdd(),
        new MathRandom(),
        new StringSplit(),
        new StringToJson(),
        new Uuid(),
    }.ToDictionary(intrinsic => intrinsic.Name, StringComparer.Ordinal);

    public abstract string Name { get; }

    /// <summary>The minimum and the maximum number of arguments.</summary>
    public abstract (int Least, int Most) Arguments { get; }

    public static IReadOnlyCollection<string> Names => Known.Keys;

    public static Intrinsic? Find(string name) => Known.GetValueOrDefault(name);

    public abstract Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources);

    protected static JsonArray ArrayOf(Json argument) =>
        argument as JsonArray ?? throw new IntrinsicException($"{Describe(argument)} is not an array");

    protected static JsonObject ObjectOf(Json argument) =>
        argument as JsonObject ?? throw new IntrinsicException($"{Describe(argument)} is not an object");

    protected static string TextOf(Json argument) =>
        (argument as JsonString)?.Value ?? throw new IntrinsicException($"{Describe(argument)} is not a string");

    /// <summary>Rounds a number to an integer as Step Functions does: halves are rounded up.</summary>
    protected static double IntegerOf(Json argument) =>
        argument is JsonNumber number
            ? Math.Floor(number.Value + 0.5)
            : throw new IntrinsicException($"{Describe(argument)} is not a number");

    protected static string Describe(Json argument)
    {
        var text = argument.ToString();
        return text.Length <= 200 ? text : text[..200] + "…";
    }
}

/// <summary>The sources of random numbers and ids.</summary>
sealed record IntrinsicSources(Func<double> Random, Func<Guid> NewId);

/// <summary>The failure of an intrinsic function: States.IntrinsicFailure.</summary>
sealed class IntrinsicException(string message) : Exception(message);
