using Classroom.Cloud.Logs;

namespace Classroom.Services.Tests.Logs;

sealed class GroupTests : LogTest
{
    [Test]
    public async Task CreateLogGroup_makes_a_group_that_DescribeLogGroups_shows()
    {
        await CallAsync<CreateLogGroup>(new { logGroupName = Group });
        var found = await CallAsync<DescribeLogGroups>(new { logGroupNamePrefix = "/class" });
        Assert.That(
            (found.At("logGroups/0/logGroupName"), found.At("logGroups/0/arn"), found.At("logGroups/0/logGroupClass")),
            Is.EqualTo((Group, $"{Arn}:*", "STANDARD"))
        );
    }

    [Test]
    public async Task CreateLogGroup_refuses_names_classes_and_a_group_of_that_name()
    {
        await RefusedAsync<CreateLogGroup>(Invalid, new { logGroupName = "no spaces" });
        await RefusedAsync<CreateLogGroup>(Invalid, new { logGroupName = new string('g', 513) });
        await RefusedAsync<CreateLogGroup>(Invalid, new { logGroupName = Group, logGroupClass = "BEST" });
        await CallAsync<CreateLogGroup>(new { logGroupName = Group });
        await RefusedAsync<CreateLogGroup>("ResourceAlreadyExistsException", new { logGroupName = Group });
    }

    [Test]
    public async Task DescribeLogGroups_counts_the_bytes_of_a_group()
    {
        await GivenStreamAsync();
        await PutAsync("one", "hello");
        Assert.That((await CallAsync<DescribeLogGroups>()).At("logGroups/0/storedBytes"), Is.Not.EqualTo("0"));
    }

    [Test]
    public async Task DescribeLogGroups_refuses_a_prefix_with_a_pattern_and_a_token_that_was_not_given_out()
    {
        await RefusedAsync<DescribeLogGroups>(Invalid, new { logGroupNamePrefix = "a", logGroupNamePattern = "b" });
        await RefusedAsync<DescribeLogGroups>(Invalid, new { nextToken = "made up" });
        await RefusedAsync<ListLogGroups>(Invalid, new { nextToken = "made up" });
    }

    [Test]
    public async Task ListLogGroups_finds_groups_by_a_part_of_their_name()
    {
        foreach (var name in (string[])["/class/orders", "/class/events"])
            await CallAsync<CreateLogGroup>(new { logGroupName = name });
        var found = await CallAsync<ListLogGroups>(new { logGroupNamePattern = "order" });
        Assert.That(found.Each("logGroups/*/logGroupArn"), Is.EqualTo(new[] { Arn }));
    }

    [Test]
    public async Task DeleteLogGroup_takes_a_group_and_its_streams_away()
    {
        await GivenStreamAsync();
        await CallAsync<DeleteLogGroup>(new { logGroupName = Group });
        Assert.That((await CallAsync<DescribeLogGroups>()).Each("logGroups/*"), Is.Empty);
        await CallAsync<CreateLogGroup>(new { logGroupName = Group });
        Assert.That((await CallAsync<DescribeLogStreams>(new { logGroupName = Group })).Each("logStreams/*"), Is.Empty);
    }

    [Test]
    public async Task DeleteLogGroup_refuses_no_group_and_a_protected_one()
    {
        await RefusedAsync<DeleteLogGroup>(NotThere, new { logGroupName = Group });
        await CallAsync<CreateLogGroup>(new { logGroupName = Group });
        await CallAsync<PutLogGroupDeletionProtection>(new { logGroupIdentifier = Group, deletionProtectionEnabled = true });
        await RefusedAsync<DeleteLogGroup>("ValidationException", new { logGroupName = Group });
        await CallAsync<PutLogGroupDeletionProtection>(new { logGroupIdentifier = Arn, deletionProtectionEnabled = false });
        await CallAsync<DeleteLogGroup>(new { logGroupName = Group });
        await RefusedAsync<PutLogGroupDeletionProtection>(NotThere, new { logGroupIdentifier = Group, deletionProtectionEnabled = true });
    }

    [Test]
    public async Task PutRetentionPolicy_sets_days_that_DeleteRetentionPolicy_takes_away()
    {
        await CallAsync<CreateLogGroup>(new { logGroupName = Group });
        await CallAsync<PutRetentionPolicy>(new { logGroupName = Group, retentionInDays = 7 });
        Assert.That((await CallAsync<DescribeLogGroups>()).At("logGroups/0/retentionInDays"), Is.EqualTo("7"));
        await CallAsync<DeleteRetentionPolicy>(new { logGroupName = Group });
        Assert.That((await CallAsync<DescribeLogGroups>()).Maybe("logGroups/0/retentionInDays"), Is.Null);
    }

    [Test]
    public async Task Retention_refuses_no_group_and_days_that_AWS_does_not_have()
    {
        await RefusedAsync<PutRetentionPolicy>(NotThere, new { logGroupName = Group, retentionInDays = 7 });
        await RefusedAsync<PutRetentionPolicy>(Invalid, new { logGroupName = Group, retentionInDays = 8 });
        await RefusedAsync<DeleteRetentionPolicy>(NotThere, new { logGroupName = Group });
    }

    [Test]
    public async Task Tags_of_a_group_are_the_same_by_its_name_and_by_its_arn()
    {
        await CallAsync<CreateLogGroup>(new { logGroupName = Group, tags = new { a = "1" } });
        await CallAsync<TagResource>(new { resourceArn = Arn, tags = new { b = "2" } });
        await CallAsync<TagLogGroup>(new { logGroupName = Group, tags = new { c = "3", d = "4" } });
        await CallAsync<UntagResource>(new { resourceArn = Arn, tagKeys = new[] { "a" } });
        await CallAsync<UntagLogGroup>(new { logGroupName = Group, tags = new[] { "d" } });
        const string rest = """{"b":"2","c":"3"}""";
        Assert.That((await CallAsync<ListTagsForResource>(new { resourceArn = Arn }))["tags"]!.ToJsonString(), Is.EqualTo(rest));
        Assert.That((await CallAsync<ListTagsLogGroup>(new { logGroupName = Group }))["tags"]!.ToJsonString(), Is.EqualTo(rest));
    }

    [Test]
    public async Task Tags_of_no_group_are_ResourceNotFoundException()
    {
        await RefusedAsync<TagResource>(NotThere, new { resourceArn = Arn, tags = new { a = "b" } });
        await RefusedAsync<TagLogGroup>(NotThere, new { logGroupName = Group, tags = new { a = "b" } });
        await RefusedAsync<UntagResource>(NotThere, new { resourceArn = Arn, tagKeys = new[] { "a" } });
        await RefusedAsync<UntagLogGroup>(NotThere, new { logGroupName = Group, tags = new[] { "a" } });
        await RefusedAsync<ListTagsForResource>(NotThere, new { resourceArn = Arn });
        await RefusedAsync<ListTagsLogGroup>(NotThere, new { logGroupName = Group });
        await RefusedAsync<ListTagsForResource>(Invalid, new { resourceArn = "arn:aws:sqs:us-east-1:000000000000:orders" });
    }
}
