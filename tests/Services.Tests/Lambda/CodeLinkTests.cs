using Classroom.Cloud.Lambda;
using Microsoft.AspNetCore.Http;

namespace Classroom.Services.Tests.Lambda;

/// <summary>GetFunction answers a link with which the code can be downloaded for ten minutes.</summary>
sealed class CodeLinkTests : FunctionTest
{
    [Test]
    public async Task The_link_downloads_the_package_until_it_expires()
    {
        var package = Package();
        await RoleAsync("handler-role", "lambda.amazonaws.com");
        await CallAsync<CreateFunction>(Function("handler", code: package));
        var link = (await CallAsync<GetFunction>(new { FunctionName = "handler" })).At("Code/Location");
        var (status, body) = await GetAsync(link);
        Assert.That((status, Convert.ToBase64String(body)), Is.EqualTo((200, package)));
        Assert.That((await GetAsync(link.Replace("Expires=", "Expires=1"))).Status, Is.EqualTo(403), "another time has another signature");
        Assert.That((await GetAsync(link[..link.IndexOf('?')])).Status, Is.EqualTo(403), "no signature");
        Cloud.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.That((await GetAsync(link)).Status, Is.EqualTo(403), "expired");
    }

    [Test]
    public async Task A_user_without_the_permission_gets_no_link()
    {
        await FunctionAsync();
        var user = await UserAsync("ann", Allow("lambda:GetFunctionConfiguration"));
        await RefusedAsync<GetFunction>("AccessDeniedException", new { FunctionName = "handler" }, user);
    }

    async Task<(int Status, byte[] Body)> GetAsync(string link)
    {
        var address = new Uri(link);
        var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        (context.Request.Method, context.Request.Path, context.Request.QueryString) = ("GET", address.AbsolutePath, new(address.Query));
        var page = Cloud.Get<CodeLinks>();
        Assert.That(page.Owns(context));
        await page.HandleAsync(context);
        return (context.Response.StatusCode, body.ToArray());
    }
}
