namespace Pulumi.Aws;

public static class GetCallerIdentity
{
    const string Token = "aws:index/getCallerIdentity:getCallerIdentity";

    public static Task<GetCallerIdentityResult> InvokeAsync(GetCallerIdentityArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetCallerIdentityResult>(Token, args ?? new(), options);

    public static Output<GetCallerIdentityResult> Invoke(GetCallerIdentityInvokeArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetCallerIdentityResult>(Token, args ?? new(), options);

    public static Output<GetCallerIdentityResult> Invoke(GetCallerIdentityInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetCallerIdentityResult>(Token, args ?? new(), options);
}

public sealed class GetCallerIdentityArgs : InvokeArgs
{
    [Input("id")]
    public string? Id { get; set; }
}

public sealed class GetCallerIdentityInvokeArgs : InvokeArgs
{
    [Input("id")]
    public Input<string>? Id { get; set; }
}

[OutputType]
public sealed class GetCallerIdentityResult
{
    public readonly string AccountId;
    public readonly string Arn;
    public readonly string Id;
    public readonly string UserId;

    [OutputConstructor]
    GetCallerIdentityResult(string accountId, string arn, string id, string userId)
    {
        AccountId = accountId;
        Arn = arn;
        Id = id;
        UserId = userId;
    }
}
