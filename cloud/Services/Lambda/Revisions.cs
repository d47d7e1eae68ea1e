using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

/// <summary>A change may name the revision that it is for: then it fails if something has changed since.</summary>
static class Revisions
{
    public static void Check(string? asked, FunctionVersion function, CloudSettings settings, Call call) =>
        Check(asked, function.RevisionAt(call.Now, settings.FunctionActivation), "GetFunction/GetAlias");

    public static void CheckAlias(string? asked, FunctionAlias alias) => Check(asked, alias.RevisionId, "GetFunction/GetAlias");

    public static void CheckPolicy(string? asked, string revision) => Check(asked, revision, "GetPolicy");

    static void Check(string? asked, string revision, string operation)
    {
        if (asked is { Length: > 0 } && asked != revision)
            throw new AwsException(
                "PreconditionFailedException",
                $"The Revision Id provided does not match the latest Revision Id. Call the {operation} API to retrieve the latest Revision "
                    + "Id",
                412
            )
            {
                Details = new Dictionary<string, object> { ["Type"] = "User" },
            };
    }
}
