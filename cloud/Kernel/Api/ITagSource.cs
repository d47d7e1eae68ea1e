namespace Classroom.Cloud.Api;

/// <summary>Something that knows resources with tags.</summary>
interface ITagSource
{
    IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged { get; }
}
