using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Learn;

public sealed partial class LessonTests(TestSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "平台使用", "轮训平台使用指南")]
    [InlineData("en", "Using this site", "How to use Lunxun")]
    public async Task The_list_shows_every_course_with_its_theme_in_the_language_of_the_reader(string language, string theme, string course)
    {
        using var browser = site.As("member", language);
        var html = await browser.GetStringAsync("/courses", Ct);

        Assert.Contains($">{theme}</p>", html, StringComparison.Ordinal);
        Assert.Contains($">{course}</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lesson_says_where_it_stands_and_ends_with_its_sources()
    {
        using var browser = site.As("member");
        var html = await browser.GetStringAsync("/learn/site-guide/study-and-credit", Ct);

        Assert.Matches("第 2 课 / 共 5 课", html);
        Assert.Contains("<article class=\"article\" lang=\"zh-CN\">", html, StringComparison.Ordinal);
        Assert.Contains("<section class=\"sources\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/learn/site-guide/sign-in-and-read\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/learn/site-guide/quizzes\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_of_English_is_told_when_there_is_no_translation_and_the_page_says_which_language_it_is()
    {
        using var browser = site.As("member", "en");

        var translated = await browser.GetStringAsync("/learn/site-guide/quizzes", Ct);
        Assert.Contains("<article class=\"article\" lang=\"en\">", translated, StringComparison.Ordinal);
        Assert.DoesNotContain("in Chinese only", translated, StringComparison.Ordinal);

        var original = await browser.GetStringAsync("/learn/district-plan/overview", Ct);
        Assert.Contains("<article class=\"article\" lang=\"zh-CN\">", original, StringComparison.Ordinal);
        Assert.Contains("in Chinese only", original, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_script_a_finished_lesson_is_credited_once_and_leads_on()
    {
        using var browser = site.As("town");
        const string Page = "/learn/site-guide/sign-in-and-read";

        var hash = await HashOfAsync(browser, Page);
        var first = await FinishAsync(browser, Page, hash);
        var second = await FinishAsync(browser, Page, hash);

        Assert.Equal((HttpStatusCode.Redirect, Page + "#credit"), (first.StatusCode, first.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal(hash, await CreditedHashAsync("town", "site-guide/sign-in-and-read"));
        var after = await browser.GetStringAsync(Page, Ct);
        Assert.Contains("已记下", after, StringComparison.Ordinal);
        Assert.Contains("href=\"/learn/site-guide/study-and-credit\"", after, StringComparison.Ordinal);
        Assert.Contains("已学 1 / 5 课", await browser.GetStringAsync("/courses/site-guide", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_script_the_answer_is_the_fragment_alone()
    {
        using var browser = site.As("district");
        const string Page = "/learn/site-guide/quizzes";
        var hash = await HashOfAsync(browser, Page);
        browser.DefaultRequestHeaders.Add("HX-Request", "true");

        var answer = await TestSite.PostAsync(browser, Page, Page, ("contentHash", hash));
        var fragment = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("saved is-saved", fragment, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", fragment, StringComparison.Ordinal);
        Assert.Equal(hash, await CreditedHashAsync("district", "site-guide/quizzes"));
    }

    [Fact]
    public async Task What_was_never_shown_is_refused_in_words_and_not_credited()
    {
        using var browser = site.As("secretary", "en");
        const string Page = "/learn/site-guide/quizzes";

        var answer = await FinishAsync(browser, Page, new string('0', 64));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("The lesson has been changed", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Null(await CreditedHashAsync("secretary", "site-guide/quizzes"));
    }

    [Theory]
    [InlineData("/courses/none")]
    [InlineData("/courses/..%2fsite-guide")]
    [InlineData("/learn/site-guide/none")]
    [InlineData("/learn/none/quizzes")]
    [InlineData("/content/district-plan/figures/none.svg")]
    [InlineData("/content/district-plan/course.md")]
    [InlineData("/content/district-plan/..%2f..%2fREADME.md")]
    [InlineData("/content/..%2fcontent/figures/plan-structure.svg")]
    public async Task What_does_not_exist_is_not_found(string path)
    {
        using var browser = site.As("member");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_lesson_that_does_not_exist_cannot_be_finished()
    {
        using var browser = site.As("member");
        var answer = await TestSite.PostAsync(browser, "/courses", "/learn/site-guide/none", ("contentHash", "x"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Reading_writes_nothing()
    {
        using var browser = site.As("author");
        var before = await CountEvidenceAsync();
        foreach (var path in new[] { "/courses", "/courses/site-guide", "/learn/site-guide/quizzes", "/authoring", "/authoring/site-guide" })
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(path, Ct)).StatusCode);
        }

        Assert.Equal(before, await CountEvidenceAsync());

        async Task<int> CountEvidenceAsync()
        {
            var author = await site.MemberOfAsync("author");
            await using var scope = site.NewScope();
            return await scope.ServiceProvider.GetRequiredService<CoursesDb>().LessonCredits.CountAsync(c => c.MemberId == new MemberId(author), Ct);
        }
    }

    private static Task<HttpResponseMessage> FinishAsync(HttpClient browser, string page, string hash) =>
        TestSite.PostAsync(browser, page, page, ("contentHash", hash));

    private static async Task<string> HashOfAsync(HttpClient browser, string page) =>
        HashField().Match(await browser.GetStringAsync(page, Ct)).Groups["hash"].Value;

    private async Task<string?> CreditedHashAsync(string account, string lesson)
    {
        var member = new MemberId(await site.MemberOfAsync(account));
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<CoursesDb>().LessonCredits
            .Where(c => c.MemberId == member && c.LessonKey == lesson)
            .Select(c => c.EditionHash)
            .SingleOrDefaultAsync(Ct);
    }

    [GeneratedRegex("name=\"contentHash\" value=\"(?<hash>[0-9a-f]{64})\"")]
    private static partial Regex HashField();
}
