using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Classroom.Cloud.Models;

namespace Classroom.Cloud.Validation;

/// <summary>Checks texts, numbers, booleans, times and blobs: their type, and the constraints of the model.</summary>
/// <param name="member">The member of the model that has the value.</param>
/// <param name="isTaken">Whether the operation reads the value, and then refuses a text that is no number or no time itself.</param>
sealed class ScalarCheck(Shape shape, string member, Exempt exempt, bool isTaken) : ShapeCheck
{
    readonly bool isConstrained = shape switch
    {
        StringShape text => text.IsConstrained,
        NumberShape number => !number.Range.AreOpen,
        BlobShape blob => !blob.Length.AreOpen,
        _ => false,
    };

    public Shape Shape => shape;

    /// <summary>Whether there is more to check than the type.</summary>
    public bool IsConstrained => isConstrained;

    public override void Check(JsonElement value, Findings findings)
    {
        CheckType(value, findings.Values);
        if (!isConstrained)
            return;
        foreach (var constraint in Constraints.Broken(shape, value, exempt))
            findings.Violates(member, JavaText.Of(shape, value), IsSecret(shape), constraint);
    }

    public bool IsBroken(JsonElement value) => isConstrained && Constraints.Broken(shape, value, exempt).Any();

    public void CheckType(JsonElement value, Values values)
    {
        var kind = value.ValueKind;
        var isRight =
            exempt.HasFlag(Exempt.Type)
            || shape switch
            {
                StringShape => kind == JsonValueKind.String,
                NumberShape number => kind == JsonValueKind.Number ? IsKind(number, value) : IsWritten(number, value, values),
                BooleanShape => kind is JsonValueKind.True or JsonValueKind.False
                    || (kind == JsonValueKind.String && bool.TryParse(value.GetString(), out _)),
                TimestampShape => kind == JsonValueKind.Number || (kind == JsonValueKind.String && (isTaken || IsTime(value))),
                BlobShape => kind == JsonValueKind.String && IsBase64(value),
                _ => true,
            };
        if (!isRight)
            throw Wrong(value);
    }

    Api.AwsException Wrong(JsonElement value) =>
        shape switch
        {
            StringShape => WrongType.Of(value, "a", "String"),
            // AWS sends no message for a number with a fraction where none may be.
            NumberShape { Kind: NumberKind.Integer } when value.ValueKind != JsonValueKind.Number => WrongType.Of(value, "an", "Integer"),
            NumberShape { Kind: NumberKind.Long } when value.ValueKind != JsonValueKind.Number => WrongType.Of(value, "a", "Long"),
            BooleanShape when value.ValueKind == JsonValueKind.String => WrongType.Of(value, "an", "Boolean"),
            BooleanShape => WrongType.Of(value, "a", "Boolean"),
            _ => WrongType.Of(value),
        };

    static bool IsKind(NumberShape number, JsonElement value) =>
        number.Kind switch
        {
            NumberKind.Integer => value.TryGetInt32(out _) || IsWhole(value, int.MinValue, int.MaxValue),
            NumberKind.Long => value.TryGetInt64(out _) || IsWhole(value, long.MinValue, long.MaxValue),
            _ => true,
        };

    /// <summary>Whether a number such as 5.0 or 1e3 is whole.</summary>
    static bool IsWhole(JsonElement value, long least, long most) =>
        value.TryGetDecimal(out var number) && decimal.IsInteger(number) && number >= least && number <= most;

    /// <summary>Text that is no number is left to the type of the member, because each service has words of its own for it.</summary>
    bool IsWritten(NumberShape number, JsonElement value, Values values) =>
        value.ValueKind == JsonValueKind.String
        && (
            (
                values == Values.Text
                && (isTaken || decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            )
            // JSON has no numbers for NaN and the infinities, and texts in their place.
            || (!number.IsWhole && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        );

    static bool IsTime(JsonElement value) =>
        DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    static bool IsBase64(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        // A text with escapes is decoded first.
        return Base64.IsValid(raw[1..^1]) || (raw.Contains((byte)'\\') && Base64.IsValid(value.GetString()));
    }

    static bool IsSecret(Shape shape) =>
        shape is StringShape { IsSecret: true } or NumberShape { IsSecret: true } or BlobShape { IsSecret: true };
}
