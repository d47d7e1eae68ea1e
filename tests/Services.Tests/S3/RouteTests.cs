using Classroom.Cloud.Models;
using Classroom.Cloud.S3;
using Microsoft.AspNetCore.Http;

namespace Classroom.Services.Tests.S3;

/// <summary>The operation of S3 that a request asks for, by the model of S3.</summary>
sealed class RouteTests
{
    static readonly ServiceModel Model = ServiceModel.Of("s3");

    [TestCase("GET", "", "", "", ExpectedResult = "ListBuckets")]
    [TestCase("PUT", "photos", "", "", ExpectedResult = "CreateBucket")]
    [TestCase("GET", "photos", "", "", ExpectedResult = "ListObjects")]
    [TestCase("GET", "photos", "", "list-type=2&prefix=a", ExpectedResult = "ListObjectsV2")]
    [TestCase("GET", "photos", "", "location", ExpectedResult = "GetBucketLocation")]
    [TestCase("GET", "photos", "", "lifecycle", ExpectedResult = "GetBucketLifecycleConfiguration")]
    [TestCase("PUT", "photos", "cat", "x-id=PutObject", ExpectedResult = "PutObject")]
    [TestCase("PUT", "photos", "cat", "partNumber=1&uploadId=2", ExpectedResult = "UploadPart")]
    [TestCase("POST", "photos", "cat", "uploadId=2", ExpectedResult = "CompleteMultipartUpload")]
    [TestCase("GET", "photos", "cat", "versionId=2&response-content-type=x", ExpectedResult = "GetObject")]
    [TestCase("GET", "photos", "cat", "attributes", ExpectedResult = "GetObjectAttributes")]
    [TestCase("DELETE", "photos", "cat", "tagging", ExpectedResult = "DeleteObjectTagging")]
    [TestCase("PUT", "photos", "", "accelerate", ExpectedResult = "PutBucketAccelerateConfiguration")]
    [TestCase("PUT", "photos", "", "requestPayment", ExpectedResult = "PutBucketRequestPayment")]
    [TestCase("PUT", "photos", "cat", "renameObject", ExpectedResult = "RenameObject")]
    [TestCase("GET", "photos", "", "session", ExpectedResult = "CreateSession")]
    [TestCase("POST", "photos", "cat", "tagging", ExpectedResult = "POST ?tagging")]
    [TestCase("PUT", "photos", "cat", "uploadId=2", ExpectedResult = "PUT ?uploadId")]
    [TestCase("PATCH", "photos", "cat", "", ExpectedResult = "PATCH object")]
    public string The_model_names_the_operation(string method, string bucket, string key, string query) => Name(method, bucket, key, query);

    [TestCase("", ExpectedResult = "CopyObject")]
    [TestCase("partNumber=1&uploadId=2", ExpectedResult = "UploadPartCopy")]
    public string The_source_of_a_copy_makes_it_a_copy(string query) => Name("PUT", "photos", "cat", query, "x-amz-copy-source");

    [Test]
    public void No_parameter_that_selects_an_operation_leads_to_another_one()
    {
        var wrong =
            from parameter in Model.Operations.SelectMany(name => Literals(name)).Distinct()
            from method in (string[])["GET", "PUT", "POST", "DELETE", "HEAD"]
            from key in (string[])["", "cat"]
            let name = Name(method, "photos", key, parameter)
            where Model.Find(name) is not null && !Literals(name).Contains(parameter)
            // These are parameters of the operation itself.
            where !Model.Find(name)!.Input!.Members.Any(member => member.Place == Place.Query && member.WireName == parameter)
            select $"{method} ?{parameter} leads to {name}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_operation_that_is_here_is_found_by_its_address()
    {
        var operations = TestCloud.Operations.Where(type => type.Namespace == typeof(GetObject).Namespace).Select(type => type.Name);
        // The model does not have the forms of browsers.
        Assert.That(operations.Where(name => name != nameof(PostObject) && Name(Model.Find(name)!) != name), Is.Empty);
    }

    static IEnumerable<string> Literals(string operation) =>
        Model.Find(operation)!.Uri!.Split('?') is [_, var query] ? query.Split('&').Select(part => part.Split('=')[0]) : [];

    /// <summary>The operation that is found for a request as its model describes it.</summary>
    static string Name(OperationModel operation)
    {
        var required = (operation.Input?.Members ?? []).Where(member => member.IsRequired).ToList();
        var query = string.Join(
            '&',
            [
                .. operation.Uri!.Split('?').Skip(1),
                .. required.Where(member => member.Place == Place.Query).Select(member => $"{member.WireName}=1"),
            ]
        );
        return Name(
            operation.Method!,
            operation.Uri.Contains("{Bucket}") ? "photos" : "",
            operation.Uri.Contains("{Key+}") ? "cat" : "",
            query,
            [.. required.Where(member => member.Place == Place.Header).Select(member => member.WireName)]
        );
    }

    static string Name(string method, string bucket, string key, string query, params string[] headers)
    {
        var sent = new HeaderDictionary();
        foreach (var header in headers)
            sent[header] = "given";
        var here = TestCloud.Operations.Where(type => type.Namespace == typeof(GetObject).Namespace).Select(type => type.Name).ToHashSet();
        return S3Routes.NameOf(new(method, $"/{bucket}/{key}", query, sent, []), bucket, key, here.Contains);
    }
}
