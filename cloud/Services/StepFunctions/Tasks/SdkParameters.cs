using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cloud.Models;
using Classroom.StatesLanguage.Data;
using Json = Classroom.StatesLanguage.Data.Json;
using Nodes = System.Text.Json.Nodes;
using States = Classroom.StatesLanguage.Data;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>
/// Converts the parameters of a task to the input of an operation, by the model of its service. In a workflow all members have the names of
/// the SDK, which begin with a capital letter; JSON that is given for a text or a blob is written as text; times are texts in ISO 8601.
/// Step Functions checks the parameters before it calls the service.
/// </summary>
sealed class SdkParameters
{
    readonly Func<Member, string> nameOf;
    readonly List<string> mistakes = [];

    SdkParameters(Func<Member, string> nameOf) => this.nameOf = nameOf;

    /// <param name="nameOf">The name of a member in the input of the operation.</param>
    public static Nodes.JsonObject Convert(OperationModel operation, States.JsonObject parameters, Func<Member, string> nameOf)
    {
        var conversion = new SdkParameters(nameOf);
        var made = conversion.MembersOf(operation.Input, parameters);
        conversion.mistakes.AddRange(MissingFrom(operation, parameters));
        return conversion.mistakes.Count == 0 ? made : throw Unusable(parameters, conversion.mistakes);
    }

    /// <summary>Checks the names of parameters that an optimized integration reads itself.</summary>
    public static void CheckNames(OperationModel operation, States.JsonObject parameters)
    {
        var known = (operation.Input?.Members ?? []).Select(SdkName).ToHashSet(StringComparer.Ordinal);
        List<string> mistakes =
        [
            .. parameters.Where(member => !known.Contains(member.Key)).Select(member => Unknown(member.Key)),
            .. MissingFrom(operation, parameters),
        ];
        if (mistakes.Count > 0)
            throw Unusable(parameters, mistakes);
    }

    public static string SdkName(Member member) => Capitalized(member.Name);

    public static string Capitalized(string name) => name.Length > 0 ? char.ToUpperInvariant(name[0]) + name[1..] : name;

    static TaskException Unusable(States.JsonObject parameters, List<string> mistakes) =>
        new("States.Runtime", $"The Parameters '{parameters}' could not be used to start the Task: [{string.Join(", ", mistakes)}]");

    static IEnumerable<string> MissingFrom(OperationModel operation, States.JsonObject parameters) =>
        (operation.Input?.Members ?? [])
            .Where(member => member is { IsRequired: true, IsToken: false } && !parameters.Has(SdkName(member)))
            .Select(member => $"The field '{SdkName(member)}' is required but was missing");

    static string Unknown(string field) => $"The field '{field}' is not supported by Step Functions";

    Nodes.JsonObject MembersOf(StructureShape? shape, States.JsonObject given)
    {
        var made = new Nodes.JsonObject();
        foreach (var (name, value) in given)
        {
            if (shape?.Members.FirstOrDefault(member => SdkName(member) == name) is not { } member)
                mistakes.Add(Unknown(name));
            else if (value is not JsonNull)
                made[nameOf(member)] = ValueOf(member.Shape, value, name);
        }
        return made;
    }

    JsonNode? ValueOf(Shape shape, Json value, string field)
    {
        switch (shape, value)
        {
            case (_, JsonNull):
                return null;
            case (StructureShape structure, States.JsonObject members):
                return MembersOf(structure, members);
            case (ListShape list, States.JsonArray items):
                return new Nodes.JsonArray([.. items.Select(item => ValueOf(list.Item, item, field))]);
            case (MapShape map, States.JsonObject entries):
                return new Nodes.JsonObject(
                    entries.Select(entry => KeyValuePair.Create(entry.Key, ValueOf(map.Value, entry.Value, field)))
                );
            case (StringShape, _):
                return TextOf(value);
            case (BlobShape, _):
                // A text becomes a blob with its quotes: Step Functions writes each value as JSON.
                return System.Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(CompactOf(value)));
            case (NumberShape, JsonNumber) or (BooleanShape, JsonBoolean) or (DocumentShape, _):
                return Payload.ToNode(value);
            case (NumberShape, JsonString number)
                when decimal.TryParse(number.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var read):
                return read;
            case (BooleanShape, JsonString flag) when bool.TryParse(flag.Value, out var read):
                return read;
            case (TimestampShape, JsonString time)
                when DateTimeOffset.TryParse(time.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _):
                return time.Value;
            default:
                mistakes.Add($"The value of the field '{field}' has an invalid format");
                return null;
        }
    }

    static string TextOf(Json value) => value is JsonString text ? text.Value : CompactOf(value);

    static string CompactOf(Json value) => Payload.ToNode(value)!.ToJsonString(SdkJson.Compact);
}
