using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Gateway.Signatures;

/// <summary>The signature of a form for S3: it signs the policy of the form, with Signature Version 4 or 2.</summary>
sealed record FormSignature(string AccessKeyId, Credential? Credential, string Policy, string Signature, string? SessionToken)
{
    const string Policies = "policy";
    const string SignatureOf2 = "Signature";
    const string KeyOf2 = "AWSAccessKeyId";
    const string Algorithm = "X-Amz-Algorithm";
    const string CredentialField = "X-Amz-Credential";
    const string SignatureOf4 = "X-Amz-Signature";

    static readonly string[] OfVersion4 = [Algorithm, CredentialField, "X-Amz-Date", SignatureOf4];
    static readonly string[] OfVersion2 = [KeyOf2, SignatureOf2];

    /// <summary>The signature of a form; null for a form without fields of a signature.</summary>
    public static FormSignature? Read(FormUpload form)
    {
        if (Array.Exists(OfVersion4, field => form.Value(field) is not null))
        {
            foreach (var field in (string[])[.. OfVersion4, Policies])
                Require(form, field);
            var text = form.Value(CredentialField)!;
            var credential =
                Credential.Parse(text)
                ?? throw new AwsException(
                    "InvalidArgument",
                    "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "
                        + "\"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
                );
            return new(credential.AccessKeyId, credential, form.Value(Policies)!, form.Value(SignatureOf4)!, TokenOf(form));
        }
        if (!Array.Exists(OfVersion2, field => form.Value(field) is not null))
            return null;
        foreach (var field in (string[])[.. OfVersion2, Policies])
            Require(form, field);
        return new(form.Value(KeyOf2)!, null, form.Value(Policies)!, form.Value(SignatureOf2)!, TokenOf(form));
    }

    public bool IsRight(string secret)
    {
        var expected = Credential is null ? SignatureV2.Sign(Policy, secret) : SignatureV4.Sign(secret, Credential, Policy);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(Signature));
    }

    static string? TokenOf(FormUpload form) => form.Value("x-amz-security-token");

    static void Require(FormUpload form, string field)
    {
        if (form.Value(field) is null)
            throw Missing(field);
    }

    /// <summary>AWS's error for a form that lacks a field.</summary>
    public static AwsException Missing(string field) =>
        new(
            "InvalidArgument",
            $"Bucket POST must contain a field named '{field}'.  If it is specified, please check the order of the fields."
        )
        {
            Details = new Dictionary<string, object> { ["ArgumentName"] = field, ["ArgumentValue"] = "" },
        };
}
