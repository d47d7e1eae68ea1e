using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Runtime;

/// <summary>Something else than AWS's API that is reached over HTTP.</summary>
interface IPage
{
    bool Owns(HttpContext context);

    Task HandleAsync(HttpContext context);
}
