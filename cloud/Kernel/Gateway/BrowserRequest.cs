using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Gateway;

/// <summary>Where the page is from that made a browser send a request.</summary>
enum PageOrigin
{
    /// <summary>No browser: the AWS CLI, an SDK, curl.</summary>
    None,

    /// <summary>A page of the cloud itself.</summary>
    Own,

    /// <summary>No page: the user typed the address or opened it from another program.</summary>
    User,

    /// <summary>A page of another origin, for example any web page, or a server on another port of this machine.</summary>
    Foreign,
}

/// <summary>
/// Reads what a browser says about the page that made it send a request. A page cannot change these headers. Browsers send Origin with
/// every POST and with fetch, and Sec-Fetch-Site with every request to a loopback address or over TLS.
/// </summary>
static class BrowserRequest
{
    public const string ForeignPage =
        "A web page of another origin sent this request. The cloud answers clients such as the AWS CLI and SDKs, and no foreign pages: "
        + "otherwise every page in your browser could call the AWS APIs of this machine. ";

    const string SignedLink =
        "This is a signed call of an AWS API as a link. The cloud does not run such links when a browser opens them: send the call "
        + "with the AWS CLI or an SDK.";

    public static PageOrigin OriginOf(HttpRequest request)
    {
        var (origin, site) = (request.Headers.Origin, request.Headers["Sec-Fetch-Site"]);
        if (origin.Count > 0 && !IsOwn(request, origin.ToString()))
            return PageOrigin.Foreign;
        if (site.Count > 0)
            return site.ToString() switch
            {
                "same-origin" => PageOrigin.Own,
                "none" => PageOrigin.User,
                _ => PageOrigin.Foreign,
            };
        return origin.Count > 0 ? PageOrigin.Own : PageOrigin.None;
    }

    /// <summary>Why a page of the cloud does not answer this request; null if it does.</summary>
    public static string? RefusalByPage(HttpRequest request) =>
        OriginOf(request) switch
        {
            PageOrigin.None or PageOrigin.Own => null,
            PageOrigin.User when HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) => null,
            _ => ForeignPage,
        };

    /// <summary>Why an AWS API does not answer this request; null if it does.</summary>
    public static string? RefusalByApi(PageOrigin origin, WireRequest request) =>
        origin switch
        {
            PageOrigin.None or PageOrigin.Own => null,
            PageOrigin.User => request.HasParameter("X-Amz-Signature") || request.HasParameter("Signature") ? SignedLink : null,
            _ => ForeignPage,
        };

    public static Task RefuseAsync(HttpContext context, string sentence)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"{sentence.TrimEnd()}\n", context.RequestAborted);
    }

    /// <summary>
    /// The documents of buckets and of the students' APIs come from the origin of the AWS APIs. The browser gives a document with this
    /// header an origin of its own, so that its scripts are foreign pages too.
    /// </summary>
    public static void Isolate(HttpContext context)
    {
        if (context.Request.Headers["Sec-Fetch-Dest"] is { Count: > 0 } destination && destination.ToString() != "empty")
            context.Response.Headers.ContentSecurityPolicy = "sandbox allow-scripts allow-forms allow-popups allow-downloads";
    }

    static bool IsOwn(HttpRequest request, string origin) =>
        origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
