namespace Classroom.Cloud.Api;

/// <summary>A service that can list its resources with their tags.</summary>
interface ITagSource
{
    IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged { get; }
}
