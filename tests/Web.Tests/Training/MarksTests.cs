using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Learning.Web.Features.Cohorts;
using Learning.Web.Tests.Assign;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Training;

/// <summary>Ticks that were made where there was no network and arrive later. Moves the clock, and so has a site of its own.</summary>
public sealed partial class MarksTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 9, 1);

    private readonly TestSite site = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_tick_that_arrives_again_is_no_second_one_even_when_it_was_struck_out_meanwhile()
    {
        using var town = site.As("town");
        var cohort = await ClassAsync("chaoan/anbu");
        At(9);
        var someone = await site.MemberOfAsync("member");
        var mark = new MarkLine(NewId(), someone);
        (await town.ReadAsync($"/training/cohorts/{cohort}?session=1")).Says("还有 15 小时");

        Assert.Equal((mark.Id, null), Done(await SendAsync(town, cohort, mark)));
        (await town.ReadAsync($"/training/cohorts/{cohort}?session=1")).Says("已保存：新记录 1 人");
        Assert.Equal((mark.Id, null), Done(await SendAsync(town, cohort, mark)));
        var row = Assert.Single(await RowsAsync(cohort));
        Assert.Equal((AttendanceSource.List, mark.Id), (row.Source, row.MarkId));

        await TestSite.PostAsync(town, $"/training/cohorts/{cohort}?session=1", $"/training/cohorts/{cohort}/sessions/1/withdraw", ("attendance", row.Id.ToString()));
        Assert.Equal((mark.Id, null), Done(await SendAsync(town, cohort, mark)));
        Assert.Single(await RowsAsync(cohort));

        // A new tick is meant.
        Done(await SendAsync(town, cohort, new MarkLine(NewId(), someone)));
        Assert.Equal([1, 2], (await RowsAsync(cohort)).Select(a => a.Take));
    }

    [Fact]
    public async Task Ticks_are_taken_until_the_class_is_closed_and_then_the_page_says_why_not()
    {
        using var town = site.As("town", "en");
        var cohort = await ClassAsync("chaoan/anbu");
        var mark = new MarkLine(NewId(), await site.MemberOfAsync("member"));
        At(7);
        Assert.Contains("30 minutes before", (await SendAsync(town, cohort, mark)).Refused, StringComparison.Ordinal);
        At(23);
        Assert.Null((await SendAsync(town, cohort, mark)).Refused);

        site.Clock.Advance(TimeSpan.FromHours(1));
        var late = await SendAsync(town, cohort, new MarkLine(NewId(), await site.MemberOfAsync("secretary")));
        Assert.Empty(late.Done);
        Assert.NotNull(late.Refused);
        Assert.Single(await RowsAsync(cohort));
    }

    [Fact]
    public async Task A_foreign_class_is_not_found_and_whoever_is_not_on_ones_list_is_refused_for_good()
    {
        using var secretary = site.As("secretary");
        var (own, foreign) = (await ClassAsync("chaoan/anbu"), await ClassAsync("chaoan/longhu"));
        At(9);
        var mark = new MarkLine(NewId(), await site.MemberOfAsync("member"));

        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(secretary, foreign, [mark])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(secretary, own, [])).StatusCode);
        var stranger = new MarkLine(NewId(), NewId());
        Assert.Equal((stranger.Id, null), Done(await SendAsync(secretary, own, stranger)));
        Assert.Empty(await RowsAsync(own));
    }

    private static (Guid Id, string? Refused) Done(MarksReply reply) => (Assert.Single(reply.Done), reply.Refused);

    private static async Task<MarksReply> SendAsync(HttpClient browser, Guid cohort, MarkLine mark)
    {
        var answer = await PostAsync(browser, cohort, [mark]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<MarksReply>(Ct))!;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, Guid cohort, IReadOnlyList<MarkLine> marks)
    {
        var html = await browser.GetStringAsync("/", Ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/training/cohorts/{cohort}/sessions/1/marks") { Content = JsonContent.Create(new MarksForm(marks)) };
        request.Headers.Add("RequestVerificationToken", WebUtility.HtmlDecode(Token().Match(html).Groups[1].Value));
        return await browser.SendAsync(request, Ct);
    }

    /// <summary>One day, with everybody of the town.</summary>
    private async Task<Guid> ClassAsync(string town)
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var hall = await db.Venues.Where(v => v.UnitPath == town).Select(v => v.Id).FirstAsync(Ct);
        var request = new NewRotation(RowId.At(scope.ServiceProvider.GetRequiredService<SchoolCalendar>().UtcNow()), "轮训", town, Day, Day, [new CandidateClass(hall, new ClassDays(Day, Day), 50)]) { BranchShare = 100 };
        var rotation = (await scope.ServiceProvider.GetRequiredService<CreateRotation>().RunAsync(request, Ct)).Value!.Id;
        return await db.Cohorts.Where(c => c.RotationId == rotation).Select(c => c.Id).SingleAsync(Ct);
    }

    private async Task<List<Attendance>> RowsAsync(Guid cohort)
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<CoursesDb>().Attendances.AsNoTracking().Where(a => a.CohortId == cohort).OrderBy(a => a.Take).ToListAsync(Ct);
    }

    private Guid NewId() => Guid.CreateVersion7(site.Clock.GetUtcNow());

    private void At(int hour)
    {
        var calendar = site.Services.GetRequiredService<SchoolCalendar>();
        site.Clock.SetUtcNow(new DateTimeOffset(calendar.ToUtc(Day, new TimeOnly(hour, 0))));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
