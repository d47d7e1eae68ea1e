using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Runtime;

/// <summary>An HTTP path that is not an AWS API.</summary>
interface IPage
{
    bool Owns(HttpContext context);

    /// <summary>Whether the pages of other origins may call it. By default only clients and the cloud's own pages may.</summary>
    bool ServesEveryOrigin => false;

    Task HandleAsync(HttpContext context);
}
