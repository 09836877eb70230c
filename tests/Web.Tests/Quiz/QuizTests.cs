using System.Net;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Quiz;

public sealed class QuizTests(QuizSite quiz) : IClassFixture<QuizSite>
{
    private readonly TestSite site = quiz.Site;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "共 8 题", "限时 15 分钟", "得分达到 60% 为通过", "还可做 5 次，共 5 次", "还有 5 课没学完")]
    [InlineData("en", "8 questions", "15 minutes", "60% of the points to pass", "5 of 5 attempts left", "5 lessons of this course are not finished yet")]
    public async Task The_rule_is_said_before_it_begins(string language, params string[] words)
    {
        using var browser = site.As("admin", language);
        var html = WebUtility.HtmlDecode(await browser.GetStringAsync("/quiz/site-guide", Ct));

        Assert.All(words, w => Assert.Contains(w.Replace("共 8 题", "8 题", StringComparison.Ordinal), html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_script_a_member_saves_checks_hands_in_and_reads_the_explanations()
    {
        using var sitter = await Sitter.BeginAsync(site, "member", "site-guide");
        Assert.Contains("还没有保存的答案", await sitter.ReadAsync(), StringComparison.Ordinal);

        var saved = await sitter.PostAsync([("seen", "0"), ("at", "3"), .. await sitter.RightAsync(7)]);
        Assert.Equal(sitter.Paper + "#q3", saved.Headers.Location?.ToString());
        var page = await sitter.ReadAsync();
        Assert.Contains($">{site.Clock.GetUtcNow().AddHours(8):HH:mm:ss}</time>", page, StringComparison.Ordinal);
        Assert.Equal("7", Sitter.SeenOn(page));

        var check = await sitter.PostAsync([("seen", "7"), ("then", "finish"), .. await sitter.RightAsync(7)]);
        Assert.Equal(sitter.Paper + "/finish", check.Headers.Location?.ToString());
        Assert.Contains("还有 1 题没有答", await sitter.ReadAsync("/finish"), StringComparison.Ordinal);

        Assert.Equal(sitter.Paper + "/result", (await sitter.HandInAsync()).Headers.Location?.ToString());
        Assert.Equal(sitter.Paper + "/result", (await sitter.HandInAsync()).Headers.Location?.ToString());
        var result = await sitter.ReadAsync("/result");
        Assert.Contains("class=\"score\">7 <small>/ 8</small>", result, StringComparison.Ordinal);
        Assert.Equal(8, result.Split("class=\"explanation\"").Length - 1);
        Assert.Contains("href=\"/learn/site-guide/", result, StringComparison.Ordinal);
        Assert.Equal(sitter.Paper + "/result", (await sitter.Browser.GetAsync(sitter.Paper, Ct)).Headers.Location?.ToString());
    }

    [Fact]
    public async Task With_script_each_answer_gets_a_fragment_with_the_servers_time()
    {
        using var sitter = await Sitter.BeginAsync(site, "secretary", "site-guide");

        var first = await sitter.SendAsync([("seen", "0"), .. await sitter.RightAsync(1)]);
        var fragment = await first.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.DoesNotContain("<html", fragment, StringComparison.Ordinal);
        Assert.Contains("已保存 <time", fragment, StringComparison.Ordinal);
        Assert.Contains("id=\"seen\" name=\"seen\" value=\"1\"", fragment, StringComparison.Ordinal);
        Assert.Contains("id=\"q1-saved\"", fragment, StringComparison.Ordinal);

        // The reply was lost and the browser sends the same again.
        var again = await sitter.SendAsync([("seen", "0"), .. await sitter.RightAsync(1)]);
        Assert.Equal(fragment, await again.Content.ReadAsStringAsync(Ct));
        Assert.Single((await sitter.StoredAsync()).Steps);
    }

    [Fact]
    public async Task A_stale_tab_is_told_so_and_overwrites_nothing()
    {
        using var sitter = await Sitter.BeginAsync(site, "town", "site-guide");
        var right = await sitter.RightAsync(2);
        await sitter.PostAsync([("seen", "0"), .. right]);

        foreach (var send in new[] { sitter.SendAsync, (Func<(string, string)[], Task<HttpResponseMessage>>)sitter.PostAsync })
        {
            var refused = await send([("seen", "0"), ("a1", "")]);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            var html = await refused.Content.ReadAsStringAsync(Ct);
            Assert.Contains("没有保存", html, StringComparison.Ordinal);
            Assert.Contains($"href=\"{sitter.Paper}\"", html, StringComparison.Ordinal);
        }

        Assert.Equal(right.Length > 2 ? 2 : right.Length, (await sitter.StoredAsync()).LastSteps().Count(s => s.Value.Response.Length > 0));
    }

    [Theory]
    [InlineData("a1", "99")]
    [InlineData("a99", "0")]
    [InlineData("a1", "@201")]
    [InlineData("a1", "'; DROP TABLE attempts; --")]
    public async Task What_no_page_could_have_sent_is_refused_and_nothing_is_saved(string field, string value)
    {
        using var sitter = await Sitter.BeginAsync(site, "district", "site-guide");
        var posted = value == "@201" ? new string('长', 201) : value;

        var refused = await sitter.PostAsync(("seen", "0"), (field, posted), ("a2", posted));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Empty((await sitter.StoredAsync()).Steps);
    }

    [Fact]
    public async Task A_post_that_says_nothing_of_what_it_has_seen_is_out_of_date()
    {
        using var sitter = await Sitter.BeginAsync(site, "author", "site-guide");
        await sitter.PostAsync([("seen", "0"), .. await sitter.RightAsync(1)]);

        Assert.Equal(HttpStatusCode.Conflict, (await sitter.PostAsync(("a2", ""))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await sitter.PostAsync(("seen", "many"), ("a2", ""))).StatusCode);
    }

    [Fact]
    public async Task After_the_deadline_the_page_says_so_and_leads_to_the_result()
    {
        using var sitter = await Sitter.BeginAsync(site, "reviewer", "site-guide");
        var right = await sitter.RightAsync(8);
        await sitter.PostAsync([("seen", "0"), .. right.Where(f => f.Name is "a1" or "a2")]);
        site.Clock.Advance(TimeSpan.FromMinutes(16) + TimeSpan.FromMicroseconds(1));

        var late = await sitter.SendAsync([("seen", "2"), .. right]);
        Assert.Equal(sitter.Paper, late.Headers.GetValues("HX-Redirect").Single());
        Assert.DoesNotContain("已保存", await late.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("已保存 2 题的答案，共 8 题", await sitter.ReadAsync(), StringComparison.Ordinal);
        Assert.Null((await sitter.StoredAsync()).FinishedAt); // Looking is not a deed: a GET ends nothing.

        Assert.Equal(sitter.Paper + "/result", (await sitter.HandInAsync()).Headers.Location?.ToString());
        var result = await sitter.ReadAsync("/result");
        Assert.Contains("class=\"score\">2 <small>/ 8</small>", result, StringComparison.Ordinal);
        Assert.Contains("到时结束", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_database_refused_is_never_called_saved()
    {
        using var sitter = await Sitter.BeginAsync(site, "admin", "district-plan");
        var right = await sitter.RightAsync(1);
        await SqlAsync("ALTER TABLE attempt_steps RENAME TO attempt_steps_gone");
        var answer = await sitter.SendAsync([("seen", "0"), .. right]);
        await SqlAsync("ALTER TABLE attempt_steps_gone RENAME TO attempt_steps");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("已保存 <time", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await sitter.SendAsync([("seen", "0"), .. right])).StatusCode);
    }

    [Fact]
    public async Task Whoever_was_signed_out_meanwhile_is_led_to_the_door_and_back_to_the_paper()
    {
        using var stranger = site.As(null);
        stranger.DefaultRequestHeaders.Add("HX-Request", "true");
        stranger.DefaultRequestHeaders.Add("HX-Current-URL", "http://localhost/quiz/attempts/1");

        var answer = await stranger.PostAsync($"/quiz/attempts/{Guid.Empty}", null, Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Fquiz%2Fattempts%2F1", answer.Headers.GetValues("HX-Redirect").Single());
    }

    [Fact]
    public async Task A_fragment_that_cannot_be_given_is_a_sentence_and_not_a_page_inside_a_page()
    {
        using var browser = site.As("member");
        browser.DefaultRequestHeaders.Add("HX-Request", "true");

        var answer = await browser.PostAsync($"/quiz/attempts/{Guid.Empty}", null, Ct); // without the form's token

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("<html", html, StringComparison.Ordinal);
        Assert.Contains("提交的内容无法处理", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_attempt_used_up_is_said_with_a_way_on()
    {
        for (var i = 0; i < 3; i++)
        {
            using var sitter = await Sitter.BeginAsync(site, "member", "district-plan");
            await sitter.HandInAsync();
        }

        using var browser = site.As("member");
        var refused = await TestSite.PostAsync(browser, "/", "/quiz/district-plan");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var html = await refused.Content.ReadAsStringAsync(Ct);
        Assert.Contains("3 次机会已经用完", html, StringComparison.Ordinal);
        Assert.Contains("/result", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_course_has_no_quiz()
    {
        using var browser = site.As("member");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/quiz/nothing", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await TestSite.PostAsync(browser, "/", "/quiz/nothing")).StatusCode);
    }

    private async Task SqlAsync(string sql)
    {
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<CoursesDb>().Database.ExecuteSqlRawAsync(sql, Ct);
    }
}
