using System.Net;
using Learning.Web.Demo;

namespace Learning.Web.Tests.Account;

public sealed class SignInTests(TestSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_signs_in_and_lands_on_the_page_asked_for()
    {
        using var browser = site.As(null);
        var asked = await browser.GetAsync("/", Ct);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);

        var answer = await SignInAsync(browser, "member", DemoAccounts.Password);

        Assert.Equal("/", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_and_a_wrong_name_get_the_same_sentence()
    {
        using var browser = site.As(null);
        var wrongPassword = await (await SignInAsync(browser, "author", "not-it")).Content.ReadAsStringAsync(Ct);
        var wrongName = await (await SignInAsync(browser, "nobody-here", "not-it")).Content.ReadAsStringAsync(Ct);

        Assert.Contains("账号或密码不对", wrongPassword, StringComparison.Ordinal);
        Assert.Contains("账号或密码不对", wrongName, StringComparison.Ordinal);
        Assert.DoesNotContain("not-it", wrongPassword, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        using var browser = site.As(null, "en");
        for (var i = 0; i < 5; i++)
        {
            await SignInAsync(browser, "reviewer", "guess");
        }

        var locked = await (await SignInAsync(browser, "reviewer", DemoAccounts.Password)).Content.ReadAsStringAsync(Ct);

        Assert.Contains("locked for 15 minutes", locked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_cannot_be_sent_to_another_site_after_signing_in()
    {
        using var browser = site.As(null);
        var answer = await TestSite.PostAsync(
            browser, "/sign-in", "/sign-in", ("Name", "town"), ("Password", DemoAccounts.Password), ("ReturnUrl", "https://evil.example/"));

        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var browser = site.As(null);
        var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([KeyValuePair.Create("Name", "member")]), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("提交的内容无法处理", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9", "登录")]
    [InlineData("en-GB,en;q=0.9", "Sign in")]
    [InlineData("fr", "登录")]
    public async Task The_browser_chooses_the_language(string accepted, string title)
    {
        using var browser = site.As(null, accepted);
        Assert.Contains($"<h1>{title}</h1>", await browser.GetStringAsync("/sign-in", Ct), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string name, string password) =>
        TestSite.PostAsync(browser, "/sign-in", "/sign-in", ("Name", name), ("Password", password));
}
