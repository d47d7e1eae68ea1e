using System.Text.RegularExpressions;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sns;

/// <summary>The names, types and values that message attributes may have.</summary>
static partial class MessageAttributeRules
{
    const int LongestName = 256;

    public static void Check(string name, MessageAttribute attribute)
    {
        CheckName(name);
        if (!Types().IsMatch(attribute.DataType))
            throw Invalid(
                $"The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is Binary, "
                    + "Number, and String."
            );
        var isBinary = attribute.DataType.StartsWith("Binary", StringComparison.Ordinal);
        if ((isBinary ? attribute.StringValue?.Length : attribute.BinaryValue?.Length) > 0)
            throw Invalid(
                $"The message attribute '{name}' with type '{attribute.DataType}' must use field '{(isBinary ? "Binary" : "String")}'."
            );
        if ((isBinary ? attribute.BinaryValue?.Length : attribute.StringValue?.Length) is null or 0)
            throw Invalid(
                $"The message attribute '{name}' must contain non-empty message attribute value for message attribute type "
                    + $"'{attribute.DataType}'."
            );
    }

    static void CheckName(string name)
    {
        if (name.Length > LongestName)
            throw Invalid("Length of message attribute name must be less than 256 bytes.");
        if (Impermissible().Match(name) is { Success: true, Value: var character })
            throw Invalid(
                $"Invalid non-alphanumeric character '#x{(int)character[0]:X}' was found in the message attribute name. Can only include "
                    + "alphanumeric characters, hyphens, underscores, or dots."
            );
        if (name.StartsWith('.'))
            throw Invalid("Invalid message attribute name starting with character '.' was found.");
        if (name.EndsWith('.'))
            throw Invalid("Invalid message attribute name ending with character '.' was found.");
        if (name.Contains("..", StringComparison.Ordinal))
            throw Invalid("Message attribute name can not have successive '.' character.");
    }

    static AwsException Invalid(string message) => new("ParameterValueInvalid", message);

    [GeneratedRegex(@"^(String|Number|Binary)(\..+)?$")]
    private static partial Regex Types();

    [GeneratedRegex("[^A-Za-z0-9_.-]")]
    private static partial Regex Impermissible();
}
