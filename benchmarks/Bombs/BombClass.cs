using Classroom.Benchmarks.Cloud;
using Classroom.Benchmarks.Crash;

namespace Classroom.Benchmarks.Bombs;

/// <summary>Thirty students, each with roles, a user, the functions of the order lab and its workflow.</summary>
sealed class BombClass(AwsClient root, string endpoint) : IDisposable
{
    public const int Students = 30;

    static readonly string[] Handlers = ["OrderValidator", "PaymentProcessor", "InventoryUpdater", "OrderFulfillment"];

    static readonly string Definition = File.ReadAllText(
        Path.Combine(RunningCloud.Repository, "infra/Labs/Orders/order-processing-workflow.asl.json")
    );

    readonly Dictionary<string, AwsClient> clients = [];

    public static IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(1, Students).Select(number => $"user{number}")];

    /// <summary>The student who sets off the bombs.</summary>
    public static string Bomber => Names[^1];

    public AwsClient Of(string student) => clients[student];

    public static string FunctionRole(string student) => Scene.RoleArn($"{student}-functions");

    public static string WorkflowRole(string student) => Scene.RoleArn($"{student}-workflows");

    public static string Orders(string student) => Scene.Arn("states", $"stateMachine:{student}-orders");

    public async Task PrepareAsync()
    {
        foreach (var student in Names)
        {
            await RoleAsync($"{student}-functions", "lambda.amazonaws.com");
            await RoleAsync($"{student}-workflows", "states.amazonaws.com");
            clients[student] = await UserAsync($"{student}-student");
            foreach (var handler in Handlers)
                await Scenery.DeployAsync(root, $"{student}-{handler}", $"Orders.{handler}", FunctionRole(student));
            var definition = Handlers.Aggregate(
                Definition,
                (text, handler) =>
                    text.Replace($"${{{handler}}}", Scene.Arn("lambda", $"function:{student}-{handler}"), StringComparison.Ordinal)
            );
            await DoneAsync(
                root.JsonAsync(
                    "states",
                    "CreateStateMachine",
                    new
                    {
                        name = $"{student}-orders",
                        definition,
                        roleArn = WorkflowRole(student),
                    }
                )
            );
        }
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
            client.Dispose();
    }

    public static async Task<Reply> DoneAsync(Task<Reply> call) =>
        await call is { IsDone: true } reply ? reply : throw new InvalidOperationException($"The preparation failed: {await call}");

    async Task RoleAsync(string name, string service)
    {
        await DoneAsync(root.QueryAsync("iam", "CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", PolicyText.Trust(service))));
        await DoneAsync(
            root.QueryAsync(
                "iam",
                "PutRolePolicy",
                ("RoleName", name),
                ("PolicyName", "own"),
                ("PolicyDocument", PolicyText.Allow("*", "*"))
            )
        );
    }

    async Task<AwsClient> UserAsync(string name)
    {
        await DoneAsync(root.QueryAsync("iam", "CreateUser", ("UserName", name)));
        await DoneAsync(
            root.QueryAsync(
                "iam",
                "PutUserPolicy",
                ("UserName", name),
                ("PolicyName", "own"),
                ("PolicyDocument", PolicyText.Allow("*", "*"))
            )
        );
        var key = await DoneAsync(root.QueryAsync("iam", "CreateAccessKey", ("UserName", name)));
        return new(endpoint) { Key = key.Element("AccessKeyId")!, Secret = key.Element("SecretAccessKey")! };
    }
}
