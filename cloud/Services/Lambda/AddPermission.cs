using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Lambda;

[Route("POST", "/2015-03-31/functions/{FunctionName}/policy", Status = 201)]
sealed class AddPermission(FunctionStore functions) : IOperation<AddPermission.Input, AddPermission.Output>
{
    public sealed record Input(
        string FunctionName,
        string StatementId,
        string Action,
        string Principal,
        string? SourceArn = null,
        string? SourceAccount = null,
        string? PrincipalOrgID = null,
        [InQuery] string? Qualifier = null,
        string? RevisionId = null
    );

    public sealed record Output(string Statement);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name)).With("lambda:Principal", input.Principal)];

    /// <summary>Lambda's quota for the size of a function's policy, in bytes.</summary>
    const int LongestPolicy = 20_480;

    public Output Run(Input input, Call call)
    {
        var qualifier = FunctionStore.QualifierOf(input.FunctionName, input.Qualifier);
        var function = functions.Function(input.FunctionName);
        Revisions.CheckPolicy(input.RevisionId, functions.PolicyRevision(function, qualifier, call));
        if (function.Policy.Exists(statement => statement.Sid == input.StatementId && statement.Qualifier == qualifier))
            throw FunctionStore.Conflict(
                $"The statement id ({input.StatementId}) provided already exists. Please provide a new statement id, or remove the "
                    + $"existing statement."
            );
        var statement = new JsonObject
        {
            ["Sid"] = input.StatementId,
            ["Effect"] = "Allow",
            ["Principal"] = PrincipalOf(input.Principal),
            ["Action"] = input.Action,
            ["Resource"] = functions.ArnOf(function.Name, qualifier),
        };
        var condition = new JsonObject();
        if (input.SourceAccount is { } account)
            condition["StringEquals"] = new JsonObject { ["AWS:SourceAccount"] = account };
        if (input.SourceArn is { } arn)
            condition["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = arn };
        if (condition.Count > 0)
            statement["Condition"] = condition;
        var text = statement.ToJsonString();
        Policies.Check(FunctionStore.PolicyText([text]), "InvalidParameterValueException");
        var length = function.Policy.Where(known => known.Qualifier == qualifier).Sum(known => known.Json.Length) + text.Length;
        if (length > LongestPolicy)
            throw new AwsException(
                "PolicyLengthExceededException",
                $"The final policy size ({length}) is bigger than the limit ({LongestPolicy})."
            );
        functions.Functions.Put(
            function.Name,
            function.Touch(qualifier, call) with
            {
                Policy = function.Policy.Add(new(input.StatementId, qualifier, text)),
            }
        );
        return new(text);
    }

    static JsonNode PrincipalOf(string principal) =>
        principal == "*" ? "*"
        : principal.EndsWith(".amazonaws.com", StringComparison.Ordinal) ? new JsonObject { ["Service"] = principal }
        : new JsonObject
        {
            ["AWS"] = principal.Length == 12 && principal.All(char.IsAsciiDigit) ? $"arn:aws:iam::{principal}:root" : principal,
        };
}
