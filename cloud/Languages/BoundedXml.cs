using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Classroom.Languages;

/// <summary>
/// Parses XML that a caller wrote, with a limited depth and without document types, whose entities could expand without limit.
/// </summary>
public static class BoundedXml
{
    static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static XElement Parse(ReadOnlyMemory<byte> utf8, LanguageLimits limits)
    {
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
                .GetString(utf8.Span)
                .TrimStart('\uFEFF');
            CheckDepth(text, limits);
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            return XElement.Load(reader);
        }
        catch (Exception exception) when (exception is XmlException or DecoderFallbackException)
        {
            throw new LanguageException($"The {limits.Name} is not well-formed: {exception.Message}");
        }
    }

    static void CheckDepth(string text, LanguageLimits limits)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        while (reader.Read())
        {
            if (reader.Depth > limits.Depth)
                throw limits.TooDeep();
        }
    }
}
