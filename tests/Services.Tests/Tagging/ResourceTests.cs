using Classroom.Cloud.Sns;
using Classroom.Cloud.Sqs;
using Classroom.Cloud.Tagging;

namespace Classroom.Services.Tests.Tagging;

sealed class ResourceTests : ServiceTest
{
    const string Expired = "PaginationTokenExpiredException";

    [SetUp]
    public async Task GivenResources()
    {
        await CallAsync<CreateQueue>(new { QueueName = "orders", tags = new { stage = "dev", owner = "ann" } });
        await CallAsync<CreateQueue>(new { QueueName = "untagged" });
        await CallAsync<CreateTopic>(new { Name = "orders", Tags = new[] { new { Key = "stage", Value = "prod" } } });
    }

    [Test]
    public async Task GetResources_finds_resources_of_all_services_by_their_tags()
    {
        var all = await CallAsync<GetResources>(new { TagFilters = new[] { new { Key = "stage" } } });
        Assert.That(all.Each("ResourceTagMappingList/*/ResourceARN"), Is.EqualTo(new[] { Arn("sns"), Arn("sqs") }));
        var dev = await CallAsync<GetResources>(new { TagFilters = new[] { new { Key = "stage", Values = new[] { "dev" } } } });
        Assert.That(dev.Each("ResourceTagMappingList/*/ResourceARN"), Is.EqualTo(new[] { Arn("sqs") }));
        var topics = await CallAsync<GetResources>(new { ResourceTypeFilters = new[] { "sns" } });
        Assert.That(topics.Each("ResourceTagMappingList/*/ResourceARN"), Is.EqualTo(new[] { Arn("sns") }));
    }

    [Test]
    public async Task GetResources_answers_in_pages()
    {
        var first = await CallAsync<GetResources>(new { ResourcesPerPage = 1 });
        var second = await CallAsync<GetResources>(new { ResourcesPerPage = 1, PaginationToken = first.At("PaginationToken") });
        Assert.That((second.At("ResourceTagMappingList/0/ResourceARN"), second.At("PaginationToken")), Is.EqualTo((Arn("sqs"), "")));
    }

    [Test]
    public async Task GetTagKeys_and_GetTagValues_list_what_is_in_use()
    {
        Assert.That((await CallAsync<GetTagKeys>()).Each("TagKeys/*"), Is.EqualTo(new[] { "owner", "stage" }));
        Assert.That((await CallAsync<GetTagValues>(new { Key = "stage" })).Each("TagValues/*"), Is.EqualTo(new[] { "dev", "prod" }));
    }

    [Test]
    public async Task A_token_that_was_not_given_out_is_PaginationTokenExpiredException()
    {
        await RefusedAsync<GetResources>(Expired, new { PaginationToken = "made up" });
        await RefusedAsync<GetTagKeys>(Expired, new { PaginationToken = "made up" });
        await RefusedAsync<GetTagValues>(Expired, new { Key = "stage", PaginationToken = "made up" });
    }

    static string Arn(string service) => $"arn:aws:{service}:{Region}:{Account}:orders";
}
