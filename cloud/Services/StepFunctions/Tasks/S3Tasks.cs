using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Gateway.Protocols;
using Classroom.Cloud.Models;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>
/// The aws-sdk integration of S3, whose operations read their members from the HTTP request: the request goes the way of a request from
/// outside.
/// </summary>
sealed class S3Tasks(Lazy<Dispatcher> dispatcher, Catalog catalog, IEnumerable<IServiceProtocol> protocols, RequestIds ids)
{
    /// <param name="input">The members with their names in the model.</param>
    public async Task<JsonObject> CallAsync(Caller caller, Service service, OperationModel model, JsonObject input)
    {
        var request = S3Request.Of(model, input);
        var target =
            protocols.Select(protocol => protocol.Resolve(service, catalog, request)).FirstOrDefault(found => found is not null)
            ?? throw service.Unknown(model.Name);
        var known = target.Operation ?? throw service.Unknown(model.Name);
        var read = target.Protocol.Read(known, request, target.Route) ?? throw service.Unknown(model.Name);
        var output = await dispatcher.Value.CallAsync(caller, known, read).ConfigureAwait(false);
        return S3Answer.Read(model, target.Protocol.Write(known, output, ids.Next()));
    }
}
