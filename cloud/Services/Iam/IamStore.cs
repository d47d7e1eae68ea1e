using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Classroom.Access;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Iam;

/// <summary>Stores users, roles, groups, policies and access keys.</summary>
sealed partial class IamStore(Database database, CloudSettings settings, Secrets secrets, TimeProvider clock)
    : IStore,
        ICredentials,
        IPolicyNames,
        ITagSource
{
    public Table<User> Users { get; } = new(database, "iam.users");

    public Table<Role> Roles { get; } = new(database, "iam.roles");

    public IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged =>
        Roles
            .All.Select(role => (role.Arn(Account), (IEnumerable<KeyValuePair<string, string>>)role.Tags))
            .Concat(Users.All.Select(user => (user.Arn(Account), (IEnumerable<KeyValuePair<string, string>>)user.Tags)));

    public Table<Group> Groups { get; } = new(database, "iam.groups");

    public Table<ManagedPolicy> Policies { get; } = new(database, "iam.policies");

    public Table<AccessKey> AccessKeys { get; } = new(database, "iam.keys");

    public Table<LoginProfile> LoginProfiles { get; } = new(database, "iam.logins");

    public Table<Session> Sessions { get; } = new(database, "iam.sessions");

    public Table<JsonDocument> PasswordPolicy { get; } = new(database, "iam.passwords");

    public string Account => settings.Account;

    public string UserArn(string name) => Users.Find(name)?.Arn(Account) ?? $"arn:aws:iam::{Account}:user/{name}";

    public string RoleArn(string name) => Roles.Find(name)?.Arn(Account) ?? $"arn:aws:iam::{Account}:role/{name}";

    public string GroupArn(string name) => Groups.Find(name)?.Arn(Account) ?? $"arn:aws:iam::{Account}:group/{name}";

    public User User(string name) => Users.Find(name) ?? throw NoSuchEntity($"The user with name {name} cannot be found.");

    public Role Role(string name) => Roles.Find(name) ?? throw NoSuchEntity($"The role with name {name} cannot be found.");

    public Group Group(string name) => Groups.Find(name) ?? throw NoSuchEntity($"The group with name {name} cannot be found.");

    public ManagedPolicy Policy(string arn) =>
        Policies.Find(arn) ?? ManagedPolicies.Find(arn) ?? throw NoSuchEntity($"Policy {arn} was not found.");

    /// <summary>A policy to attach, which a request names by its ARN.</summary>
    public ManagedPolicy AttachablePolicy(string arn)
    {
        if (arn.Split(':', 6) is not ["arn", { Length: > 0 }, { Length: > 0 }, _, _, { Length: > 0 }])
            throw new AwsException("ValidationError", "Invalid ARN:  Could not be parsed!");
        return Policies.Find(arn) ?? ManagedPolicies.Find(arn) ?? throw NoSuchEntity($"Policy {arn} does not exist or is not attachable.");
    }

    /// <summary>Finds a role by its ARN; null if there is none.</summary>
    public Role? RoleByArn(string arn) =>
        arn.StartsWith($"arn:aws:iam::{Account}:role/", StringComparison.Ordinal)
        && Roles.Find(arn[(arn.LastIndexOf('/') + 1)..]) is { } role
        && role.Arn(Account) == arn
            ? role
            : null;

    /// <summary>The given user name, or the caller's own name if none is given.</summary>
    public string NameOrCaller(string? name, Call call) =>
        name
        ?? call.Caller.UserName
        ?? throw new AwsException("ValidationError", "Must specify userName when calling with non-User credentials");

    /// <summary>A key of the user who is named, or else of the caller; to everybody else it is not there.</summary>
    public AccessKey KeyOf(string id, string? userName, Call call) =>
        AccessKeys.Find(id) is { } key && (key.UserName == (userName ?? call.Caller.UserName) || (userName is null && call.Caller.IsRoot))
            ? key
            : throw NoSuchEntity($"The Access Key with id {id} cannot be found.");

    public void Save(Identity identity)
    {
        switch (identity)
        {
            case User user:
                Users.Put(user.Name, user);
                break;
            case Role role:
                Roles.Put(role.Name, role);
                break;
            case Group group:
                Groups.Put(group.Name, group);
                break;
        }
    }

    public IEnumerable<Group> GroupsOf(string user) => Groups.All.Where(group => group.Members.Contains(user));

    public int AttachmentsOf(string arn) =>
        Users.Unordered.Concat<Identity>(Roles.Unordered).Concat(Groups.Unordered).Count(identity => identity.Attached.Contains(arn));

    /// <summary>How many users and roles have a policy as their boundary.</summary>
    public int BoundariesOf(string arn) => Users.Unordered.Concat<Identity>(Roles.Unordered).Count(identity => identity.Boundary == arn);

    /// <summary>A caller with the permissions of a role.</summary>
    public Caller ActAs(Role role, string sessionName, Session? session = null) =>
        new(
            new(PrincipalKind.Role, role.Arn(Account), Account, $"arn:aws:sts::{Account}:assumed-role/{role.Name}/{sessionName}"),
            $"{role.Id}:{sessionName}"
        )
        {
            Identity = PoliciesOf(role),
            Boundary = BoundaryOf(role),
            Session = session is null ? [] : [.. session.Policies.Select(Authorization.Policies.Parse)],
            Tags = role.Tags.ToImmutableDictionary().SetItems(session?.Tags ?? ImmutableSortedDictionary<string, string>.Empty),
            TransitiveTags = session?.Transitive ?? [],
        };

    public Caller ActAs(User user) =>
        new(new(PrincipalKind.User, user.Arn(Account), Account), user.Id)
        {
            Identity = [.. PoliciesOf(user), .. GroupsOf(user.Name).SelectMany(group => PoliciesOf(group))],
            Boundary = BoundaryOf(user),
            Tags = user.Tags.ToImmutableDictionary(),
            UserName = user.Name,
        };

    public (string Secret, Caller Caller)? Find(string accessKeyId, string? sessionToken)
    {
        if (AccessKeys.Find(accessKeyId) is { Status: "Active" } key && Users.Find(key.UserName) is { } user)
            return (secrets.SecretOf(accessKeyId), ActAs(user) with { AccessKeyId = accessKeyId });
        if (Sessions.Find(accessKeyId) is not { } session || sessionToken != secrets.TokenOf(accessKeyId))
            return null;
        if (session.Expires < clock.GetUtcNow())
            throw new AwsException("ExpiredToken", "The security token included in the request is expired", 403);
        var caller = session.RoleName is { } name
            ? Roles.Find(name) is { } role
                ? ActAs(role, session.SessionName, session)
                : null
            : session.UserName is null
                ? Caller.Root(Account)
                : Users.Find(session.UserName) is { } who
                    ? ActAs(who)
                    : null;
        return caller is null ? null : (secrets.SecretOf(accessKeyId), caller with { AccessKeyId = accessKeyId });
    }

    public ImmutableArray<PolicyDocument> PoliciesOf(Identity identity) =>
        [
            .. identity
                .Inline.Values.Concat(
                    identity
                        .Attached.Select(arn => Policies.Find(arn) ?? ManagedPolicies.Find(arn))
                        .OfType<ManagedPolicy>()
                        .Select(policy => policy.Default.Document)
                )
                .Select(Authorization.Policies.Parse),
        ];

    IEnumerable<(string Name, PolicyDocument Policy)> IPolicyNames.Of(Caller caller)
    {
        if (caller.UserName is { } name && Users.Find(name) is { } user)
            return Named(user).Concat(GroupsOf(name).SelectMany(Named));
        return RoleByArn(caller.Principal.Arn) is { } role ? Named(role) : [];
    }

    IEnumerable<(string Name, PolicyDocument Policy)> Named(Identity identity) =>
        identity
            .Inline.Select(inline => ($"the inline policy {inline.Key} of the {identity.Kind} {identity.Name}", inline.Value))
            .Concat(
                identity
                    .Attached.Select(arn => Policies.Find(arn) ?? ManagedPolicies.Find(arn))
                    .OfType<ManagedPolicy>()
                    .Select(policy => ($"the managed policy {policy.Name} of the {identity.Kind} {identity.Name}", policy.Default.Document))
            )
            .Select(policy => (policy.Item1, Authorization.Policies.Parse(policy.Item2)));

    PolicyDocument? BoundaryOf(Identity identity) =>
        identity.Boundary is { } arn ? Authorization.Policies.Parse(Policy(arn).Default.Document) : null;

    public static AwsException NoSuchEntity(string message) => new("NoSuchEntity", message, 404);

    public static AwsException Exists(string message) => new("EntityAlreadyExists", message, 409);

    public static AwsException Conflict(string message) => new("DeleteConflict", message, 409);

    public static string CheckName(string name, int longest, string what) =>
        name.Length <= longest && Names().IsMatch(name)
            ? name
            : throw new AwsException(
                "ValidationError",
                name.Length > longest
                    ? $"1 validation error detected: Value at '{what}' failed to satisfy constraint: Member must have length less "
                        + $"than or equal to {longest}"
                    : $"The specified value for {what} is invalid. It must contain only alphanumeric characters and/or the "
                        + $"following: +=,.@_-"
            );

    public static int? CheckRange(int? value, int least, int most, string what) =>
        value is not { } number || (number >= least && number <= most)
            ? value
            : throw new AwsException(
                "ValidationError",
                $"1 validation error detected: Value '{value}' at '{what}' failed to satisfy constraint: Member must have value "
                    + (number < least ? $"greater than or equal to {least}" : $"less than or equal to {most}")
            );

    public static string CheckPath(string? path) =>
        path is null or "/" ? "/"
        : path.StartsWith('/') && path.EndsWith('/') ? path
        : throw new AwsException(
            "ValidationError",
            "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / "
                + "characters."
        );

    /// <summary>White space does not count towards IAM's limit for the size of a policy.</summary>
    public static void CheckSize(string kind, string name, IEnumerable<string> documents, int most)
    {
        if (documents.Sum(document => document.Count(c => !char.IsWhiteSpace(c))) > most)
            throw new AwsException("LimitExceeded", $"Maximum policy size of {most} bytes exceeded for {kind} {name}", 409);
    }

    [GeneratedRegex("^[A-Za-z0-9+=,.@_-]+$")]
    private static partial Regex Names();
}
