using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;

namespace Learning.Web.Tests.Coverage;

/// <summary>A branch reports to its town: the numbers first, then once and for ever; the town sees who has, and what has changed since.</summary>
public sealed partial class ReportPagesTests(CoveredSite covered) : IClassFixture<CoveredSite>
{
    private const string Branch = DemoPeople.HomeBranch;
    private const string Town = "chaoan/anbu";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secretary_sees_the_numbers_and_then_submits_them_once()
    {
        using var secretary = covered.Site.As("secretary");
        var list = Plain(await secretary.GetStringAsync(List("2026-02-28"), Ct));
        Assert.Contains("这一天的情况还没有上报", list, StringComparison.Ordinal);

        var preview = Plain(await secretary.GetStringAsync(New("2026-02-28"), Ct));
        Assert.Contains("在册 10 人", preview, StringComparison.Ordinal);
        Assert.Contains("不能修改或撤回", preview, StringComparison.Ordinal);

        var (first, message) = await SubmitAsync(secretary, "2026-02-28");
        Assert.Contains("已上报，内容已固定", message, StringComparison.Ordinal);
        covered.Site.Clock.Advance(TimeSpan.FromSeconds(5));
        var (second, again) = await SubmitAsync(secretary, "2026-02-28");
        Assert.Equal(first, second);
        Assert.Contains("已经上报过，内容没有变化", again, StringComparison.Ordinal);
        Assert.Equal(first, (await secretary.GetAsync(New("2026-02-28"), Ct)).Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("zh-CN", "已固定的上报", "签名检查点", "已完成集中轮训班", "党员教育培训规则（2024—2028 年）")]
    [InlineData("en", "Frozen report", "Signed checkpoint", "Has completed a class.", "Rules of Party members' education and training (2024–2028)")]
    public async Task The_page_shows_frozen_numbers_names_rules_and_the_checkpoint_as_text_and_code(string language, string frozen, string checkpoint, string reason, string rules)
    {
        using var secretary = covered.Site.As("secretary", language);
        var (page, _) = await SubmitAsync(secretary, "2026-03-01");
        var html = await secretary.GetStringAsync(page, Ct);
        var words = Plain(html);

        Assert.All([frozen, checkpoint, reason, rules, "lunxun.local/log"], part => Assert.Contains(part, words, StringComparison.Ordinal));
        Assert.Contains("<svg", html[html.IndexOf("class=\"qr\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(10, RowHead().Count(html));
        var completed = await secretary.GetStringAsync(page + "?box=Completed", Ct);
        Assert.InRange(RowHead().Count(completed), 1, 9); // how many depends on which of these stories was told before
        Assert.Contains($"href=\"/evidence/{covered.Outcome}\"", completed, StringComparison.Ordinal);
        Assert.Contains($"href=\"/evidence/{covered.Outcome}\"", html, StringComparison.Ordinal);
        Assert.Contains($"hx-get=\"{page}/since\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_town_asks_and_sees_who_is_on_time_who_late_and_who_missing()
    {
        using var town = covered.Site.As("town");
        using var secretary = covered.Site.As("secretary");
        var place = $"/reports?unit={Town}&requirement=regular-2026&day=2026-01-31";
        Assert.Contains("还没有规定上报期限", Plain(await town.GetStringAsync(place, Ct)), StringComparison.Ordinal);
        var today = await TodayAsync();

        var asked = await TestSite.PostAsync(town, place, "/reports/calls", ("Requirement", "regular-2026"), ("Unit", Town), ("Day", "2026-01-31"), ("DueOn", $"{today:yyyy-MM-dd}"));
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Contains("未上报", Plain(await secretary.GetStringAsync($"/reports?requirement=regular-2026&day=2026-01-31", Ct)), StringComparison.Ordinal);
        await SubmitAsync(secretary, "2026-01-31", "regular-2026");
        var page = Plain(await town.GetStringAsync(place, Ct));
        Assert.Contains("按时上报", page, StringComparison.Ordinal);
        Assert.Contains("已上报单位 1 /", page, StringComparison.Ordinal);
        Assert.DoesNotContain("发出要求", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_known_later_is_told_in_sentences_and_the_report_stays()
    {
        using var secretary = covered.Site.As("secretary", "en");
        var (page, _) = await SubmitAsync(secretary, "2026-02-27");
        Assert.Contains("Nothing has changed since", Plain(await secretary.GetStringAsync(page + "/since", Ct)), StringComparison.Ordinal);
        var before = WithoutToken(await secretary.GetStringAsync(page, Ct));

        var name = await CompleteSomebodyAsync();
        var since = Plain(await secretary.GetStringAsync(page + "/since", Ct));

        Assert.Contains("1 more count as completed (+1), and 0 no longer do (−0)", since, StringComparison.Ordinal);
        Assert.Contains($"{name} (", since, StringComparison.Ordinal);
        Assert.Contains("was “Not started” in the report and is “Completed” now. Reason: Has completed a class.", since, StringComparison.Ordinal);
        Assert.Equal(before, WithoutToken(await secretary.GetStringAsync(page, Ct)));
        using var request = new HttpRequestMessage(HttpMethod.Get, page + "/since") { Headers = { { "HX-Request", "true" } } };
        Assert.DoesNotContain("<html", await (await secretary.SendAsync(request, Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "名单", "化名")]
    [InlineData("en", "Names", "Pseudonym")]
    public async Task The_spreadsheet_holds_what_was_frozen(string language, string sheet, string head)
    {
        using var secretary = covered.Site.As("secretary", language);
        var (page, _) = await SubmitAsync(secretary, "2026-03-01");
        var answer = await secretary.GetAsync(page + "/export", Ct);

        Assert.Equal("rotating-2026-chaoan-anbu-b01-2026-03-01.xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(10, file.Query(useHeaderRow: true, sheetName: sheet).Count(row => ((IDictionary<string, object>)row).ContainsKey(head)));
    }

    [Theory]
    [InlineData("zh-CN", "整份上报已重新计算", "核验不通过")]
    [InlineData("en", "The whole report was counted again", "This does not hold.")]
    public async Task A_stranger_counts_the_report_again_from_the_file(string language, string holds, string doesNot)
    {
        using var secretary = covered.Site.As("secretary", language);
        var (page, _) = await SubmitAsync(secretary, "2026-02-26");
        await using var scope = covered.Site.NewScope();
        await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(Ct);
        var answer = await secretary.GetAsync(page + "/proof", Ct);
        Assert.Equal("rotating-2026-chaoan-anbu-b01-2026-02-26.report-proof", answer.Content.Headers.ContentDisposition!.FileNameStar);
        var file = await answer.Content.ReadAsByteArrayAsync(Ct);

        Assert.Contains(holds, await VerifyAsync(file, language), StringComparison.Ordinal);
        file[^20] ^= 1;
        Assert.Contains(doesNot, await VerifyAsync(file, language), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("day=30.2.2026", "日期无法识别")]
    [InlineData("requirement=nothing", null)]
    public async Task An_address_that_cannot_be_read_says_so_or_is_not_found(string query, string? words)
    {
        using var secretary = covered.Site.As("secretary");
        var answer = await secretary.GetAsync("/reports?" + query, Ct);

        Assert.Equal(words is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(words ?? "", Plain(await answer.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_to_come_is_refused_with_a_sentence()
    {
        using var secretary = covered.Site.As("secretary");
        var answer = await TestSite.PostAsync(secretary, "/reports", "/reports", ("Requirement", "rotating-2026"), ("Unit", Branch), ("Day", "2026-12-31"));

        Assert.Contains("还没有到", Plain(await secretary.GetStringAsync(answer.Headers.Location!.ToString(), Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_was_changed_in_the_database_is_shown_as_changed()
    {
        using var secretary = covered.Site.As("secretary");
        var (page, _) = await SubmitAsync(secretary, "2026-01-15");
        await using var scope = covered.Site.NewScope();
        var id = Guid.Parse(page[(page.LastIndexOf('/') + 1)..]);
        await scope.ServiceProvider.GetRequiredService<CoursesDb>().Reports.Where(r => r.Id == id)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.Body, "{}"u8.ToArray()), Ct);

        var answer = await secretary.GetAsync(page, Ct);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("这份上报已被改动", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static string List(string day) => $"/reports?unit={Branch}&requirement=rotating-2026&day={day}";

    private static string New(string day) => $"/reports/new?unit={Branch}&requirement=rotating-2026&day={day}";

    private static async Task<(string Page, string Message)> SubmitAsync(HttpClient client, string day, string requirement = "rotating-2026")
    {
        var answer = await TestSite.PostAsync(client, List(day), "/reports", ("Requirement", requirement), ("Unit", Branch), ("Day", day));
        var page = answer.Headers.Location!.ToString();
        return (page, Plain(await client.GetStringAsync(page, Ct)));
    }

    private async Task<string> VerifyAsync(byte[] file, string language)
    {
        using var stranger = covered.Site.As(null, language);
        var page = await stranger.GetStringAsync("/verify", Ct);
        const string Mark = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var start = page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page[start..page.IndexOf('"', start)]), "__RequestVerificationToken" },
            { new ByteArrayContent(file), "Form.File", "a.report-proof" },
        };
        return await (await stranger.PostAsync("/verify", form, Ct)).Content.ReadAsStringAsync(Ct);
    }

    private async Task<DateOnly> TodayAsync()
    {
        await using var scope = covered.Site.NewScope();
        return scope.ServiceProvider.GetRequiredService<SchoolCalendar>().Today();
    }

    /// <summary>Another member of the branch turns out to have completed the class of February.</summary>
    private async Task<string> CompleteSomebodyAsync()
    {
        covered.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var scope = covered.Site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var now = scope.ServiceProvider.GetRequiredService<SchoolCalendar>().UtcNow();
        var done = await db.CohortOutcomes.Select(o => new { o.MemberId, o.CohortId }).FirstAsync(Ct);
        var member = await db.Memberships.Where(m => m.BranchPath == Branch && m.ReplacedAt == null && m.MemberId != done.MemberId)
            .Join(db.Members, m => m.MemberId, m => m.MemberId, (_, m) => m).OrderByDescending(m => m.Number).FirstAsync(Ct);
        db.Add(new CohortOutcome(RowId.At(now), member.MemberId, await db.Cohorts.SingleAsync(c => c.Id == done.CohortId, Ct), true, 112, 128, now));
        await db.SaveChangesAsync(Ct);
        covered.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        return member.Name;
    }

    private static string Plain(string html) => WebUtility.HtmlDecode(Spaces().Replace(Tag().Replace(html, " "), " "));

    /// <summary>The token of forms is new on every page, and so is what the layout says of the moment.</summary>
    private static string WithoutToken(string html) => Token().Replace(html, "");

    [GeneratedRegex("<th scope=\"row\">")]
    private static partial Regex RowHead();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"[^\"]+\"|<div class=\"alert alert-success\".*?</div></div>", RegexOptions.Singleline)]
    private static partial Regex Token();
}
