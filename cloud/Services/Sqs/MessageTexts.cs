using System.Text.RegularExpressions;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sqs;

/// <summary>The characters that bodies and attributes of messages may have, and the names and types of attributes.</summary>
static partial class MessageTexts
{
    const string Valid = "#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF";

    const int LongestType = 256;

    public static void CheckBody(string body)
    {
        if (!IsPrintable(body))
            throw SqsErrors.Of("InvalidMessageContents", $"Invalid characters found. Valid unicode characters are {Valid}");
    }

    // AWS documents these rules; apart from the message about empty values it does not document the messages.
    public static void CheckAttributes(IReadOnlyDictionary<string, MessageAttribute>? attributes)
    {
        foreach (var (name, attribute) in attributes ?? new Dictionary<string, MessageAttribute>())
        {
            if (!Names().IsMatch(name) || ReservedNames().IsMatch(name))
                throw SqsErrors.InvalidValue(
                    $"Message (user) attribute name '{name}' is invalid: up to 256 letters, digits, underscores, hyphens and periods are "
                        + "allowed, no period at the start or the end, and none of the prefixes AWS. and Amazon."
                );
            CheckValue(name, attribute);
        }
    }

    static void CheckValue(string name, MessageAttribute attribute)
    {
        var type = attribute.DataType.Split('.')[0];
        if (type is not ("String" or "Number" or "Binary") || attribute.DataType.Length > LongestType)
            throw SqsErrors.InvalidValue(
                $"The type of message (user) attribute '{name}' is invalid. You must use only the following supported type prefixes: "
                    + "Binary, Number, String."
            );
        if (type == "Binary" ? attribute.BinaryValue is not { Length: > 0 } : string.IsNullOrEmpty(attribute.StringValue))
            throw SqsErrors.InvalidValue(
                $"Message (user) attribute '{name}' must contain a non-empty value of type '{attribute.DataType}'."
            );
        if (attribute.StringValue is { } text && !IsPrintable(text))
            throw SqsErrors.InvalidValue(
                $"Message (user) attribute '{name}' contains invalid characters. Valid unicode characters are {Valid}"
            );
    }

    static bool IsPrintable(string text) =>
        text.All(character => character is '\t' or '\n' or '\r' or (>= ' ' and not ('\ufffe' or '\uffff')));

    [GeneratedRegex(@"^(?!\.)[\w.-]{1,256}(?<!\.)$")]
    private static partial Regex Names();

    [GeneratedRegex(@"^(aws|amazon)\.", RegexOptions.IgnoreCase)]
    private static partial Regex ReservedNames();
}
