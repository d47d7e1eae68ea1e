namespace Classroom.Cloud.Contracts;

/// <summary>Records the traces of services in X-Ray.</summary>
interface ITraces
{
    void Add(string name, string origin, string arn, DateTimeOffset start, DateTimeOffset end, bool hasFault);
}
