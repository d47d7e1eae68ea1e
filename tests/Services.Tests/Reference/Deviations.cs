namespace Classroom.Services.Tests.Reference;

/// <summary>
/// Every deliberate difference between the permissions that the embedded cloud asks for and AWS's service authorization reference, with its
/// reason. In a pattern, * stands for any text.
/// </summary>
static class Deviations
{
    /// <summary>Actions that the reference does not have.</summary>
    public static readonly IReadOnlyDictionary<string, string> Actions = new Dictionary<string, string>();

    /// <summary>Operations that ask for another action than their own.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutOwnAction = new Dictionary<string, string> { };

    /// <summary>Resources whose form is not one of the action's.</summary>
    public static readonly IReadOnlyDictionary<string, string> Resources = new Dictionary<string, string>
    {
        ["apigateway:*"] = "the data lists the resources of REST APIs only; those of HTTP APIs are arn:aws:apigateway:REGION::/apis/…",
        ["events:StartReplay sample"] = "the call that is made from the model has a text where an ARN belongs",
        ["iam:GetPolicy* arn:aws:iam::aws:policy/*"] = "a policy that AWS manages belongs to no account; the data knows accounts only",
        ["logs:DescribeLogGroups arn:*"] =
            "AWS's AccessDenied message names log-group::log-stream: as the resource, and policies with log-group:* work",
        ["logs:GetQueryResults *"] = "the id of a query names no log group; AWS's reference names one, and its own managed policies use *",
        ["logs:ListLogGroups arn:*"] = "like logs:DescribeLogGroups",
    };

    /// <summary>Condition keys that the action does not have in the reference.</summary>
    public static readonly IReadOnlyDictionary<string, string> UnknownKeys = new Dictionary<string, string>();

    /// <summary>Condition keys of the action that no request sets.</summary>
    public static readonly IReadOnlyDictionary<string, string> MissingKeys = new Dictionary<string, string>
    {
        ["apigateway:DELETE aws:RequestTag/*"] = "a request that removes tags has keys and no values",
        ["apigateway:PATCH aws:*"] = "the update operations of HTTP APIs take no tags",
        ["cloudwatch:* cloudwatch:HasAccessGrant"] = "the cloud has no access grants",
        ["cloudwatch:PutDashboard aws:*"] = "no test creates a dashboard with tags; the cloud sets the keys for every member Tags",
        ["events:* events:ManagedBy"] = "no AWS service creates rules in the cloud, so the key is absent",
        ["events:* events:creatorAccount"] = "only set for rules; the tests of tags use buses",
        ["events:PutEvents events:SystemMetadata/*"] = "the cloud does not forward events from one bus to another as PutEvents",
        ["events:PutEvents events:eventBusInvocation"] = "like events:SystemMetadata",
        ["iam:* iam:RoleTemplateARN"] = "the cloud has no role templates",
        ["iam:PassRole iam:AssociatedResourceArn"] =
            "AWS documents the key for EC2, Auto Scaling and log delivery; for Lambda, Step Functions and EventBridge it documents none",
        ["lambda:* lambda:FunctionUrlAuthType"] = "the cloud has no function URLs; CreateFunctionUrlConfig takes the type from its input",
        ["lambda:CreateEventSourceMapping aws:*"] = "no test creates a mapping with tags; the cloud sets the keys for every member Tags",
        ["lambda:*Function* lambda:CodeSigningConfigArn"] = "the cloud has no code signing",
        ["lambda:*Function* lambda:Layer"] = "the cloud has no layers",
        ["lambda:*Function* lambda:SecurityGroupIds"] = "the cloud has no VPCs",
        ["lambda:*Function* lambda:SubnetIds"] = "the cloud has no VPCs",
        ["lambda:*Function* lambda:VpcIds"] = "the cloud has no VPCs",
        ["lambda:InvokeFunction lambda:EventSourceToken"] = "the key is for Alexa only",
        ["lambda:InvokeFunction lambda:InvokedViaFunctionUrl"] = "the cloud has no function URLs",
        ["s3:* aws:*"] = "the cloud takes no tags when a bucket is created",
        ["s3:* s3:A*"] = "the cloud has no access points and no access grants",
        ["s3:* s3:DataAccessPoint*"] = "the cloud has no access points",
        ["s3:* s3:ExistingObjectTag/<key>"] = "set for GetObject and GetObjectVersion only",
        ["s3:* s3:ObjectCreationOperation"] = "not evaluated: no policy of the labs is about S3",
        ["s3:* s3:RequestObjectTag*"] = "not evaluated: no policy of the labs is about S3",
        ["s3:* s3:ResourceAccount"] = "the cloud has one account",
        ["s3:* s3:TlsVersion"] = "not evaluated: no policy of the labs is about S3",
        ["s3:* s3:authType"] = "not evaluated: no policy of the labs is about S3",
        ["s3:* s3:if-*"] = "not evaluated: no policy of the labs is about S3",
        ["s3:* s3:locationconstraint"] = "the cloud has one Region",
        ["s3:* s3:object-lock-*"] = "the cloud has no object lock",
        ["s3:* s3:signature*"] = "not evaluated: no policy of the labs is about S3",
        ["s3:* s3:x-amz-*"] = "not evaluated: no policy of the labs is about S3",
        ["s3:List* s3:prefix"] = "no test lists with a prefix as a parameter of a version listing",
        ["s3:*Version s3:versionid"] = "set for GetObjectVersion only",
        ["states:ListStateMachineAliases states:StateMachineQualifier"] =
            "the operation takes the ARN of a state machine without a version",
        ["states:StartSyncExecution states:StateMachineQualifier"] = "set like that of StartExecution",
        ["states:UpdateStateMachine aws:*"] = "the operation takes no tags",
        ["xray:PutTraceSegments logs:LogGeneratingResourceArns"] = "the cloud does not send traces to CloudWatch Logs",
    };
}
