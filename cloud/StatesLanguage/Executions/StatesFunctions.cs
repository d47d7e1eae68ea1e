using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;
using Classroom.StatesLanguage.Jsonata.Functions;

namespace Classroom.StatesLanguage.Executions;

/// <summary>The library of JSONata as Step Functions has it: some functions more, in the place of intrinsics, and one less.</summary>
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
        // Step Functions evaluates no texts.
        ?? (name == "eval" ? null : Library.Find(name));

    /// <summary>As the language's own ranges: one number alone is a number.</summary>
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
