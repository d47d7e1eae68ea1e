using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

/// <summary>A managed policy on a role or a user.</summary>
/// <param name="kind">Role or User.</param>
abstract class PolicyAttachment(string kind) : ResourceType
{
    readonly string holder = kind.ToLowerInvariant();

    public override string Token => $"aws:iam/{holder}PolicyAttachment:{kind}PolicyAttachment";

    public override IReadOnlyList<string> Inputs => [holder, "policyArn"];

    public override IReadOnlyList<string> Fixed => Inputs;

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => $"{inputs.Text(holder)}/{inputs.Text("policyArn")}";

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Aws.QueryAsync("iam", $"Attach{kind}Policy", Holder(inputs), ("PolicyArn", inputs.Text("policyArn")))
            .ConfigureAwait(false);
        return new(IdOf(inputs, cloud), []);
    }

    public override Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud) =>
        throw new NotSupportedException($"{Token} is replaced, never changed");

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.QueryAsync("iam", $"Detach{kind}Policy", Holder(inputs), ("PolicyArn", inputs.Text("policyArn"))));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var attached = await IfThereAsync(() => cloud.Aws.QueryAsync("iam", $"ListAttached{kind}Policies", Holder(inputs)))
            .ConfigureAwait(false);
        return
            attached?.Descendants().Any(element => element.Name.LocalName == "PolicyArn" && element.Value == inputs.Text("policyArn"))
            == true
            ? []
            : null;
    }

    (string, string?) Holder(JsonObject inputs) => ($"{kind}Name", inputs.Text(holder));
}
