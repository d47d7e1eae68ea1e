using Classroom.Cloud.Events;
using Classroom.Cloud.S3;
using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.S3;

/// <summary>Encryption, ownership, notifications and the Region of buckets.</summary>
sealed class BucketStateTests : BucketTest
{
    [SetUp]
    public Task Given() => GivenBucketAsync();

    [Test]
    public async Task A_bucket_encrypts_with_AES256_whether_that_was_set_or_not()
    {
        Assert.That(Texts(await AskAsync<GetBucketEncryption>("photos"), "SSEAlgorithm"), Is.EqualTo(new[] { "AES256" }));
        await AskAsync<PutBucketEncryption>("photos", Encryption("AES256", "<BucketKeyEnabled>true</BucketKeyEnabled>"));
        Assert.That(Texts(await AskAsync<GetBucketEncryption>("photos"), "BucketKeyEnabled"), Is.EqualTo(new[] { "true" }));
        for (var i = 0; i < 2; i++)
            Assert.That((await AskAsync<DeleteBucketEncryption>("photos")).Status, Is.EqualTo(204));
        Assert.That(Texts(await AskAsync<GetBucketEncryption>("photos"), "BucketKeyEnabled"), Is.EqualTo(new[] { "false" }));
    }

    [Test]
    public async Task Keys_of_KMS_are_refused_by_name_and_wrong_rules_as_S3_does()
    {
        var refused = await RefusedAsync<PutBucketEncryption>("NotImplemented", "photos", Encryption("aws:kms"));
        Assert.That(refused.Message, Does.Contain("aws:kms of PutBucketEncryption is not supported"));
        await RefusedAsync<PutBucketEncryption>("MalformedXML", "photos", Encryption("ROT13"));
        await RefusedAsync<PutBucketEncryption>("MalformedXML", "photos", "<ServerSideEncryptionConfiguration/>");
        await RefusedAsync<GetBucketEncryption>(NoBucket, "none");
        await RefusedAsync<DeleteBucketEncryption>(NoBucket, "none");
    }

    [Test]
    public async Task The_ownership_of_objects_is_kept_until_it_is_deleted()
    {
        Assert.That(Texts(await AskAsync<GetBucketOwnershipControls>("photos"), "ObjectOwnership")[0], Is.EqualTo("BucketOwnerEnforced"));
        await AskAsync<PutBucketOwnershipControls>("photos", Ownership("ObjectWriter"));
        Assert.That(Texts(await AskAsync<GetBucketOwnershipControls>("photos"), "ObjectOwnership")[0], Is.EqualTo("ObjectWriter"));
        await AskAsync<DeleteBucketOwnershipControls>("photos");
        await RefusedAsync<GetBucketOwnershipControls>("OwnershipControlsNotFoundError", "photos");
        await AskAsync<CreateBucket>("owned", headers: ("x-amz-object-ownership", "BucketOwnerPreferred"));
        Assert.That(Texts(await AskAsync<GetBucketOwnershipControls>("owned"), "ObjectOwnership")[0], Is.EqualTo("BucketOwnerPreferred"));
    }

    [Test]
    public async Task Ownership_that_is_none_is_refused()
    {
        await RefusedAsync<PutBucketOwnershipControls>("MalformedXML", "photos", Ownership("Everybody"));
        await RefusedAsync<PutBucketOwnershipControls>("MalformedXML", "photos", "<OwnershipControls><Rule/></OwnershipControls>");
        await RefusedAsync<DeleteBucketOwnershipControls>(NoBucket, "none");
        await RefusedAsync<CreateBucket>("InvalidArgument", "other", "", ("x-amz-object-ownership", "Everybody"));
    }

    [Test]
    public async Task A_bucket_of_another_Region_tells_it()
    {
        await AskAsync<CreateBucket>("far", Location("eu-west-1"));
        Assert.That((await AskAsync<GetBucketLocation>("far")).Xml!.Value, Is.EqualTo("eu-west-1"));
        Assert.That(Header(await AskAsync<HeadBucket>("far"), "x-amz-bucket-region"), Is.EqualTo("eu-west-1"));
        await RefusedAsync<CreateBucket>("InvalidLocationConstraint", "other", Location("us-east-1"));
        await RefusedAsync<CreateBucket>("InvalidLocationConstraint", "other", Location("foo"));
    }

    [Test]
    public async Task ListBuckets_goes_through_pages_and_prefixes()
    {
        foreach (var name in (string[])["aaa", "bbb"])
            await GivenBucketAsync(name);
        var first = await AskAsync<ListBuckets>("?max-buckets=2");
        Assert.That(Texts(first, "Name"), Is.EqualTo(new[] { "aaa", "bbb" }));
        var token = Uri.EscapeDataString(Texts(first, "ContinuationToken")[0]);
        Assert.That(Texts(await AskAsync<ListBuckets>($"?continuation-token={token}"), "Name"), Is.EqualTo(new[] { "photos" }));
        Assert.That(Texts(await AskAsync<ListBuckets>("?prefix=b"), "Name"), Is.EqualTo(new[] { "bbb" }));
        Assert.That(Texts(await AskAsync<ListBuckets>("?bucket-region=eu-west-1"), "Name"), Is.Empty);
        await RefusedAsync<ListBuckets>("InvalidArgument", "?max-buckets=0");
        await RefusedAsync<ListBuckets>("InvalidArgument", "?continuation-token=***");
    }

    [Test]
    public async Task ListObjectVersions_goes_through_pages_of_keys_and_versions()
    {
        await AskAsync<PutBucketVersioning>("photos", "<V><Status>Enabled</Status></V>");
        foreach (var key in (string[])["a", "b", "b", "c/1", "c/2"])
            await PutAsync($"photos/{key}", key);
        var first = await AskAsync<ListObjectVersions>("photos?max-keys=2&delimiter=/");
        Assert.That(Texts(first, "Key"), Is.EqualTo(new[] { "a", "b" }));
        var (key1, version) = (Texts(first, "NextKeyMarker")[0], Texts(first, "NextVersionIdMarker")[0]);
        var second = await AskAsync<ListObjectVersions>($"photos?delimiter=/&key-marker={key1}&version-id-marker={version}");
        Assert.That(Texts(second, "Key"), Is.EqualTo(new[] { "b" }));
        Assert.That(second.Xml!.Elements("CommonPrefixes").Select(prefix => prefix.Value), Is.EqualTo(new[] { "c/" }));
        await RefusedAsync<ListObjectVersions>("InvalidArgument", $"photos?version-id-marker={version}");
    }

    [Test]
    public async Task DeleteObjectTagging_takes_the_tags_and_leaves_the_object()
    {
        await PutAsync("photos/cat", "meow");
        await AskAsync<PutObjectTagging>("photos/cat", Tagging(("a", "1")));
        Assert.That((await AskAsync<DeleteObjectTagging>("photos/cat")).Status, Is.EqualTo(204));
        Assert.That(Texts(await AskAsync<GetObjectTagging>("photos/cat"), "Key"), Is.Empty);
        Assert.That(await ReadAsync("photos/cat"), Is.EqualTo("meow"));
        await RefusedAsync<DeleteObjectTagging>("NoSuchKey", "photos/dog");
        var reader = await UserAsync("reader", Allow("s3:GetObject"), Allow("s3:PutObjectTagging"));
        var denied = await RefusalAsync("AccessDenied", () => AskAsync<DeleteObjectTagging>("photos/cat", caller: reader), "Deleting tags");
        Assert.That(denied.Message, Does.Contain("s3:DeleteObjectTagging"));
    }

    [Test]
    public async Task A_bucket_sends_its_events_to_the_default_bus_when_it_is_told_to()
    {
        var queue = (await CallAsync<CreateQueue>(new { QueueName = "inbox" })).At("QueueUrl");
        await CallAsync<PutRule>(new { Name = "objects", EventPattern = """{"source":["aws.s3"]}""" });
        await CallAsync<PutTargets>(
            new { Rule = "objects", Targets = new[] { new { Id = "1", Arn = $"arn:aws:sqs:{Region}:{Account}:inbox" } } }
        );
        await CallAsync<SetQueueAttributes>(
            new
            {
                QueueUrl = queue,
                Attributes = new
                {
                    Policy = PolicyOf(
                        """{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*"}"""
                    ),
                },
            }
        );
        await PutAsync("photos/silent", "meow");
        await AskAsync<PutBucketNotificationConfiguration>(
            "photos",
            "<NotificationConfiguration><EventBridgeConfiguration/></NotificationConfiguration>"
        );
        Assert.That(
            (await AskAsync<GetBucketNotificationConfiguration>("photos")).Xml!.Elements().Select(element => element.Name.LocalName),
            Is.EqualTo(new[] { "EventBridgeConfiguration" })
        );
        await PutAsync("photos/cat", "meow");
        await AskAsync<DeleteObject>("photos/cat");
        await Cloud.SettledAsync();
        var bodies = new List<string>();
        while (bodies.Count < 2)
        {
            var received = await CallAsync<ReceiveMessage>(
                new
                {
                    QueueUrl = queue,
                    WaitTimeSeconds = 5,
                    MaxNumberOfMessages = 10,
                }
            );
            bodies.AddRange(received.Each("Messages/*/Body").OfType<string>());
        }
        var events = bodies
            .Select(body => System.Text.Json.Nodes.JsonNode.Parse(body)!)
            .OrderBy(body => (string?)body["detail-type"])
            .ToList();
        Assert.That(
            events.Select(body => $"{body["detail-type"]} {body["detail"]!["object"]!["key"]} {body["detail"]!["reason"]}"),
            Is.EqualTo(new[] { "Object Created cat PutObject", "Object Deleted cat DeleteObject" })
        );
        Assert.That(
            (
                (string?)events[0]["detail"]!["object"]!["etag"],
                (int?)events[0]["detail"]!["object"]!["size"],
                (string?)events[1]["detail"]!["deletion-type"]
            ),
            Is.EqualTo(("4a4be40c96ac6314e91d93f38043a634", 4, "Permanently Deleted"))
        );
    }

    [Test]
    public async Task Notifications_of_a_bucket_that_is_not_there_are_refused()
    {
        await RefusedAsync<GetBucketNotificationConfiguration>(NoBucket, "none");
        await RefusedAsync<PutBucketNotificationConfiguration>(NoBucket, "none", "<NotificationConfiguration/>");
        await RefusedAsync<PutBucketNotificationConfiguration>(
            "NotImplemented",
            "photos",
            "<NotificationConfiguration><QueueConfiguration><Event>s3:*</Event></QueueConfiguration></NotificationConfiguration>"
        );
    }

    static string Encryption(string algorithm, string more = "") =>
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
        + $"<SSEAlgorithm>{algorithm}</SSEAlgorithm></ApplyServerSideEncryptionByDefault>{more}</Rule></ServerSideEncryptionConfiguration>";

    static string Ownership(string value) =>
        $"<OwnershipControls><Rule><ObjectOwnership>{value}</ObjectOwnership></Rule></OwnershipControls>";

    static string Location(string value) =>
        $"<CreateBucketConfiguration><LocationConstraint>{value}</LocationConstraint></CreateBucketConfiguration>";
}
