namespace Pulumi.Aws;

public static class GetPartition
{
    const string Token = "aws:index/getPartition:getPartition";

    public static Task<GetPartitionResult> InvokeAsync(GetPartitionArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetPartitionResult>(Token, args ?? new(), options);

    public static Output<GetPartitionResult> Invoke(GetPartitionInvokeArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetPartitionResult>(Token, args ?? new(), options);

    public static Output<GetPartitionResult> Invoke(GetPartitionInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetPartitionResult>(Token, args ?? new(), options);
}

public sealed class GetPartitionArgs : InvokeArgs
{
    [Input("id")]
    public string? Id { get; set; }
}

public sealed class GetPartitionInvokeArgs : InvokeArgs
{
    [Input("id")]
    public Input<string>? Id { get; set; }
}

[OutputType]
public sealed class GetPartitionResult
{
    public readonly string DnsSuffix;
    public readonly string Id;
    public readonly string Partition;
    public readonly string ReverseDnsPrefix;

    [OutputConstructor]
    GetPartitionResult(string dnsSuffix, string id, string partition, string reverseDnsPrefix)
    {
        DnsSuffix = dnsSuffix;
        Id = id;
        Partition = partition;
        ReverseDnsPrefix = reverseDnsPrefix;
    }
}
