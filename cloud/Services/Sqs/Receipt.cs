using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

/// <summary>A receipt handle: the id of a message, and random bytes that make each receive different.</summary>
static class Receipt
{
    const string Prefix = "AQEB";
    const int RandomBytes = 24;

    public static string Of(string messageId) =>
        Prefix + Convert.ToBase64String([.. RandomNumberGenerator.GetBytes(RandomBytes), .. Encoding.UTF8.GetBytes(messageId)]);

    /// <summary>The id of the message. A text that cannot be a receipt handle is refused.</summary>
    public static string MessageId(string receipt)
    {
        var bytes = new byte[receipt.Length];
        return
            receipt.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64Chars(receipt.AsSpan(Prefix.Length), bytes, out var count)
            && count > RandomBytes
            ? Encoding.UTF8.GetString(bytes, RandomBytes, count - RandomBytes)
            : throw NoReceipt(receipt);
    }

    static AwsException NoReceipt(string receipt) =>
        SqsErrors.Of("ReceiptHandleIsInvalid", $"The input receipt handle \"{receipt}\" is not a valid receipt handle.");
}
