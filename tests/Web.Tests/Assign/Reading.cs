using System.Net;

namespace Learning.Web.Tests.Assign;

/// <summary>Pages as a reader sees them: text, with the entities decoded.</summary>
internal static class Reading
{
    public static async Task<string> ReadAsync(this HttpClient browser, string path)
    {
        var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadAsync();
    }

    public static async Task<string> ReadAsync(this HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    public static void Says(this string page, string words) => Assert.Contains(words, page, StringComparison.Ordinal);

    public static void DoesNotSay(this string page, string words) => Assert.DoesNotContain(words, page, StringComparison.Ordinal);

    /// <summary>What a hidden field of that name holds.</summary>
    public static string ValueOf(this string page, string name) => page.Split($"name=\"{name}\" value=\"", 2)[1].Split('"', 2)[0];
}
