using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Runtime;

/// <summary>An HTTP path that is not an AWS API.</summary>
interface IPage
{
    bool Owns(HttpContext context);

    Task HandleAsync(HttpContext context);
}
