using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Iam;

sealed class CreatePolicy(IamStore iam) : IOperation<CreatePolicy.Input, CreatePolicy.Output>
{
    public sealed record Input(
        string PolicyName,
        string PolicyDocument,
        string? Path = null,
        string? Description = null,
        IReadOnlyList<Tag>? Tags = null
    );

    public sealed record Output(PolicyView Policy);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(ArnOf(input)), .. Permission.ToTag(ArnOf(input), "iam:TagPolicy", input.Tags)];

    public Output Run(Input input, Call call)
    {
        IamStore.CheckName(input.PolicyName, 128, "policyName");
        var arn = ArnOf(input);
        if (iam.Policies.Has(arn))
            throw IamStore.Exists($"A policy called {input.PolicyName} already exists. Duplicate names are not allowed.");
        IamStore.CheckSize("policy", input.PolicyName, [input.PolicyDocument], 6144);
        var policy = new ManagedPolicy(
            arn,
            input.PolicyName,
            IamStore.CheckPath(input.Path),
            Secrets.NewId("ANPA"),
            input.Description,
            call.Now,
            call.Now
        )
        {
            Versions = [new("v1", Policies.Check(input.PolicyDocument), call.Now)],
            Tags = View.Tags(input.Tags),
        };
        iam.Policies.Put(arn, policy);
        return new(View.Of(policy, iam));
    }

    string ArnOf(Input input) => $"arn:aws:iam::{iam.Account}:policy{input.Path ?? "/"}{input.PolicyName}";
}
