using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Paths;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Evaluation;

/// <summary>A path field such as ResultPath: absent, a path, or null, which selects nothing.</summary>
readonly record struct OptionalPath(JsonPath? Path, bool IsAbsent)
{
    public static OptionalPath Absent => new(null, IsAbsent: true);

    static OptionalPath Nothing => new(null, IsAbsent: false);

    public static OptionalPath Read(FieldReader reader, string field) => Read(reader, field, reader.Path);

    /// <summary>Reads a reference path: a path to a single place, into which a value can be put.</summary>
    public static OptionalPath ReadReference(FieldReader reader, string field) => Read(reader, field, reader.ReferencePathOf);

    /// <summary>Combines a result with the input of its state as ResultPath says.</summary>
    public Json Place(Json result, Json input)
    {
        if (IsAbsent)
            return result;
        if (Path is null)
            return input;
        return DataLimit.Check(
            ReferencePath.Put(Path, input, result)
                ?? throw new StatesException(StatesErrors.ResultPathMatchFailure, $"Unable to apply ReferencePath {Path} to input {input}")
        );
    }

    static OptionalPath Read(FieldReader reader, string field, Func<string, JsonPath?> path) =>
        !reader.Has(field) ? Absent
        : reader.Get(field) is JsonNull ? Nothing
        : new(path(field), IsAbsent: false);
}
