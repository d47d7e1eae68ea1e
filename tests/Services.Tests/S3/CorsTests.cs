using System.Xml.Linq;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.S3;
using Microsoft.AspNetCore.Http;

namespace Classroom.Services.Tests.S3;

sealed class CorsTests : BucketTest
{
    const string Page = "https://app.example.org";

    static string Rules(string content) => $"<CORSConfiguration>{content}</CORSConfiguration>";

    static string Rule(string origin, string method, string more = "") =>
        $"<CORSRule><AllowedOrigin>{origin}</AllowedOrigin><AllowedMethod>{method}</AllowedMethod>{more}</CORSRule>";

    [Test]
    public async Task PutBucketCors_stores_the_rules_and_DeleteBucketCors_removes_them()
    {
        await GivenBucketAsync();
        var rules = Rules(
            Rule(Page, "GET", "<AllowedHeader>x-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>30</MaxAgeSeconds>")
        );
        await AskAsync<PutBucketCors>("photos", rules);
        Assert.That((await AskAsync<GetBucketCors>("photos")).Xml!.ToString(SaveOptions.DisableFormatting), Is.EqualTo(rules));
        await AskAsync<DeleteBucketCors>("photos");
        await RefusedAsync<GetBucketCors>("NoSuchCORSConfiguration", "photos");
        await RefusedAsync<DeleteBucketCors>(NoBucket, "videos");
        await RefusedAsync<PutBucketCors>(NoBucket, "videos", rules);
    }

    [TestCase("<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>", "MalformedXML")]
    [TestCase("", "MalformedXML")]
    [TestCase(
        "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>x</MaxAgeSeconds></CORSRule>",
        "MalformedXML"
    )]
    [TestCase("<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod></CORSRule>", "InvalidRequest")]
    [TestCase("<CORSRule><AllowedOrigin>http://*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>", "InvalidRequest")]
    [TestCase(
        "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>*-*</AllowedHeader></CORSRule>",
        "InvalidRequest"
    )]
    [TestCase(
        "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>x-*</ExposeHeader></CORSRule>",
        "InvalidRequest"
    )]
    public async Task PutBucketCors_refuses_rules_that_S3_does_not_accept(string rules, string code)
    {
        await GivenBucketAsync();
        await RefusedAsync<PutBucketCors>(code, "photos", Rules(rules));
    }

    [TestCase(Page, "GET", "x-color", ExpectedResult = 200)]
    [TestCase("https://app.example.net", "GET", "", ExpectedResult = 403)]
    [TestCase(Page, "PUT", "", ExpectedResult = 403)]
    [TestCase(Page, "GET", "x-color, authorization", ExpectedResult = 403)]
    [TestCase(Page, null, "", ExpectedResult = 400)]
    [TestCase(null, "GET", "", ExpectedResult = 400)]
    public async Task<int?> A_preflight_is_answered_by_the_rules(string? origin, string? method, string headers)
    {
        await GivenBucketAsync();
        await AskAsync<PutBucketCors>("photos", Rules(Rule("https://*.example.org", "GET", "<AllowedHeader>X-*</AllowedHeader>")));
        return Preflight("photos", origin, method, headers)?.Status;
    }

    [Test]
    public async Task A_preflight_of_an_allowed_page_names_what_the_page_may_do()
    {
        await GivenBucketAsync();
        await AskAsync<PutBucketCors>(
            "photos",
            Rules(Rule(Page, "GET", "<AllowedHeader>*</AllowedHeader><MaxAgeSeconds>30</MaxAgeSeconds>"))
        );
        Assert.That(
            Preflight("photos", Page, "GET", "X-Color")!.Headers,
            Is.EquivalentTo(
                new[]
                {
                    ("Access-Control-Allow-Origin", Page),
                    ("Access-Control-Allow-Methods", "GET"),
                    ("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method"),
                    ("Access-Control-Allow-Credentials", "true"),
                    ("Access-Control-Max-Age", "30"),
                    ("Access-Control-Allow-Headers", "x-color"),
                }
            )
        );
    }

    [Test]
    public async Task A_bucket_without_rules_admits_no_page()
    {
        await GivenBucketAsync();
        Assert.That(Preflight("photos", Page, "GET", "")!.Status, Is.EqualTo(403));
        Assert.That(Admit("GET", Page), Is.Null);
    }

    [TestCase("*", "GET", null, ExpectedResult = "*")]
    [TestCase("*", "GET", Page, ExpectedResult = "*")]
    [TestCase(Page, "GET", Page, ExpectedResult = Page)]
    [TestCase(Page, "GET", null, ExpectedResult = null)]
    [TestCase(Page, "GET", "null", ExpectedResult = null)]
    [TestCase("*", "PUT", Page, ExpectedResult = null)]
    public async Task<string?> A_request_is_admitted_by_the_rules(string allowed, string method, string? origin)
    {
        await GivenBucketAsync();
        await AskAsync<PutBucketCors>("photos", Rules(Rule(allowed, "GET")));
        return Admit(method, origin)?.Single(header => header.Name == "Access-Control-Allow-Origin").Value;
    }

    WireAnswer? Preflight(string bucket, string? origin, string? method, string headers) =>
        Cloud
            .Get<BucketPages>()
            .Preflight(
                Wire("OPTIONS", ("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers)),
                To(bucket)
            );

    IReadOnlyList<(string Name, string Value)>? Admit(string method, string? origin) =>
        Cloud.Get<BucketPages>().Admit(Wire(method, ("Origin", origin)), To("photos"));

    static WireRequest Wire(string method, params (string Name, string? Value)[] headers)
    {
        var sent = new HeaderDictionary();
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
            sent[name] = value;
        return new(method, "/photos/cat", "", sent, []);
    }

    Target To(string bucket) =>
        new(
            Cloud.Get<S3Service>(),
            null,
            null,
            Cloud.Get<S3Protocol>(),
            new Dictionary<string, string> { ["Bucket"] = bucket, ["Key"] = "cat" }
        );
}
