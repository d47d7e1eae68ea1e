using Classroom.Access;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Authorization;

/// <summary>Knows the names of the policies of a caller.</summary>
interface IPolicyNames
{
    IEnumerable<(string Name, PolicyDocument Policy)> Of(Caller caller);
}
