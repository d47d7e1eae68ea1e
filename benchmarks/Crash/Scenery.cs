using System.IO.Compression;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash;

/// <summary>Resources that several writers need and no writer changes: roles, and one of the class's own functions.</summary>
static class Scenery
{
    public const string FunctionRole = "crash-functions";
    public const string WorkflowRole = "crash-workflows";

    /// <summary>The function answers its input with "validated": true.</summary>
    public const string Validator = "crash-validate";

    public static async Task PrepareAsync(AwsClient client)
    {
        await RoleAsync(client, FunctionRole, "lambda.amazonaws.com");
        await RoleAsync(client, WorkflowRole, "states.amazonaws.com");
        await DeployAsync(client, Validator, "Greeting.Validate");
    }

    /// <summary>Deploys one of the class's own handlers, without its simulated delays and faults.</summary>
    public static async Task DeployAsync(AwsClient client, string name, string handler, string? role = null) =>
        Check(
            await client.RestAsync(
                "lambda",
                HttpMethod.Post,
                "/2015-03-31/functions",
                new
                {
                    FunctionName = name,
                    Runtime = "dotnet10",
                    Role = role ?? Scene.RoleArn(FunctionRole),
                    Handler = $"Classroom.Functions::Classroom.Functions.{handler}::Handle",
                    Timeout = 30,
                    MemorySize = 256,
                    Code = new { ZipFile = Package.Value },
                    Environment = new
                    {
                        Variables = new
                        {
                            DELAY_SCALE = "0",
                            PAYMENT_FAILURE_RATE = "0",
                            OUT_OF_STOCK_RATE = "0",
                            TRANSIENT_ERROR_RATE = "0",
                        },
                    },
                }
            )
        );

    static async Task RoleAsync(AwsClient client, string name, string service)
    {
        var trust = PolicyText.Trust(service);
        var policy = PolicyText.Allow("*", "*");
        Check(await client.QueryAsync("iam", "CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", trust)));
        Check(await client.QueryAsync("iam", "PutRolePolicy", ("RoleName", name), ("PolicyName", "own"), ("PolicyDocument", policy)));
    }

    static void Check(Reply reply)
    {
        if (!reply.IsDone)
            throw new InvalidOperationException($"The preparation failed: {reply}");
    }

    static Lazy<byte[]> Package { get; } =
        new(() =>
        {
            var zip = new MemoryStream();
            ZipFile.CreateFromDirectory(Path.Combine(RunningCloud.Repository, "functions/bin/Release/net10.0"), zip);
            return zip.ToArray();
        });
}
