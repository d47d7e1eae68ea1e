using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.S3;

/// <summary>Reads the tags of buckets and objects, with S3's errors for tags that are not valid.</summary>
static partial class TagSets
{
    const string Reserved = "aws:";

    public static ImmutableSortedDictionary<string, string> OfBucket(XElement tagging) =>
        Read(tagging, "System tags cannot be added/updated by requester");

    public static ImmutableSortedDictionary<string, string> OfObject(XElement tagging) =>
        Read(tagging, "Your TagKey cannot be prefixed with aws:");

    /// <summary>The tags in the header of a request, which has the form of a query.</summary>
    public static ImmutableSortedDictionary<string, string> Read(string header)
    {
        var tags = WireRequest.Split(header);
        var isValid = tags.DistinctBy(tag => tag.Key).Count() == tags.Count && tags.TrueForAll(tag => Value().IsMatch(tag.Value));
        return isValid
            ? tags.ToImmutableSortedDictionary(tag => tag.Key, tag => tag.Value)
            : throw S3Errors.InvalidArgument(
                "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
                "x-amz-tagging",
                header
            );
    }

    static ImmutableSortedDictionary<string, string> Read(XElement tagging, string reserved)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var tag in tagging.Descendants().Where(element => element.Name.LocalName == "Tag"))
        {
            var (key, value) = (S3Format.Text(tag, "Key"), S3Format.Text(tag, "Value"));
            if (key is null || value is null)
                throw S3Errors.Malformed();
            if (key.StartsWith(Reserved, StringComparison.Ordinal))
                throw S3Errors.InvalidTag(reserved, key);
            if (key.Length is 0 or > 128 || !Value().IsMatch(key))
                throw S3Errors.InvalidTag("The TagKey you have provided is invalid", key);
            if (value.Length > 256 || !Value().IsMatch(value))
                throw S3Errors.InvalidTag("The TagValue you have provided is invalid", key, value);
            if (!tags.TryAdd(key, value))
                throw S3Errors.InvalidTag("Cannot provide multiple Tags with the same key", key);
        }
        return tags.ToImmutable();
    }

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$")]
    private static partial Regex Value();
}
