using System.Text;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Models;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Testing;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>
/// Checks mocked results of tasks against the model of the called operation. Members that the model does not have are allowed. The result
/// of a task that waits for a job or for its token is not the answer of the operation, and is not checked.
/// </summary>
sealed class MockedResults(Catalog catalog)
{
    /// <param name="isStrict">Whether required members must be there.</param>
    public void Check(TaskResource resource, Json result, bool isStrict)
    {
        if (resource is not { Kind: TaskKind.Service, Pattern: TaskPattern.RequestResponse } || ModelOf(resource)?.Output is not { } output)
            return;
        if (result is not JsonObject members)
            throw Wrong("Mocked result must be a JSON object");
        CheckMembers(output, members, isStrict);
    }

    /// <summary>Null for a service that the embedded cloud does not have.</summary>
    OperationModel? ModelOf(TaskResource resource)
    {
        if (ServiceTasks.ModelOf(resource) is { } optimized)
            return optimized;
        var service = SdkTasks.ServiceOf(resource) is { } known ? catalog.ByPrefix(known.Prefix) : null;
        return service is null ? null : ServiceModel.Of(service.ModelName).Find(SdkParameters.Capitalized(resource.Action));
    }

    static void CheckMembers(StructureShape shape, JsonObject given, bool isStrict)
    {
        foreach (var member in shape.Members)
        {
            var name = SdkParameters.SdkName(member);
            if (given[name] is { } value)
                CheckValue(member.Shape, value, name, isStrict);
            else if (isStrict && member.IsRequired)
                throw Wrong($"Required field '{name}' is missing");
        }
    }

    static void CheckValue(Shape shape, Json value, string field, bool isStrict)
    {
        switch (shape, value)
        {
            case (StructureShape structure, JsonObject members):
                CheckMembers(structure, members, isStrict);
                break;
            case (ListShape list, JsonArray items):
                foreach (var item in items)
                    CheckValue(list.Item, item, field, isStrict);
                break;
            case (MapShape map, JsonObject entries):
                foreach (var (_, entry) in entries)
                    CheckValue(map.Value, entry, field, isStrict);
                break;
            case (StringShape text, JsonString given):
                CheckText(text, given.Value, field);
                break;
            case (BlobShape blob, JsonString given):
                CheckLength(blob.Length, Encoding.UTF8.GetByteCount(given.Value), field);
                break;
            case (NumberShape number, JsonNumber given):
                CheckRange(number.Range, given.Value, field);
                break;
            case (TimestampShape, JsonString) or (BooleanShape, JsonBoolean) or (DocumentShape, _):
                break;
            default:
                throw Wrong($"Field '{field}' must be {KindOf(shape)}");
        }
    }

    static void CheckText(StringShape shape, string value, string field)
    {
        if (shape.Values is { } values && !values.Contains(value))
            throw Wrong($"Field '{field}' is not an expected value");
        CheckLength(shape.Length, value.Length, field);
    }

    static void CheckLength(Bounds bounds, int length, string field)
    {
        if (length < bounds.Min)
            throw Wrong($"Field '{field}' is smaller than the minimum length");
        if (length > bounds.Max)
            throw Wrong($"Field '{field}' exceeds the maximum length");
    }

    static void CheckRange(Bounds bounds, double value, string field)
    {
        if (value < (double?)bounds.Min)
            throw Wrong($"Field '{field}' is less than the minimum value");
        if (value > (double?)bounds.Max)
            throw Wrong($"Field '{field}' exceeds the maximum value");
    }

    static string KindOf(Shape shape) =>
        shape switch
        {
            StructureShape or MapShape => "an object",
            ListShape => "an array",
            NumberShape => "a number",
            BooleanShape => "a boolean",
            _ => "a string",
        };

    static StateTestException Wrong(string what) => new($"Mock result schema validation error: {what}");
}
