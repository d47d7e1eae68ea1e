using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.ApiGateway;

[Route("PATCH", "/v2/apis/{ApiId}/integrations/{IntegrationId}")]
sealed class UpdateIntegration(ApiStore apis) : IOperation<UpdateIntegration.Input, IntegrationView>
{
    public sealed record Input(string ApiId, string IntegrationId, string? IntegrationType = null, string? IntegrationUri = null, string? IntegrationMethod = null, string? IntegrationSubtype = null, string? PayloadFormatVersion = null, string? Description = null, string? CredentialsArn = null, string? ConnectionType = null, int? TimeoutInMillis = null, IReadOnlyDictionary<string, string>? RequestParameters = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/integrations/{input.IntegrationId}");

    public IntegrationView Run(Input input, Call call)
    {
        var known = apis.Integration(input.ApiId, input.IntegrationId);
        var integration = known with
        {
            Type = input.IntegrationType ?? known.Type,
            Uri = input.IntegrationUri ?? known.Uri,
            Method = input.IntegrationMethod ?? known.Method,
            Subtype = input.IntegrationSubtype ?? known.Subtype,
            PayloadFormatVersion = input.PayloadFormatVersion ?? known.PayloadFormatVersion,
            Description = input.Description ?? known.Description,
            CredentialsArn = input.CredentialsArn ?? known.CredentialsArn,
            ConnectionType = input.ConnectionType ?? known.ConnectionType,
            TimeoutInMillis = input.TimeoutInMillis ?? known.TimeoutInMillis,
            RequestParameters = input.RequestParameters ?? known.RequestParameters,
        };
        Checks.Integration(integration);
        apis.Put(integration);
        return IntegrationView.Of(integration);
    }
}
