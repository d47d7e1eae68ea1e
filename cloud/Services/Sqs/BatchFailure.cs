using System.Text.RegularExpressions;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

/// <summary>A failed entry of a batch.</summary>
sealed partial record BatchFailure(string Id, bool SenderFault, string Code, string Message)
{
    const int MostEntries = 10;

    public static BatchFailure Of(string id, AwsException exception) =>
        new(id, exception.Status < 500, exception.QueryCode ?? exception.Code, exception.Message);

    /// <summary>The failures as an answer lists them: AWS leaves out an empty list.</summary>
    public static IReadOnlyList<BatchFailure>? Listed(IReadOnlyList<BatchFailure> failures) => failures.Count > 0 ? failures : null;

    /// <summary>Checks the ids of the entries of a batch.</summary>
    public static void Check(IEnumerable<string> ids, string operation)
    {
        var all = ids.ToList();
        if (all.Count == 0)
            throw SqsErrors.Of("EmptyBatchRequest", $"There should be at least one {operation}RequestEntry in the request.");
        if (all.Count > MostEntries)
            throw SqsErrors.Of(
                "TooManyEntriesInBatchRequest",
                $"Maximum number of entries per request are {MostEntries}. You have sent {all.Count}."
            );
        if (!all.TrueForAll(Ids().IsMatch))
            throw SqsErrors.Of(
                "InvalidBatchEntryId",
                "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long."
            );
        if (all.Distinct().Count() != all.Count)
            throw SqsErrors.Of("BatchEntryIdsNotDistinct", $"Id {all.GroupBy(id => id).First(group => group.Count() > 1).Key} repeated.");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$")]
    private static partial Regex Ids();
}
