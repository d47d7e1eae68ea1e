namespace Classroom.Cloud.ApiGateway.Execution;

/// <summary>Forwards a request to another HTTP server on this machine.</summary>
static class HttpIntegration
{
    static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public static async Task<Response> CallAsync(Request request, Integration integration, TimeSpan limit)
    {
        var uri = integration.Uri!;
        foreach (var (name, value) in request.Parameters)
            uri = uri.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        var incoming = request.Context.Request;
        using var outgoing = new HttpRequestMessage(
            new(integration.Method == "ANY" ? incoming.Method : integration.Method!),
            uri + incoming.QueryString.Value
        );
        if (request.Body.Length > 0)
            outgoing.Content = new ByteArrayContent(request.Body);
        foreach (
            var (name, values) in incoming.Headers.Where(header =>
                header.Key is not ("Host" or "Connection" or "Content-Length" or "Transfer-Encoding")
            )
        )
        {
            if (!outgoing.Headers.TryAddWithoutValidation(name, values.ToArray()))
                outgoing.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            using var answer = await Client.SendAsync(outgoing, timeout.Token).ConfigureAwait(false);
            var body = await answer.Content.ReadAsByteArrayAsync(timeout.Token).ConfigureAwait(false);
            return new(
                (int)answer.StatusCode,
                body,
                [
                    .. answer
                        .Headers.Concat(answer.Content.Headers)
                        .SelectMany(header => header.Value.Select(value => (header.Key.ToLowerInvariant(), value))),
                ]
            );
        }
        catch (HttpRequestException)
        {
            return Response.Message(503, "Service Unavailable");
        }
        catch (OperationCanceledException)
        {
            return Response.Message(503, "Service Unavailable");
        }
    }
}
