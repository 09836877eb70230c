using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Training;

/// <summary>A class is called off on the real pages, and everybody sees it. Changes much, and so has a site of its own.</summary>
public sealed partial class CallOffPagesTests : IAsyncLifetime
{
    private readonly TestSite site = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_class_is_called_off_as_it_was_shown_and_shows_as_such_everywhere()
    {
        using var town = site.As("town");
        using var member = site.As("member");
        var (rotation, first, second, number) = await CreateAsync();
        var page = $"/training/cohorts/{first}/call-off";
        Assert.Contains(page, await ReadAsync(town, $"/training/cohorts/{first}"), StringComparison.Ordinal);

        var html = await ReadAsync(town, page);
        Assert.Contains("其余各班的座位够", html, StringComparison.Ordinal);
        Assert.Contains("10 人失去位置", html, StringComparison.Ordinal);
        var fingerprint = ("Form.Fingerprint", Fingerprint().Match(html).Groups[1].Value);
        var blank = await ReadAsync(await TestSite.PostAsync(town, page, page, fingerprint));
        Assert.Contains("请选一个原因", blank, StringComparison.Ordinal);
        Assert.Contains("写一句说明", await ReadAsync(await TestSite.PostAsync(town, page, page, fingerprint, ("Form.Because", "Other"))), StringComparison.Ordinal);

        (string, string)[] form = [fingerprint, ("Form.Because", "Weather"), ("Form.Words", "台风红色预警")];
        Assert.Equal($"/training/cohorts/{first}", (await TestSite.PostAsync(town, page, page, form)).Headers.Location!.ToString());
        Assert.Contains("已停办 1 期：10 人改到别的班，0 人暂无位置；已通知 10 人。", await ReadAsync(town, $"/training/cohorts/{first}"), StringComparison.Ordinal);
        var again = await TestSite.PostAsync(town, $"/training/cohorts/{second}/call-off", page, form);
        Assert.Equal($"/training/cohorts/{first}", again.Headers.Location!.ToString());
        Assert.Contains("已通知 0 人", await ReadAsync(town, $"/training/cohorts/{first}"), StringComparison.Ordinal);

        var cohort = await ReadAsync(town, $"/training/cohorts/{first}");
        Assert.Contains("台风红色预警", cohort, StringComparison.Ordinal);
        Assert.Contains($"改到第 {number} 期", cohort, StringComparison.Ordinal);
        Assert.DoesNotContain("/call-off", cohort, StringComparison.Ordinal);
        Assert.Contains("已停办", await ReadAsync(town, $"/training/rotations/{rotation}"), StringComparison.Ordinal);
        Assert.Contains("这一期停办", await ReadAsync(town, $"/training/cohorts/{first}/sheet"), StringComparison.Ordinal);
        Assert.Contains("已停办", await ReadAsync(member, "/classes"), StringComparison.Ordinal);
        Assert.Contains("台风红色预警", await ReadAsync(member, $"/classes/{first}"), StringComparison.Ordinal);
        Assert.Contains($"停办了，原因：天气原因。您改到第 {number} 期", await ReadAsync(member, "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_of_a_class_called_off_strikes_out_what_it_had_entered()
    {
        using var member = site.As("member");
        var (_, first, second, _) = await CreateAsync();
        var before = await CalendarAsync(member, first);
        Assert.All(before, e => Assert.Equal(("CONFIRMED", 0), (e.Status, e.Sequence)));

        await CallOffAsync(first);

        var after = await CalendarAsync(member, first);
        Assert.Equal(before.Select(e => e.Uid), after.Select(e => e.Uid));
        Assert.All(after, e => Assert.Equal(("CANCELLED", 1), (e.Status, e.Sequence)));
        Assert.All(await CalendarAsync(member, second), e => Assert.Equal("CONFIRMED", e.Status));
    }

    [Fact]
    public async Task A_venue_that_drops_out_takes_its_classes_along()
    {
        using var town = site.As("town");
        await CreateAsync();
        var hall = await HallAsync();
        var page = $"/training/call-off?venue={hall}&from=2026-09-01";

        var html = await ReadAsync(town, page);
        Assert.Contains("再没有能安排的班", html, StringComparison.Ordinal);
        var cohorts = CohortField().Matches(html).Select(m => ("Form.Cohorts", m.Groups[1].Value)).ToArray();
        Assert.Equal(2, cohorts.Length);
        await TestSite.PostAsync(
            town, page, "/training/call-off",
            [("venue", hall.ToString()), ("from", "2026-09-01"), ("Form.Fingerprint", Fingerprint().Match(html).Groups[1].Value), ("Form.Because", "VenueLost"), .. cohorts]);

        html = await ReadAsync(town, page);
        Assert.Contains("已停办 2 期：0 人改到别的班，10 人暂无位置；已通知 10 人。", html, StringComparison.Ordinal);
        Assert.Contains("没有可以停办的班", html, StringComparison.Ordinal);
        Assert.Contains("已停办", await ReadAsync(town, "/training"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_venue_may_take_the_classes_of_two_rotations_along_each_named_below_its_own()
    {
        using var town = site.As("town");
        var (_, first, second, _) = await CreateAsync();
        var (_, third, fourth, _) = await CreateAsync("冬训", 15);

        var html = await ReadAsync(town, $"/training/call-off?venue={await HallAsync()}&from=2026-09-01");

        Assert.Equal(new[] { first, second, third, fourth }.Order(), CohortField().Matches(html).Select(m => Guid.Parse(m.Groups[1].Value)).Order());
        Assert.Equal(2, Section(html, "秋季轮训").Split("第 ").Length - 1);
        Assert.Equal(2, Section(html, "冬训").Split("第 ").Length - 1);
    }

    /// <summary>The list of classes below the heading of a rotation.</summary>
    private static string Section(string html, string title)
    {
        var from = html.IndexOf($">{title}</h2>", StringComparison.Ordinal);
        return html[from..html.IndexOf("</ul>", from, StringComparison.Ordinal)];
    }

    private async Task<List<Ical.Net.CalendarComponents.CalendarEvent>> CalendarAsync(HttpClient member, Guid cohort) =>
        [.. Ical.Net.Calendar.Load(await ReadAsync(member, $"/classes/{cohort}/calendar"))!.Events.OrderBy(e => e.Uid, StringComparer.Ordinal)];

    private async Task CallOffAsync(Guid cohort)
    {
        using var town = site.As("town");
        var page = $"/training/cohorts/{cohort}/call-off";
        await TestSite.PostAsync(town, page, page, ("Form.Fingerprint", Fingerprint().Match(await ReadAsync(town, page)).Groups[1].Value), ("Form.Because", "Weather"));
    }

    private async Task<Guid> HallAsync()
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<CoursesDb>().Venues.Where(v => v.UnitPath == "chaoan/anbu").Select(v => v.Id).SingleAsync(Ct);
    }

    /// <summary>Two classes of September, a week apart: the one with everybody in it, and the other with its number.</summary>
    private async Task<(Guid Rotation, Guid First, Guid Second, int Number)> CreateAsync(string title = "秋季轮训", int day = 1)
    {
        await using var scope = site.NewScope();
        var (db, hall) = (scope.ServiceProvider.GetRequiredService<CoursesDb>(), await HallAsync());
        var id = RowId.At(site.Clock.GetUtcNow().UtcDateTime);
        CandidateClass On(int date) => new(hall, new ClassDays(new(2026, 9, date), new(2026, 9, date)), 40);
        var outcome = await scope.ServiceProvider.GetRequiredService<CreateRotation>().RunAsync(
            new NewRotation(id, title, "chaoan/anbu", new(2026, 9, 1), new(2026, 9, 30), [On(day), On(day + 7)]) { BranchShare = 100, KeepSpare = true }, Ct);
        Assert.Null(outcome.Refusal);
        var cohorts = await db.Cohorts.AsNoTracking().Where(c => c.RotationId == id).OrderByDescending(c => c.Enrolments.Count).Select(c => new { c.Id, c.Number }).ToListAsync(Ct);
        return (id, cohorts[0].Id, cohorts[1].Id, cohorts[1].Number);
    }

    private static async Task<string> ReadAsync(HttpClient client, string path) => await ReadAsync(await client.GetAsync(path, Ct));

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }

    [GeneratedRegex("name=\"Form.Fingerprint\" value=\"([^\"]+)\"")]
    private static partial Regex Fingerprint();

    [GeneratedRegex("name=\"Form.Cohorts\" value=\"([^\"]+)\"")]
    private static partial Regex CohortField();
}
