using System.Collections.Immutable;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Iam.Sts;

/// <summary>Creates temporary credentials.</summary>
sealed class Sessions(IamStore iam, Secrets secrets, TimeProvider clock)
{
    public Credentials Open(
        string? role,
        string? user,
        string name,
        TimeSpan duration,
        IEnumerable<string>? policies = null,
        ImmutableSortedDictionary<string, string>? tags = null,
        ImmutableArray<string>? transitive = null
    )
    {
        var now = clock.GetUtcNow();
        foreach (var old in iam.Sessions.All.Where(session => session.Expires < now.AddHours(-1)).Take(10))
            iam.Sessions.Remove(old.AccessKeyId);
        var session = new Session(Secrets.NewId("ASIA"), role, user, name, now + duration)
        {
            Policies = [.. policies ?? []],
            Tags = tags ?? ImmutableSortedDictionary<string, string>.Empty,
            Transitive = transitive ?? [],
        };
        iam.Sessions.Put(session.AccessKeyId, session);
        return new(session.AccessKeyId, secrets.SecretOf(session.AccessKeyId), secrets.TokenOf(session.AccessKeyId), session.Expires);
    }
}
