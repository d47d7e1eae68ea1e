using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Iam;
using Classroom.Cloud.Runtime;

namespace Classroom.Services.Tests;

/// <summary>A test of operations: it has a cloud of its own, and calls operations as the root unless it says as whom.</summary>
abstract class ServiceTest(CloudSettings? settings = null)
{
    protected const string Account = "000000000000";
    protected const string Region = "us-east-1";

    readonly TestCloud cloud = new(settings);

    protected TestCloud Cloud => cloud;

    protected DateTimeOffset Now => cloud.Clock.GetUtcNow();

    [TearDown]
    public ValueTask EndCloud() => cloud.DisposeAsync();

    protected Task<JsonNode> CallAsync<TOperation>(object? input = null, Caller? caller = null)
        where TOperation : IOperation => cloud.CallAsync(typeof(TOperation), input ?? new { }, caller ?? cloud.Root);

    /// <summary>Fails unless the operation refuses the call with this error.</summary>
    protected Task<AwsException> RefusedAsync<TOperation>(string code, object? input = null, Caller? caller = null)
        where TOperation : IOperation => RefusalAsync(code, () => CallAsync<TOperation>(input, caller), typeof(TOperation).Name);

    protected static async Task<AwsException> RefusalAsync(string code, Func<Task> call, string what)
    {
        try
        {
            await call();
        }
        catch (AwsException exception)
        {
            // Some services write the error with its namespace: com.amazonaws.sqs#QueueDoesNotExist.
            Assert.That(exception.Code.Split('#')[^1], Is.EqualTo(code), exception.Message);
            return exception;
        }
        throw new AssertionException($"{what} was to refuse the call with {code}, and accepted it");
    }

    /// <summary>A user who may do what these statements say.</summary>
    protected async Task<Caller> UserAsync(string name, params string[] statements)
    {
        await CallAsync<CreateUser>(new { UserName = name });
        if (statements.Length > 0)
            await CallAsync<PutUserPolicy>(
                new
                {
                    UserName = name,
                    PolicyName = "own",
                    PolicyDocument = PolicyOf(statements),
                }
            );
        var key = await CallAsync<CreateAccessKey>(new { UserName = name });
        return cloud.CallerOf(key.At("AccessKey/AccessKeyId"));
    }

    /// <summary>A role that a service may assume, and that may do what these statements say.</summary>
    protected async Task<string> RoleAsync(string name, string service, params string[] statements)
    {
        await CallAsync<CreateRole>(new { RoleName = name, AssumeRolePolicyDocument = TrustOf(service) });
        if (statements.Length > 0)
            await CallAsync<PutRolePolicy>(
                new
                {
                    RoleName = name,
                    PolicyName = "own",
                    PolicyDocument = PolicyOf(statements),
                }
            );
        return $"arn:aws:iam::{Account}:role/{name}";
    }

    protected Caller ActingAs(string roleArn) => cloud.Get<IRoles>().ActAs(roleArn, "test")!;

    protected static string Allow(string action, string resource = "*") =>
        $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}""";

    protected static string PolicyOf(params string[] statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    protected static string TrustOf(string service) =>
        PolicyOf($$"""{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}""");
}
