namespace Classroom.Cloud.Models;

/// <summary>All services of AWS: how their requests look. For services that the embedded cloud does not have.</summary>
static class ServiceIndex
{
    static readonly Lazy<IReadOnlyList<ServiceLine>> Lines = new(() =>
        [.. DigestFiles.Lines("services.index").Where(line => line.Length > 0 && line[0] != '#').Select(ServiceLine.Read)]
    );

    public static IReadOnlyList<ServiceLine> All => Lines.Value;

    /// <summary>A signing name that several services share is that of the service with this name.</summary>
    public static ServiceLine? BySigningName(string name) =>
        All.Where(service => service.SigningName == name).OrderByDescending(service => service.Name == name).FirstOrDefault();

    public static ServiceLine? ByTarget(string target) => All.FirstOrDefault(service => service.Target == target);
}
