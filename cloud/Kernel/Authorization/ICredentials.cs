using Classroom.Cloud.Api;

namespace Classroom.Cloud.Authorization;

/// <summary>Finds the owner of an access key: a user or a session.</summary>
interface ICredentials
{
    (string Secret, Caller Caller)? Find(string accessKeyId, string? sessionToken);
}
