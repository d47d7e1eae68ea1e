using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Hosting.Tls;

/// <summary>The certificate that the cloud shows to its clients.</summary>
sealed record ServerCertificate(X509Certificate2 Certificate, X509Certificate2Collection Chain)
{
    /// <summary>The instructor's own certificate, or one for the names and addresses of the cloud.</summary>
    public static ServerCertificate Of(CloudSettings settings, TimeProvider clock)
    {
        if (settings is { Certificate: { } certificate, CertificateKey: { } key })
        {
            var chain = new X509Certificate2Collection();
            var own = FromPem(certificate, key);
            chain.ImportFromPemFile(certificate);
            return own.NotAfter > clock.GetUtcNow().LocalDateTime
                ? new(own, chain)
                : throw new SettingsException($"--certificate {certificate} was valid until {own.NotAfter:yyyy-MM-dd}. Renew it.");
        }
        var authority = new ClassAuthority(settings.DataFolder, clock);
        return new(authority.CertificateFor(ServerNames.Of(settings)), []);
    }

    public static X509Certificate2 FromPem(string certificate, string key)
    {
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(certificate, key);
            // On Windows, a server cannot use a key that is only in memory.
            return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null) : new(read);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                $"The certificate {certificate} and its key {key} cannot be used: {exception.Message.TrimEnd('.')}. Both must be PEM files."
            );
        }
    }
}
