using System.Text;
using System.Xml.Linq;
using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.S3;
using Classroom.Services.Tests.Completeness;
using Microsoft.AspNetCore.Http;

namespace Classroom.Services.Tests.S3;

/// <summary>Operations of S3 read the request itself: a path such as photos/cat.txt?versionId=1, headers, a body.</summary>
abstract class BucketTest : ServiceTest
{
    protected const string NoBucket = "NoSuchBucket";

    protected Task<S3Answer> AskAsync<TOperation>(
        string path,
        string body = "",
        Caller? caller = null,
        params (string Name, string Value)[] headers
    )
        where TOperation : IOperation => SendAsync<TOperation>("GET", path, body, caller, headers);

    protected async Task<S3Answer> SendAsync<TOperation>(
        string method,
        string path,
        string body,
        Caller? caller,
        params (string Name, string Value)[] headers
    )
        where TOperation : IOperation
    {
        var (resource, query) = path.Split('?', 2) is [var before, var after] ? (before, after) : (path, "");
        var (bucket, key) = resource.Split('/', 2) is [var name, var rest] ? (name, rest) : (resource, "");
        var sent = new HeaderDictionary();
        foreach (var (header, value) in headers)
            sent[header] = value;
        var request = new WireRequest(method, $"/{resource}", query, sent, Encoding.UTF8.GetBytes(body));
        CheckOrNote(typeof(TOperation), new(bucket, key, request));
        return (S3Answer)await Cloud.RunAsync(typeof(TOperation), new S3Request(bucket, key, request), caller ?? Cloud.Root);
    }

    void CheckOrNote(Type operation, S3Request request)
    {
        try
        {
            Cloud.Get<S3Gate>().Check(operation.Name, request);
        }
        catch (AwsException)
        {
            Outcomes.Refused(operation, isOwn: true);
            throw;
        }
    }

    protected Task<AwsException> RefusedAsync<TOperation>(
        string code,
        string path,
        string body = "",
        params (string Name, string Value)[] headers
    )
        where TOperation : IOperation => RefusalAsync(code, () => AskAsync<TOperation>(path, body, null, headers), typeof(TOperation).Name);

    protected Task GivenBucketAsync(string name = "photos") => AskAsync<CreateBucket>(name);

    protected Task PutAsync(string path, string body) => AskAsync<PutObject>(path, body);

    protected async Task<string> ReadAsync(string path) => Encoding.UTF8.GetString((await AskAsync<GetObject>(path)).Content!.Value.Span);

    protected static string Header(S3Answer answer, string name) => answer.Headers.Single(header => header.Name == name).Value;

    protected static string[] Texts(S3Answer answer, string element) => [.. answer.Xml!.Descendants(element).Select(found => found.Value)];

    protected static string Tagging(params (string Key, string Value)[] tags) =>
        new XElement(
            "Tagging",
            new XElement("TagSet", tags.Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", tag.Value))))
        ).ToString();
}
