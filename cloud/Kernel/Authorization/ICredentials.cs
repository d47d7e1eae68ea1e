using Classroom.Cloud.Api;

namespace Classroom.Cloud.Authorization;

/// <summary>Knows keys: of users, and of sessions.</summary>
interface ICredentials
{
    (string Secret, Caller Caller)? Find(string accessKeyId, string? sessionToken);
}
