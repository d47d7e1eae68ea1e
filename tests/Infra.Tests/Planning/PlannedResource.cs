using System.Collections.Immutable;

namespace Classroom.Infra.Tests.Planning;

/// <summary>One resource as the engine would be asked for it.</summary>
sealed record PlannedResource(string Type, string LogicalName, ImmutableDictionary<string, object> Inputs)
{
    const string Account = AwsMocks.Account;
    const string Region = AwsMocks.Region;

    public bool IsComponent => Type.StartsWith("classroom:", StringComparison.Ordinal);

    public bool BelongsTo(string student) => LogicalName == student || LogicalName.StartsWith($"{student}-", StringComparison.Ordinal);

    /// <summary>As the provider's own surface says it.</summary>
    public bool TakesTags => ArgsOf(Type)?.GetProperty("Tags") is not null;

    /// <summary>What AWS calls it.</summary>
    public string Name => Text("name") ?? Text("dashboardName") ?? Text("bucket") ?? LogicalName;

    public string Id =>
        Type switch
        {
            "aws:sqs/queue:Queue" => $"https://sqs.{Region}.amazonaws.com/{Account}/{Name}",
            "aws:apigatewayv2/api:Api" => $"api-{Name}",
            _ => Name,
        };

    public string? Arn =>
        Type switch
        {
            "aws:lambda/function:Function" => $"arn:aws:lambda:{Region}:{Account}:function:{Name}",
            "aws:sfn/stateMachine:StateMachine" => $"arn:aws:states:{Region}:{Account}:stateMachine:{Name}",
            "aws:cloudwatch/logGroup:LogGroup" => $"arn:aws:logs:{Region}:{Account}:log-group:{Name}",
            "aws:iam/role:Role" => $"arn:aws:iam::{Account}:role/{Name}",
            "aws:iam/user:User" => $"arn:aws:iam::{Account}:user/{Name}",
            "aws:iam/policy:Policy" => $"arn:aws:iam::{Account}:policy/{Name}",
            "aws:sns/topic:Topic" => $"arn:aws:sns:{Region}:{Account}:{Name}",
            "aws:sqs/queue:Queue" => $"arn:aws:sqs:{Region}:{Account}:{Name}",
            "aws:cloudwatch/eventBus:EventBus" => $"arn:aws:events:{Region}:{Account}:event-bus/{Name}",
            "aws:cloudwatch/eventRule:EventRule" => $"arn:aws:events:{Region}:{Account}:rule/{Text("eventBusName")}/{Name}",
            "aws:cloudwatch/metricAlarm:MetricAlarm" => $"arn:aws:cloudwatch:{Region}:{Account}:alarm:{Name}",
            "aws:cloudwatch/dashboard:Dashboard" => $"arn:aws:cloudwatch::{Account}:dashboard/{Name}",
            "aws:s3/bucket:Bucket" => $"arn:aws:s3:::{Name}",
            _ => null,
        };

    public string? Text(string input) => Inputs.GetValueOrDefault(input) as string;

    public ImmutableDictionary<string, object> Map(string input) =>
        Inputs.GetValueOrDefault(input) as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty;

    /// <summary>What only AWS can say. A type that nobody has described here fails the run.</summary>
    public IEnumerable<KeyValuePair<string, object>> ComputedOutputs()
    {
        if (Arn is not null)
            yield return new("arn", Arn);
        switch (Type)
        {
            case "aws:lambda/function:Function":
                yield return new("invokeArn", $"arn:aws:apigateway:{Region}:lambda:path/2015-03-31/functions/{Arn}/invocations");
                break;
            case "aws:sqs/queue:Queue":
                yield return new("url", Id);
                break;
            case "aws:s3/bucketObjectv2:BucketObjectv2":
                yield return new("versionId", "version-1");
                break;
            case "aws:apigatewayv2/api:Api":
                yield return new("executionArn", $"arn:aws:execute-api:{Region}:{Account}:{Id}");
                yield return new("apiEndpoint", $"https://{Id}.execute-api.{Region}.amazonaws.com");
                break;
            case "aws:apigatewayv2/stage:Stage":
                yield return new("invokeUrl", $"https://{Text("apiId")}.execute-api.{Region}.amazonaws.com/");
                break;
            case "aws:iam/userLoginProfile:UserLoginProfile":
                yield return new("password", "password-of-" + Text("user"));
                break;
            case "aws:iam/accessKey:AccessKey":
                yield return new("secret", "secret-of-" + Text("user"));
                break;
            default:
                if (Arn is null && !IsComponent && !WithoutOutputs.Contains(Type))
                    throw new NotSupportedException($"the mocks know no resource {Type}");
                break;
        }
    }

    static System.Type? ArgsOf(string token)
    {
        var resource = typeof(Pulumi.Aws.Provider)
            .Assembly.GetTypes()
            .FirstOrDefault(type =>
                type.IsSubclassOf(typeof(Pulumi.CustomResource))
                && type.GetCustomAttributes(false).OfType<Pulumi.ResourceTypeAttribute>().Any(attribute => attribute.Type == token)
            );
        return resource?.GetConstructors().Single().GetParameters()[1].ParameterType;
    }

    static readonly string[] WithoutOutputs =
    [
        "aws:iam/rolePolicy:RolePolicy",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        "aws:lambda/permission:Permission",
        "aws:lambda/eventSourceMapping:EventSourceMapping",
        "aws:cloudwatch/eventTarget:EventTarget",
        "aws:apigatewayv2/integration:Integration",
        "aws:apigatewayv2/route:Route",
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        "aws:s3/bucketVersioning:BucketVersioning",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    ];
}
