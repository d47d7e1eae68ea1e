namespace Classroom.Cloud.ApiGateway;

/// <summary>The members of an integration in a request; members that are absent keep their value.</summary>
abstract record IntegrationChange
{
    public string? IntegrationType { get; init; }

    public string? IntegrationUri { get; init; }

    public string? IntegrationMethod { get; init; }

    public string? IntegrationSubtype { get; init; }

    public string? PayloadFormatVersion { get; init; }

    public string? Description { get; init; }

    public string? CredentialsArn { get; init; }

    public string? ConnectionType { get; init; }

    public int? TimeoutInMillis { get; init; }

    public IReadOnlyDictionary<string, string>? RequestParameters { get; init; }

    public IntegrationView Put(ApiStore apis, Integration known)
    {
        var integration = known with
        {
            Type = IntegrationType ?? known.Type,
            Uri = IntegrationUri ?? known.Uri,
            Method = IntegrationMethod ?? known.Method,
            Subtype = IntegrationSubtype ?? known.Subtype,
            PayloadFormatVersion = PayloadFormatVersion ?? known.PayloadFormatVersion,
            Description = Description ?? known.Description,
            CredentialsArn = CredentialsArn ?? known.CredentialsArn,
            ConnectionType = ConnectionType ?? known.ConnectionType,
            TimeoutInMillis = TimeoutInMillis ?? known.TimeoutInMillis,
            RequestParameters = RequestParameters ?? known.RequestParameters,
        };
        Checks.Integration(integration);
        apis.Put(integration);
        return IntegrationView.Of(integration);
    }
}
