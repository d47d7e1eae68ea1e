using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Classroom.Storage;

namespace Classroom.Cloud.Sns;

/// <summary>The key of the cloud for SNS messages, with its certificate.</summary>
/// <param name="PrivateKey">PKCS #8 in Base64.</param>
sealed record SigningKey(string PrivateKey, string Certificate);

/// <summary>
/// Signs messages as SNS does, with a key and a certificate of this cloud's own. Message validators accept the signatures if they trust the
/// host of the certificate.
/// </summary>
sealed class Signing(Database database, CloudSettings settings, TimeProvider clock) : IStore, IDisposable
{
    const string KeyName = "key";
    const int KeyBits = 2048;
    const int YearsValid = 10;

    static readonly string[] OfNotification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
    static readonly string[] OfConfirmation = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

    readonly Table<SigningKey> keys = new(database, "sns.signing");
    readonly Lock gate = new();
    RSA? rsa;

    /// <summary>The path under which the certificate can be loaded. A new certificate has another path.</summary>
    public string CertificatePath
    {
        get
        {
            var hash = SHA256.HashData(Encoding.ASCII.GetBytes(Key().Certificate));
            return $"/SimpleNotificationService-{Convert.ToHexStringLower(hash.AsSpan(0, 16))}.pem";
        }
    }

    public string CertificateUrl => settings.Endpoint + CertificatePath;

    public string Certificate => Key().Certificate;

    /// <summary>The signature of a message. Version 1 hashes with SHA-1, version 2 with SHA-256.</summary>
    /// <param name="message">The members with the names of the envelope for queues and HTTP endpoints.</param>
    public string Sign(JsonObject message, string version)
    {
        var names = message["Type"].AsText() == "Notification" ? OfNotification : OfConfirmation;
        var text = string.Concat(names.Where(name => message[name] is not null).Select(name => $"{name}\n{message[name].AsText()}\n"));
#pragma warning disable CA5350 // SignatureVersion 1 of SNS is defined with SHA-1
        var hash = version == "2" ? SHA256.HashData(Encoding.UTF8.GetBytes(text)) : SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
        lock (gate)
        {
            rsa ??= Load(Key());
            return Convert.ToBase64String(
                rsa.SignHash(hash, version == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)
            );
        }
    }

    public void Dispose() => rsa?.Dispose();

    SigningKey Key()
    {
        lock (gate)
            return keys.Find(KeyName) ?? database.Separately(() => keys.Put(KeyName, Make()));
    }

    SigningKey Make()
    {
        using var made = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=sns.amazonaws.com", made, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = clock.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(YearsValid));
        return new(Convert.ToBase64String(made.ExportPkcs8PrivateKey()), certificate.ExportCertificatePem() + "\n");
    }

    static RSA Load(SigningKey key)
    {
        var loaded = RSA.Create();
        loaded.ImportPkcs8PrivateKey(Convert.FromBase64String(key.PrivateKey), out _);
        return loaded;
    }
}
