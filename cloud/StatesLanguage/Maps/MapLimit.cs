using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Paths;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Maps;

/// <summary>A numeric setting of a Map state: a literal, a JSONata expression, or a …Path field.</summary>
sealed class MapLimit
{
    readonly string field;
    readonly bool isPercentage;
    readonly Template? given;
    readonly JsonPath? path;

    MapLimit(string field, bool isPercentage, Template? given, JsonPath? path)
    {
        this.field = field;
        this.isPercentage = isPercentage;
        this.given = given;
        this.path = path;
    }

    public static MapLimit? Read(FieldReader reader, string field, bool isJsonata, bool isPercentage)
    {
        var given = Template.ReadNumber(reader, field, isJsonata, 0, isPercentage ? 100 : int.MaxValue, integer: !isPercentage);
        var path = isJsonata ? null : reader.Path($"{field}Path");
        if (given is not null && path is not null)
            reader.Report($"A state can't have both '{field}' and '{field}Path'", reader.Location);
        return given is null && path is null ? null : new(field, isPercentage, given, path);
    }

    /// <summary>Reads the arguments of an ItemReader or ResultWriter, whose field has another name in each query language.</summary>
    public static Template? Payload(FieldReader reader, bool isJsonata) =>
        Template.Read(reader, isJsonata ? "Arguments" : "Parameters", isJsonata);

    public double Evaluate(EvaluationScope scope)
    {
        var value = path is not null ? scope.Resolve(path) : given!.Evaluate(scope);
        if (JsonKinds.AsNumber(value) is { } number && (isPercentage || Math.Floor(number) == number))
            return number;
        var kind = isPercentage ? "float" : "integer";
        throw path is not null
            ? new StatesException(
                StatesErrors.Runtime,
                scope.Explain(
                    $"The {field}Path field refers to value \"{(value is JsonString text ? text.Value : value.ToString())}\" which "
                        + $"is not a valid {kind}: {path}"
                )
            )
            : new StatesException(
                StatesErrors.QueryEvaluationError,
                scope.Explain($"The {field} field must be a valid {kind} but was: {value}"),
                field
            );
    }
}
