using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Classroom.Cli.Runtime;
using Classroom.Cloud.Api;
using Classroom.Functions.StepFunctions;

namespace Classroom.Cli.Calls;

/// <summary>Calls the AWS APIs of one cloud. Throttling and server errors are retried, as AWS's SDKs do.</summary>
sealed class AwsClient(IAwsTarget target, TimeProvider clock) : IDisposable
{
    const int MostAttempts = 4;

    // A throttled call is retried more often: it succeeds as soon as the cloud has time. Calls of the same operation keep apart by then.
    const int MostThrottled = 30;
    const int LongestPause = 1000;

    readonly Spacing spacing = new(clock);
    readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.None })
    {
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>The address for other clients; empty on AWS, where each service has its own.</summary>
    public string Endpoint => target.Endpoint ?? "";

    public string Region => target.Region;

    public ICallable<TOperation> Operation<TOperation>()
        where TOperation : IOperation => new Callable<TOperation>(this);

    public StorageCall<TOperation> Storage<TOperation>()
        where TOperation : IOperation => new(this);

    /// <param name="service">The service that the request is signed for.</param>
    /// <param name="operation">Null for an operation of S3.</param>
    public async Task<AwsAnswer> SendAsync(string service, string? operation, AwsRequest request)
    {
        await target.PaceAsync(service, operation).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var began = await spacing.WaitAsync(service, operation).ConfigureAwait(false);
            try
            {
                var answer = await SendOnceAsync(service, operation, request).ConfigureAwait(false);
                spacing.Narrow(service, operation);
                return answer;
            }
            catch (AwsError error) when (error.IsThrottling && attempt < MostThrottled)
            {
                spacing.Widen(service, operation, began);
            }
            catch (AwsError error) when (error.IsPassing && !error.IsThrottling && attempt < MostAttempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(50 << attempt, LongestPause)), clock).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => http.Dispose();

    async Task<AwsAnswer> SendOnceAsync(string service, string? operation, AwsRequest given)
    {
        var credentials = await target.CredentialsAsync().ConfigureAwait(false);
        using var request = new HttpRequestMessage(given.Method, target.AddressOf(service, operation) + given.Path);
        if (given.Body.Length > 0 || given.Method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(given.Body);
            if (given.ContentType is not null)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(given.ContentType);
        }
        foreach (var (name, value) in given.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        RequestSigner.Sign(request, given.Body, credentials, target.RegionOf(service), service, clock.GetUtcNow());
        try
        {
            using var response = await http.SendAsync(request).ConfigureAwait(false);
            var content = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw ErrorOf(response, content);
            return new(
                content,
                response.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase)
            );
        }
        catch (HttpRequestException exception)
        {
            throw new CommandException(
                $"{target.Name} does not answer ({exception.Message}). "
                    + (
                        target.Endpoint is null
                            ? "Check the network and the region, then try again."
                            : "`./classroom cloud status` shows whether it runs, `./classroom cloud start` starts it."
                    )
            );
        }
    }

    static AwsError ErrorOf(HttpResponseMessage response, byte[] content)
    {
        var status = (int)response.StatusCode;
        var text = Encoding.UTF8.GetString(content);
        if (text.StartsWith('<'))
        {
            var xml = XElement.Parse(text);
            return new(Text(xml, "Code") ?? "Error", Text(xml, "Message") ?? text, status);
        }
        if (!text.StartsWith('{'))
            return new($"{status}", text.Length > 0 ? text : response.ReasonPhrase ?? "", status);
        var json = JsonSerializer.Deserialize<JsonObject>(content) ?? [];
        var code = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First() : (string?)json["__type"] ?? "Error";
        return new(code.Split('#')[^1].Split(':')[0], (string?)(json["message"] ?? json["Message"]) ?? "", status);
    }

    static string? Text(XElement xml, string name) =>
        xml.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
