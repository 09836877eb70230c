using System.Net;
using Microsoft.AspNetCore.Hosting;

namespace Learning.Web.Tests.Access;

public sealed class DevelopmentOnlyTests
{
    [Theory]
    [InlineData("/dev")]
    [InlineData("/dev/gallery")]
    public async Task A_published_site_has_no_development_pages(string path)
    {
        await using var site = new TestSite();
        await using var published = site.WithWebHostBuilder(b => b.UseEnvironment("Production"));
        using var browser = published.CreateDefaultClient();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }
}
