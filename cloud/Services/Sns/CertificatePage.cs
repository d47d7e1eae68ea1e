using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Sns;

/// <summary>Serves the certificate of the signatures at the SigningCertURL of the messages.</summary>
sealed class CertificatePage(Signing signing) : IPage
{
    const string Prefix = "/SimpleNotificationService-";

    public bool Owns(HttpContext context) =>
        context.Request.Path.Value is { } path && path.StartsWith(Prefix, StringComparison.Ordinal) && path == signing.CertificatePath;

    public Task HandleAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-pem-file";
        return context.Response.WriteAsync(signing.Certificate);
    }
}
