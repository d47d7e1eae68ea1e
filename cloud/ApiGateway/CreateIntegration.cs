using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.ApiGateway;

[Route("POST", "/v2/apis/{ApiId}/integrations", Status = 201)]
sealed class CreateIntegration(ApiStore apis) : IOperation<CreateIntegration.Input, IntegrationView>
{
    public sealed record Input(string ApiId, string? IntegrationType = null, string? IntegrationUri = null, string? IntegrationMethod = null, string? IntegrationSubtype = null, string? PayloadFormatVersion = null, string? Description = null, string? CredentialsArn = null, string? ConnectionType = null, int? TimeoutInMillis = null, IReadOnlyDictionary<string, string>? RequestParameters = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/integrations");

    public IntegrationView Run(Input input, Call call)
    {
        apis.Api(input.ApiId);
        var blank = new Integration(input.ApiId, ApiStore.NewId()) { PayloadFormatVersion = "1.0", Method = input.IntegrationType == "AWS_PROXY" ? "POST" : null };
        var integration = blank with
        {
            Type = input.IntegrationType ?? blank.Type,
            Uri = input.IntegrationUri ?? blank.Uri,
            Method = input.IntegrationMethod ?? blank.Method,
            Subtype = input.IntegrationSubtype ?? blank.Subtype,
            PayloadFormatVersion = input.PayloadFormatVersion ?? blank.PayloadFormatVersion,
            Description = input.Description ?? blank.Description,
            CredentialsArn = input.CredentialsArn ?? blank.CredentialsArn,
            ConnectionType = input.ConnectionType ?? blank.ConnectionType,
            TimeoutInMillis = input.TimeoutInMillis ?? blank.TimeoutInMillis,
            RequestParameters = input.RequestParameters ?? blank.RequestParameters,
        };
        Checks.Integration(integration);
        apis.Put(integration);
        return IntegrationView.Of(integration);
    }
}
