using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>IAM: roles, their inline policies and tags, users, group memberships, managed policies, attachments, access keys.</summary>
sealed class IdentityRegisters(Scene scene) : Registers(scene, "IAM")
{
    const string Subject = "crash-subject";
    const string SessionRole = "crash-session";

    static readonly string Trust = PolicyText.Trust("lambda.amazonaws.com");

    static string AnyPolicyArn => $"arn:aws:iam::{Scene.Account}:policy/crash-attached";

    protected override async Task SetUpAsync()
    {
        await MadeAsync(Iam("CreateRole", ("RoleName", Subject), ("AssumeRolePolicyDocument", Trust)));
        var own = PolicyText.Of(
            new
            {
                Effect = "Allow",
                Principal = new { AWS = $"arn:aws:iam::{Scene.Account}:root" },
                Action = "sts:AssumeRole",
            }
        );
        await MadeAsync(Iam("CreateRole", ("RoleName", SessionRole), ("AssumeRolePolicyDocument", own)));
        await MadeAsync(Iam("CreateUser", ("UserName", Subject)));
        await MadeAsync(Iam("CreateGroup", ("GroupName", Subject)));
        var policy = PolicyText.Allow("s3:GetObject", "arn:aws:s3:::x/*");
        await MadeAsync(Iam("CreatePolicy", ("PolicyName", "crash-attached"), ("PolicyDocument", policy)));
    }

    protected override IEnumerable<Register> Make() =>
        [
            .. Enumerable.Range(1, 4).Select(Role),
            .. Enumerable.Range(1, 3).Select(InlinePolicy),
            .. Enumerable.Range(1, 3).Select(RoleTag),
            .. Enumerable.Range(1, 3).Select(User),
            .. Enumerable.Range(1, 2).Select(ManagedPolicy),
            Attachment(),
            Membership(),
            AccessKey(),
            Session(),
        ];

    Register Role(int number)
    {
        var name = $"crash-role-{number}";
        return new()
        {
            Name = $"the description of role {name}",
            Next = random => Awkward.Latin(random, 300),
            Put = (value, isThere) =>
                isThere
                    ? Iam("UpdateRole", ("RoleName", name), ("Description", value))
                    : Iam("CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", Trust), ("Description", value)),
            Drop = () => Iam("DeleteRole", ("RoleName", name)),
            Read = async () => await Found("GetRole", ("RoleName", name)) is { } found ? found.Element("Description") ?? "" : null,
        };
    }

    Register InlinePolicy(int number)
    {
        (string, string)[] names = [("RoleName", Subject), ("PolicyName", $"own-{number}")];
        return new()
        {
            Name = $"the inline policy own-{number} of role {Subject}",
            Next = Policy,
            Put = (value, _) => Iam("PutRolePolicy", [.. names, ("PolicyDocument", value)]),
            Drop = () => Iam("DeleteRolePolicy", names),
            Read = async () =>
                await Found("GetRolePolicy", names) is { } found ? Uri.UnescapeDataString(found.Element("PolicyDocument")!) : null,
        };
    }

    Register RoleTag(int number) =>
        new()
        {
            Name = $"the tag key-{number} of role {Subject}",
            Next = Awkward.Tag,
            Put = (value, _) =>
                Iam("TagRole", ("RoleName", Subject), ("Tags.member.1.Key", $"key-{number}"), ("Tags.member.1.Value", value)),
            Drop = () => Iam("UntagRole", ("RoleName", Subject), ("TagKeys.member.1", $"key-{number}")),
            Read = async () =>
                (await ReadAsync(Iam("ListRoleTags", ("RoleName", Subject))))
                    .Xml.Descendants()
                    .Where(element => element.Name.LocalName == "Key" && element.Value == $"key-{number}")
                    .Select(key => key.Parent!.Elements().Single(element => element.Name.LocalName == "Value").Value)
                    .SingleOrDefault(),
        };

    Register User(int number)
    {
        var name = $"crash-user-{number}";
        return new()
        {
            Name = $"the path of user {name}",
            Next = random => $"/path/{random.Next(1_000_000)}/",
            Put = (value, isThere) =>
                isThere
                    ? Iam("UpdateUser", ("UserName", name), ("NewPath", value))
                    : Iam("CreateUser", ("UserName", name), ("Path", value)),
            Drop = () => Iam("DeleteUser", ("UserName", name)),
            Read = async () => (await Found("GetUser", ("UserName", name)))?.Element("Path"),
        };
    }

    Register ManagedPolicy(int number)
    {
        var arn = $"arn:aws:iam::{Scene.Account}:policy/crash-policy-{number}";
        return new()
        {
            Name = $"the policy crash-policy-{number}",
            CanChange = false,
            Next = Policy,
            Put = (value, _) => Iam("CreatePolicy", ("PolicyName", $"crash-policy-{number}"), ("PolicyDocument", value)),
            Drop = () => Iam("DeletePolicy", ("PolicyArn", arn)),
            Read = async () =>
                await Found("GetPolicyVersion", ("PolicyArn", arn), ("VersionId", "v1")) is { } found
                    ? Uri.UnescapeDataString(found.Element("Document")!)
                    : null,
        };
    }

    Register Attachment() =>
        Switch(
            "the attachment of crash-attached to role " + Subject,
            "AttachRolePolicy",
            "DetachRolePolicy",
            [("RoleName", Subject), ("PolicyArn", AnyPolicyArn)],
            async () =>
                (await ReadAsync(Iam("ListAttachedRolePolicies", ("RoleName", Subject)))).Text.Contains(
                    "crash-attached",
                    StringComparison.Ordinal
                )
        );

    Register Membership() =>
        Switch(
            "the membership of user " + Subject,
            "AddUserToGroup",
            "RemoveUserFromGroup",
            [("UserName", Subject), ("GroupName", Subject)],
            async () =>
                (await ReadAsync(Iam("GetGroup", ("GroupName", Subject))))
                    .Xml.Descendants()
                    .Any(element => element.Name.LocalName == "UserName")
        );

    Register Switch(string name, string on, string off, (string, string)[] names, Func<Task<bool>> read) =>
        new()
        {
            Name = name,
            CanChange = false,
            Next = _ => "there",
            Put = (_, _) => Iam(on, names),
            Drop = () => Iam(off, names),
            Read = async () => await read() ? "there" : null,
        };

    /// <summary>An access key whose creation was acknowledged must be valid after every restart.</summary>
    Register AccessKey()
    {
        (string Id, string Secret)? own = null;
        return new()
        {
            Name = $"the access key of user {Subject}",
            CanChange = false,
            Next = _ => "works",
            Put = async (_, _) =>
            {
                own = null;
                var reply = await Iam("CreateAccessKey", ("UserName", Subject));
                if (reply.IsDone)
                    own = (reply.Element("AccessKeyId")!, reply.Element("SecretAccessKey")!);
                return reply;
            },
            Drop = async () => await Iam("DeleteAccessKey", ("UserName", Subject), ("AccessKeyId", own?.Id ?? (await KeysAsync())[0])),
            Read = async () =>
            {
                var keys = await KeysAsync();
                if (keys.Count == 0)
                    return null;
                if (keys.Count > 1)
                    return $"{keys.Count} keys";
                // The secret of a key is unknown if the reply to its creation was lost.
                if (own is not var (id, secret))
                    return "works";
                if (keys[0] != id)
                    return "another key";
                using var client = new AwsClient(Scene.Folder.Endpoint) { Key = id, Secret = secret };
                return (await ReadAsync(client.QueryAsync("sts", "GetCallerIdentity")))
                    .Element("Arn")!
                    .EndsWith($"user/{Subject}", StringComparison.Ordinal)
                    ? "works"
                    : "somebody else's key";
            },
        };
    }

    /// <summary>Temporary credentials must stay valid after every restart.</summary>
    Register Session()
    {
        AwsClient? own = null;
        return new()
        {
            Name = $"the latest session of role {SessionRole}",
            Next = random => $"session-{random.Next(1_000_000)}",
            Put = async (value, _) =>
            {
                var reply = await Client.QueryAsync(
                    "sts",
                    "AssumeRole",
                    ("RoleArn", Scene.RoleArn(SessionRole)),
                    ("RoleSessionName", value)
                );
                if (!reply.IsDone)
                    return reply;
                own?.Dispose();
                own = new(Scene.Folder.Endpoint)
                {
                    Key = reply.Element("AccessKeyId")!,
                    Secret = reply.Element("SecretAccessKey")!,
                    Token = reply.Element("SessionToken"),
                };
                return reply;
            },
            Read = async () =>
                own is null ? null : (await ReadAsync(own.QueryAsync("sts", "GetCallerIdentity"))).Element("Arn")!.Split('/')[^1],
        };
    }

    async Task<List<string>> KeysAsync() =>
        [
            .. (await ReadAsync(Iam("ListAccessKeys", ("UserName", Subject))))
                .Xml.Descendants()
                .Where(element => element.Name.LocalName == "AccessKeyId")
                .Select(element => element.Value),
        ];

    static string Policy(Random random)
    {
        var resource = $"arn:aws:s3:::bucket/{Awkward.Latin(random, 60).Replace('\n', ' ').Replace('\t', ' ').Replace('$', '-')}";
        var statement = new
        {
            Sid = $"S{random.Next(1_000_000)}",
            Effect = "Allow",
            Action = "s3:GetObject",
            Resource = resource,
        };
        return PolicyText.Of(statement, isPretty: random.Next(2) == 0);
    }

    Task<Reply?> Found(string operation, params (string, string)[] parameters) => FindAsync(Iam(operation, parameters), "NoSuchEntity");

    Task<Reply> Iam(string operation, params (string, string)[] parameters) =>
        Client.QueryAsync("iam", operation, [.. parameters, ("Version", "2010-05-08")]);
}
