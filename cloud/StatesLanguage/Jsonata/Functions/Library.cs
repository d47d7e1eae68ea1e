using System.Collections.Frozen;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>JSONata's library. Each group of functions has its own file.</summary>
static class Library
{
    static readonly FrozenDictionary<string, NativeFunction> Functions = new[]
    {
        Texts.Functions,
        Matching.Functions,
        Encodings.Functions,
        Numbers.Functions,
        Aggregates.Functions,
        Booleans.Functions,
        Arrays.Functions,
        Objects.Functions,
        HigherOrder.Functions,
        Times.Functions,
        Errors.Functions,
        Evaluating.Functions,
    }
        .SelectMany(group => group)
        .ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    public static NativeFunction? Find(string name) => Functions.GetValueOrDefault(name);
}
