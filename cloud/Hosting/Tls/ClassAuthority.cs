using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Classroom.Cloud.Hosting.Tls;

/// <summary>
/// The certificate authority of one cloud. Its certificate is given to the students; its key stays in a file that only its owner can
/// read. It signs nothing but the certificate of this server.
/// </summary>
sealed class ClassAuthority(string dataFolder, TimeProvider clock)
{
    const string Folder = "tls";
    const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(5 * 365);

    // Some clients refuse certificates of servers that are valid for longer.
    static readonly TimeSpan ServerLife = TimeSpan.FromDays(397);
    static readonly TimeSpan Early = TimeSpan.FromDays(30);

    /// <summary>The file for the students: the certificate without its key.</summary>
    public string CertificatePath { get; } = PathIn(dataFolder);

    readonly string folder = Path.Combine(dataFolder, Folder);

    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, Folder, "ca.pem");

    string KeyPath => Path.Combine(folder, "ca.key");

    string ServerPath => Path.Combine(folder, "server.pem");

    string ServerKeyPath => Path.Combine(folder, "server.key");

    /// <summary>The certificate for these names and addresses: the stored one while it fits, otherwise a new one.</summary>
    public X509Certificate2 CertificateFor(IReadOnlyList<string> names)
    {
        using var authority = ReadOrMake();
        if (Stored(authority, names) is { } known)
            return known;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}, O=Classroom", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(ServerAuthentication)], false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false)
        );
        var now = clock.GetUtcNow();
        var until = now + ServerLife < authority.NotAfter ? now + ServerLife : authority.NotAfter;
        using var signed = request.Create(authority, now.AddHours(-1), until, RandomNumberGenerator.GetBytes(16));
        PrivateFile.Write(ServerKeyPath, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(ServerPath, signed.ExportCertificatePem());
        return ServerCertificate.FromPem(ServerPath, ServerKeyPath);
    }

    X509Certificate2? Stored(X509Certificate2 authority, IReadOnlyList<string> names)
    {
        if (!File.Exists(ServerPath) || !File.Exists(ServerKeyPath))
            return null;
        var known = ServerCertificate.FromPem(ServerPath, ServerKeyPath);
        if (
            known.IssuerName.RawData.AsSpan().SequenceEqual(authority.SubjectName.RawData)
            && known.NotAfter - Early > clock.GetUtcNow().LocalDateTime
            && IsSignedBy(known, authority)
            && NamesOf(known).SetEquals(names)
        )
            return known;
        known.Dispose();
        return null;
    }

    static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    static HashSet<string> NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        return [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())];
    }

    X509Certificate2 ReadOrMake()
    {
        if (File.Exists(CertificatePath) && File.Exists(KeyPath))
        {
            var known = ServerCertificate.FromPem(CertificatePath, KeyPath);
            if (known.NotAfter - Early > clock.GetUtcNow().LocalDateTime)
                return known;
            known.Dispose();
        }
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // A name of its own, so that the authorities of two classes in one trust store are not mistaken for each other.
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var request = new CertificateRequest($"CN=Classroom cloud {id}, O=Classroom", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = clock.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddHours(-1), now + AuthorityLife);
        PrivateFile.Write(KeyPath, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(CertificatePath, made.ExportCertificatePem());
        return ServerCertificate.FromPem(CertificatePath, KeyPath);
    }
}
