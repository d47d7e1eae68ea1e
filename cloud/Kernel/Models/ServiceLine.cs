namespace Classroom.Cloud.Models;

/// <summary>How requests to a service look.</summary>
/// <param name="Name">The name of the service in AWS's SDK for Python.</param>
/// <param name="Protocols">The protocols, the usual one first: json, query, rest-json, rest-xml, ec2 or smithy-rpc-v2-cbor.</param>
/// <param name="SigningName">The name in the credential scope of a signature.</param>
/// <param name="Target">The text before the operation's name in the header X-Amz-Target.</param>
sealed record ServiceLine(
    string Name,
    IReadOnlyList<string> Protocols,
    string SigningName,
    string Endpoint,
    string? Target,
    string? JsonVersion,
    string? XmlNamespace,
    string? Title
)
{
    public static ServiceLine Read(string line)
    {
        var facts = Facts.Of(line, 1);
        return new(
            DigestText.Word(line, 0),
            facts["protocols"]!.Split(','),
            facts["signing"]!,
            facts["endpoint"]!,
            facts["target"],
            facts["json"],
            facts["xmlns"],
            facts["title"]
        );
    }
}
