using System.Text;
using Classroom.Cloud.S3;

namespace Classroom.Services.Tests.S3;

sealed class BucketTests : BucketTest
{
    [Test]
    public async Task CreateBucket_makes_a_bucket_that_HeadBucket_and_ListBuckets_find()
    {
        await GivenBucketAsync();
        Assert.That(Header(await AskAsync<HeadBucket>("photos"), "x-amz-bucket-region"), Is.EqualTo(Region));
        Assert.That(Texts(await AskAsync<ListBuckets>(""), "Name"), Is.EqualTo(new[] { "photos" }));
    }

    [Test]
    public async Task CreateBucket_refuses_names_and_a_bucket_that_is_there()
    {
        foreach (var name in (string[])["ab", "Photos", "a..b", "-photos"])
            await RefusedAsync<CreateBucket>("InvalidBucketName", name);
        await GivenBucketAsync();
        await RefusedAsync<CreateBucket>("BucketAlreadyOwnedByYou", "photos");
    }

    [Test]
    public async Task ListBuckets_is_denied_without_a_policy() =>
        await RefusalAsync(
            "AccessDenied",
            async () => await AskAsync<ListBuckets>("", caller: await UserAsync("ann")),
            nameof(ListBuckets)
        );

    [Test]
    public async Task DeleteBucket_takes_an_empty_bucket_away()
    {
        await GivenBucketAsync();
        await PutAsync("photos/cat", "meow");
        await RefusedAsync<DeleteBucket>("BucketNotEmpty", "photos");
        await AskAsync<DeleteObject>("photos/cat");
        await AskAsync<DeleteBucket>("photos");
        await RefusedAsync<HeadBucket>(NoBucket, "photos");
        await RefusedAsync<DeleteBucket>(NoBucket, "photos");
    }

    [Test]
    public async Task PutBucketPolicy_lets_a_user_in_and_DeleteBucketPolicy_shuts_the_user_out()
    {
        await GivenBucketAsync();
        await PutAsync("photos/cat", "meow");
        var ann = await UserAsync("ann");
        var policy = PolicyOf(
            $$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:user/ann"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/*"}"""
        );
        await AskAsync<PutBucketPolicy>("photos", policy);
        Assert.That(Encoding.UTF8.GetString((await AskAsync<GetBucketPolicy>("photos")).Content!.Value.Span), Is.EqualTo(policy));
        await AskAsync<GetObject>("photos/cat", caller: ann);
        await AskAsync<DeleteBucketPolicy>("photos");
        await RefusalAsync("AccessDenied", () => AskAsync<GetObject>("photos/cat", caller: ann), nameof(GetObject));
        await RefusedAsync<GetBucketPolicy>("NoSuchBucketPolicy", "photos");
        await RefusedAsync<PutBucketPolicy>("MalformedPolicy", "photos", "{");
    }

    [Test]
    public async Task PutBucketTagging_sets_tags_that_DeleteBucketTagging_takes_away()
    {
        await GivenBucketAsync();
        await AskAsync<PutBucketTagging>("photos", Tagging(("stage", "dev")));
        Assert.That(Texts(await AskAsync<GetBucketTagging>("photos"), "Key"), Is.EqualTo(new[] { "stage" }));
        await AskAsync<DeleteBucketTagging>("photos");
        await RefusedAsync<GetBucketTagging>("NoSuchTagSet", "photos");
        await RefusedAsync<PutBucketTagging>("InvalidTag", "photos", Tagging(("a", "1"), ("a", "2")));
        await RefusedAsync<PutBucketTagging>("MalformedXML", "photos", "<Tagging");
    }

    [Test]
    public async Task PutBucketVersioning_sets_what_GetBucketVersioning_shows()
    {
        await GivenBucketAsync();
        Assert.That(Texts(await AskAsync<GetBucketVersioning>("photos"), "Status"), Is.Empty);
        await AskAsync<PutBucketVersioning>("photos", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        Assert.That(Texts(await AskAsync<GetBucketVersioning>("photos"), "Status"), Is.EqualTo(new[] { "Enabled" }));
        await RefusedAsync<PutBucketVersioning>("IllegalVersioningConfigurationException", "photos", "<VersioningConfiguration/>");
        await RefusedAsync<PutBucketVersioning>("MalformedXML", "photos", "<V><Status>Sometimes</Status></V>");
    }

    [Test]
    public async Task PutPublicAccessBlock_sets_what_DeletePublicAccessBlock_takes_away()
    {
        const string block = "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>";
        await GivenBucketAsync();
        await AskAsync<PutPublicAccessBlock>("photos", block);
        Assert.That(Texts(await AskAsync<GetPublicAccessBlock>("photos"), "BlockPublicAcls"), Is.EqualTo(new[] { "true" }));
        await AskAsync<DeletePublicAccessBlock>("photos");
        await RefusedAsync<GetPublicAccessBlock>("NoSuchPublicAccessBlockConfiguration", "photos");
        await RefusedAsync<PutPublicAccessBlock>("MalformedXML", "photos", "no xml");
    }

    [Test]
    public async Task What_a_bucket_has_by_default_is_shown()
    {
        await GivenBucketAsync();
        Assert.That(Texts(await AskAsync<GetBucketAcl>("photos"), "Permission"), Is.EqualTo(new[] { "FULL_CONTROL" }));
        Assert.That((await AskAsync<GetBucketLocation>("photos")).Xml!.Value, Is.Empty, "the first region has no name there");
        Assert.That((await AskAsync<GetBucketLogging>("photos")).Xml!.Name.LocalName, Is.EqualTo("BucketLoggingStatus"));
        Assert.That((await AskAsync<GetBucketAccelerateConfiguration>("photos")).Xml!.Elements(), Is.Empty);
        Assert.That(Texts(await AskAsync<GetBucketRequestPayment>("photos"), "Payer"), Is.EqualTo(new[] { "BucketOwner" }));
    }

    [Test]
    public async Task What_a_bucket_of_the_embedded_cloud_never_has_is_not_found()
    {
        await GivenBucketAsync();
        await RefusedAsync<GetBucketCors>("NoSuchCORSConfiguration", "photos");
        await RefusedAsync<GetBucketLifecycleConfiguration>("NoSuchLifecycleConfiguration", "photos");
        await RefusedAsync<GetBucketReplication>("ReplicationConfigurationNotFoundError", "photos");
        await RefusedAsync<GetBucketWebsite>("NoSuchWebsiteConfiguration", "photos");
        await RefusedAsync<GetObjectLockConfiguration>("ObjectLockConfigurationNotFoundError", "photos");
    }

    [Test]
    public async Task A_bucket_that_is_not_there_is_NoSuchBucket()
    {
        await RefusedAsync<GetBucketAcl>(NoBucket, "none");
        await RefusedAsync<GetBucketLocation>(NoBucket, "none");
        await RefusedAsync<GetBucketLogging>(NoBucket, "none");
        await RefusedAsync<GetBucketAccelerateConfiguration>(NoBucket, "none");
        await RefusedAsync<GetBucketRequestPayment>(NoBucket, "none");
        await RefusedAsync<GetBucketVersioning>(NoBucket, "none");
        await RefusedAsync<DeleteBucketPolicy>(NoBucket, "none");
        await RefusedAsync<DeleteBucketTagging>(NoBucket, "none");
        await RefusedAsync<DeletePublicAccessBlock>(NoBucket, "none");
        await RefusedAsync<GetBucketCors>(NoBucket, "none");
    }
}
