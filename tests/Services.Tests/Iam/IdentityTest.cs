using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Iam;

abstract class IdentityTest : ServiceTest
{
    protected const string ReadOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    protected static string OnePolicy { get; } = PolicyOf(Allow("s3:GetObject"));

    protected Task GivenUserAsync(string name) => CallAsync<CreateUser>(new { UserName = name });

    protected Task GivenGroupAsync(string name) => CallAsync<CreateGroup>(new { GroupName = name });

    protected async Task<string> PolicyAsync(string name) =>
        (await CallAsync<CreatePolicy>(new { PolicyName = name, PolicyDocument = OnePolicy })).At("Policy/Arn");
}
