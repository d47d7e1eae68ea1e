namespace Pulumi.Aws;

public static class GetRegion
{
    const string Token = "aws:index/getRegion:getRegion";

    public static Task<GetRegionResult> InvokeAsync(GetRegionArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetRegionResult>(Token, args ?? new(), options);

    public static Output<GetRegionResult> Invoke(GetRegionInvokeArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetRegionResult>(Token, args ?? new(), options);

    public static Output<GetRegionResult> Invoke(GetRegionInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetRegionResult>(Token, args ?? new(), options);
}

public sealed class GetRegionArgs : InvokeArgs
{
    [Input("endpoint")]
    public string? Endpoint { get; set; }

    [Input("id")]
    public string? Id { get; set; }

    [Input("name")]
    public string? Name { get; set; }

    [Input("region")]
    public string? Region { get; set; }
}

public sealed class GetRegionInvokeArgs : InvokeArgs
{
    [Input("endpoint")]
    public Input<string>? Endpoint { get; set; }

    [Input("id")]
    public Input<string>? Id { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("region")]
    public Input<string>? Region { get; set; }
}

[OutputType]
public sealed class GetRegionResult
{
    public readonly string Description;
    public readonly string Endpoint;
    public readonly string Id;
    public readonly string Name;
    public readonly string Region;

    [OutputConstructor]
    GetRegionResult(string description, string endpoint, string id, string name, string region)
    {
        Description = description;
        Endpoint = endpoint;
        Id = id;
        Name = name;
        Region = region;
    }
}
