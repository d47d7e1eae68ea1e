using System.Collections.Concurrent;

namespace Classroom.Cloud.Models;

/// <summary>The model of a service: what requests and answers look like. Its parts are read when they are first asked for.</summary>
sealed class ServiceModel
{
    static readonly ConcurrentDictionary<string, Lazy<ServiceModel>> Known = new(StringComparer.Ordinal);

    readonly DigestText digest;
    readonly ConcurrentDictionary<string, Shape> shapes = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, OperationModel> operations = new(StringComparer.Ordinal);

    ServiceModel(DigestText digest) => this.digest = digest;

    public ServiceLine Service => digest.Service;

    public IEnumerable<string> Operations => digest.Operations.Keys;

    public IEnumerable<string> Shapes => digest.Shapes.Keys;

    /// <param name="name">The name of the service in AWS's SDK for Python: stepfunctions, for example.</param>
    public static ServiceModel Of(string name) =>
        Known.GetOrAdd(name, static name => new(() => new(DigestText.Read(DigestFiles.Lines($"{name}.model"))))).Value;

    public OperationModel? Find(string operation) =>
        digest.Operations.TryGetValue(operation, out var line)
            ? operations.GetOrAdd(operation, _ => DigestReader.Operation(line, ShapeOf))
            : null;

    public Shape ShapeOf(string name) => shapes.GetOrAdd(name, name => DigestReader.Shape(name, digest, ShapeOf));
}
