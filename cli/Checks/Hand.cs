using Classroom.Cli.Calls;
using Classroom.Cloud.Logs;

namespace Classroom.Cli.Checks;

/// <summary>
/// The raised hand of a student: an empty log group with a fixed name. Students may create and delete log groups under their own names, so
/// that no queue and no permission is needed for it, here and on AWS.
/// </summary>
static class Hand
{
    const string Resource = "raised-hand";

    public static string LogOf(string student) => StudentAccount.LogOfFunction($"{student}-{Resource}");

    /// <summary>Since when the hand is up; null if it is down.</summary>
    public static async Task<DateTimeOffset?> RaisedAsync(StudentAccount student) =>
        await student.LogGroupAsync(LogOf(student.Student)).ConfigureAwait(false) is { } group
            ? DateTimeOffset.FromUnixTimeMilliseconds(group.CreationTime)
            : null;

    /// <summary>All raised hands of the class, each with the time since when it is up.</summary>
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> AllAsync(AwsClient aws)
    {
        var (before, after) = (StudentAccount.LogOfFunction(""), $"-{Resource}");
        var hands = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            var page = await aws.Operation<DescribeLogGroups>()
                .CallAsync(new(LogGroupNamePattern: after, NextToken: next, Limit: 50))
                .ConfigureAwait(false);
            foreach (var group in page.LogGroups)
                if (
                    group.LogGroupName.StartsWith(before, StringComparison.Ordinal)
                    && group.LogGroupName.EndsWith(after, StringComparison.Ordinal)
                )
                    hands[group.LogGroupName[before.Length..^after.Length]] = DateTimeOffset.FromUnixTimeMilliseconds(group.CreationTime);
            next = page.NextToken;
        } while (next is not null);
        return hands;
    }

    /// <summary>Returns false if the hand was up already.</summary>
    public static async Task<bool> RaiseAsync(AwsClient aws, string student)
    {
        try
        {
            await aws.Operation<CreateLogGroup>().CallAsync(new(LogOf(student))).ConfigureAwait(false);
            return true;
        }
        catch (AwsError error) when (error.Code == "ResourceAlreadyExistsException")
        {
            return false;
        }
    }

    /// <summary>Returns false if the hand was down already.</summary>
    public static async Task<bool> LowerAsync(AwsClient aws, string student)
    {
        try
        {
            await aws.Operation<DeleteLogGroup>().CallAsync(new(LogOf(student))).ConfigureAwait(false);
            return true;
        }
        catch (AwsError error) when (error.IsNotFound)
        {
            return false;
        }
    }
}
