using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

/// <summary>The pages of lists, with the error of Step Functions for a token that names no page.</summary>
static class Pages
{
    const int Usual = 100;

    const string InvalidToken = "InvalidToken";

    public static (IReadOnlyList<T> Items, string? Next) Cut<T>(IEnumerable<T> all, string? token, int? most) => Cut(all.Skip, token, most);

    /// <param name="from">The items from the position that the caller's token names.</param>
    public static (IReadOnlyList<T> Items, string? Next) Cut<T>(Func<int, IEnumerable<T>> from, string? token, int? most)
    {
        try
        {
            return Paging.Cut(from, token, most is > 0 ? most : null, Usual, InvalidToken);
        }
        catch (AwsException exception) when (exception.Code == InvalidToken)
        {
            throw new AwsException(InvalidToken, "Invalid Token: 'Invalid token'");
        }
    }
}
