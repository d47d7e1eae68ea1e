using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;
using Classroom.StatesLanguage.Jsonata.Functions;

namespace Classroom.StatesLanguage.Evaluation;

/// <summary>
/// JSONata's library in Step Functions: it has additional functions, which replace the intrinsic functions, and no $eval.
/// </summary>
sealed class StatesFunctions(IntrinsicSources sources)
{
    readonly NativeFunction[] added =
    [
        new("partition", "<an:a<a>>", (args, _) => Call(new ArrayPartition(), sources, args)),
        new("range", "<nnn:a<n>>", (args, _) => Sequence(Call(new ArrayRange(), sources, args))),
        new("hash", "<ss:s>", (args, _) => Call(new Hash(), sources, args)),
        new("uuid", "<:s>", (_, _) => Call(new Uuid(), sources, [])),
        new(
            "random",
            "<n?:n>",
            (args, _) => args.ElementAtOrDefault(0) is JsonNumber seed ? new Random((int)seed.Value).NextDouble() : sources.Random()
        ),
        new("parse", "<s:x>", (args, _) => Call(new StringToJson(), sources, args)),
    ];

    public NativeFunction? Find(string name) =>
        Array.Find(added, function => function.Name == name)
        // Step Functions does not support $eval.
        ?? (name == "eval" ? null : Library.Find(name));

    /// <summary>Like JSONata's own ranges: a range of one number is the number.</summary>
    static JsonArray? Sequence(Json? range)
    {
        if (range is not JsonArray numbers)
            return null;
        var sequence = Sequences.Empty();
        Sequences.AddAll(sequence, numbers);
        return sequence;
    }

    static Json? Call(Intrinsic intrinsic, IntrinsicSources sources, Json?[] arguments)
    {
        if (arguments.Any(argument => argument is null))
            return null;
        try
        {
            return intrinsic.Call(arguments!, sources);
        }
        catch (IntrinsicException exception)
        {
            throw new JsonataException("D3137", detail: exception.Message);
        }
    }
}
