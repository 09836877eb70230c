using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Learning.Web.Features.PlanRotation;
using Learning.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Training;

/// <summary>The story of a class on the real pages, without script. Moves the clock, and so has a site of its own.</summary>
public sealed partial class TrainingPagesTests : IAsyncLifetime
{
    private readonly TestSite site = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task An_organiser_plans_opens_and_closes_a_class_and_a_member_checks_in()
    {
        using var town = site.As("town");
        using var member = site.As("member");
        var rotation = await CreateAsync(town);
        var cohort = (await CohortAsync(rotation)).Id;

        Assert.Contains("秋季轮训", await ReadAsync(town, "/training"), StringComparison.Ordinal);
        Assert.Contains("第 1 期", await ReadAsync(town, $"/training/rotations/{rotation}"), StringComparison.Ordinal);
        Assert.Contains("秋季轮训", await ReadAsync(member, "/classes"), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"code\"", await ReadAsync(member, $"/classes/{cohort}"), StringComparison.Ordinal);

        At(new DateOnly(2026, 9, 1), 8, 15);
        await RotateAsync();
        var code = Digits().Match(await ReadAsync(town, $"/training/cohorts/{cohort}/sessions/1/code")).Groups[1].Value;
        var checkedIn = await TestSite.PostAsync(member, $"/classes/{cohort}", $"/classes/{cohort}/check-in", ("code", code));
        Assert.Equal($"/classes/{cohort}", checkedIn.Headers.Location!.ToString());
        Assert.Contains("第 1 场已签到，服务器时间 08:15:00", await ReadAsync(member, $"/classes/{cohort}"), StringComparison.Ordinal);

        At(new DateOnly(2026, 9, 1), 14, 40);
        var someone = await site.MemberOfAsync("member");
        var page = $"/training/cohorts/{cohort}?session=2";
        await TestSite.PostAsync(town, page, $"/training/cohorts/{cohort}/sessions/2/attendance", ("members", someone.ToString()));
        Assert.Contains("已保存：新记录 1 人", await ReadAsync(town, page), StringComparison.Ordinal);

        At(new DateOnly(2026, 9, 2), 0, 2);
        await RotateAsync();
        Assert.Contains("已完成", await ReadAsync(member, $"/classes/{cohort}"), StringComparison.Ordinal);
        Assert.Contains("已结班", await ReadAsync(town, $"/training/rotations/{rotation}"), StringComparison.Ordinal);
        await using var scope = site.NewScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<CoursesDb>().CohortOutcomes.SingleAsync(o => o.MemberId == new MemberId(someone) && o.Completed, Ct);
        Assert.Equal(32, outcome.AttendedQuarters);
    }

    [Fact]
    public async Task The_preview_stores_nothing_and_says_what_was_proved()
    {
        using var town = site.As("town");
        var id = Guid.CreateVersion7(site.Clock.GetUtcNow());
        var plan = await TestSite.PostAsync(town, "/training/new", "/training/new/preview", Fields(id, await VenueAsync("庵埠镇党校"), "6"));
        Assert.Equal($"/training/new/{id}", plan.Headers.Location!.ToString());

        var html = await ReadAsync(town, $"/training/new/{id}");

        Assert.Contains("预览轮训安排", html, StringComparison.Ordinal);
        Assert.Contains("6 人有了位置；在这些条件下，任何安排都不能再多。", html, StringComparison.Ordinal);
        Assert.Matches("庵埠镇到9月30日为止缺 4 个座位：.*加开一期班即可", html);
        Assert.Contains("免训", html, StringComparison.Ordinal);
        Assert.DoesNotContain("秋季轮训", await ReadAsync(town, "/training"), StringComparison.Ordinal);
        Assert.Contains("value=\"秋季轮训\"", await ReadAsync(town, $"/training/new/{id}/form"), StringComparison.Ordinal);

        using var district = site.As("district");
        Assert.Contains("这份安排已经不在了", await ReadAsync(district, $"/training/new/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_is_enough_and_the_plan_holds_no_more_classes_than_needed()
    {
        using var town = site.As("town");
        var id = Guid.CreateVersion7(site.Clock.GetUtcNow());
        var pattern = Fields(id, await VenueAsync("庵埠镇党校"), "6").Where(f => !f.Name.StartsWith("Form.Classes", StringComparison.Ordinal))
            .Concat([("Form.Days", "2"), ("Form.Weekdays", "Tuesday"), ("Form.ClosedDays", "2026-09-08，2026/9/15")]).ToArray();

        await TestSite.PostAsync(town, "/training/new", "/training/new/preview", pattern);
        var html = await ReadAsync(town, $"/training/new/{id}");

        // The Tuesdays of September 2026 are the 1st, 8th, 15th, 22nd and 29th; ten people need two classes of six.
        Assert.Contains("3 期可选的班里开 2 期；少于这个数不可能。", html, StringComparison.Ordinal);
        Assert.DoesNotContain("没有位置", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rotation_is_fitted_to_the_roster_and_only_those_affected_are_told()
    {
        using var town = site.As("town");
        using var member = site.As("member");
        var rotation = await CreateAsync(town);
        var page = $"/training/rotations/{rotation}/replan";
        Assert.Contains("没有要调整的", await ReadAsync(town, page), StringComparison.Ordinal);

        var self = new MemberId(await site.MemberOfAsync("member"));
        await using (var scope = site.NewScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
            var now = site.Services.GetRequiredService<SchoolCalendar>().UtcNow();
            db.Exemptions.Add(new Exemption(RowId.At(now), self, ExemptionKind.Deferred, "posting", new DateOnly(2026, 1, 1), null, now, null));
            await db.SaveChangesAsync(Ct);
        }

        var html = await ReadAsync(town, page);
        Assert.Contains("1 人取消安排", html, StringComparison.Ordinal);
        Assert.Contains("不再要求参加", html, StringComparison.Ordinal);
        var fingerprint = ("fingerprint", Fingerprint().Match(html).Groups[1].Value);
        await TestSite.PostAsync(town, page, page, fingerprint);

        Assert.Contains("已调整：换班 0 人，新安排 0 人，取消 1 人；已通知 1 人。", await ReadAsync(town, $"/training/rotations/{rotation}"), StringComparison.Ordinal);
        Assert.Contains("没有要调整的", await ReadAsync(town, page), StringComparison.Ordinal);
        Assert.DoesNotContain("秋季轮训", await ReadAsync(member, "/classes"), StringComparison.Ordinal);
        Assert.Contains("不用参加了", await ReadAsync(member, "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_puts_the_class_into_a_calendar()
    {
        using var town = site.As("town");
        using var member = site.As("member");
        var cohort = (await CohortAsync(await CreateAsync(town))).Id;

        Assert.Contains($"/classes/{cohort}/calendar", await ReadAsync(member, $"/classes/{cohort}"), StringComparison.Ordinal);
        var answer = await member.GetAsync($"/classes/{cohort}/calendar", Ct);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        var read = Ical.Net.Calendar.Load(await answer.Content.ReadAsStringAsync(Ct))!;

        // 1 September 2026, 08:30 to 11:30 and 14:30 to 17:30 on the wall of Chao'an.
        Assert.Equal([new DateTime(2026, 9, 1, 0, 30, 0), new DateTime(2026, 9, 1, 6, 30, 0)], read.Events.Select(e => e.Start!.AsUtc).Order());
        Assert.All(read.Events, e => Assert.Equal(("秋季轮训（第 1 期）", "庵埠镇党校"), (e.Summary, e.Location)));
        Assert.Equal(2, read.Events.Select(e => e.Uid).Distinct().Count());
    }

    [Fact]
    public async Task A_town_is_put_on_the_map_in_kilometres()
    {
        using var town = site.As("town");
        (string, string)[] Row(string east, string north) => [("Form.Rows[0].Path", "chaoan/anbu"), ("Form.Rows[0].East", east), ("Form.Rows[0].North", north)];

        Assert.Contains("都不填", await ReadAsync(await TestSite.PostAsync(town, "/training/places", "/training/places", Row("18", ""))), StringComparison.Ordinal);
        Assert.Contains("0 到 1000 公里", await ReadAsync(await TestSite.PostAsync(town, "/training/places", "/training/places", Row("18", "-3"))), StringComparison.Ordinal);
        await TestSite.PostAsync(town, "/training/places", "/training/places", Row("18.5", "3"));

        var html = await ReadAsync(town, "/training/places");
        Assert.Contains("位置已保存", html, StringComparison.Ordinal);
        Assert.Contains("value=\"18.5\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("龙湖镇", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_takes_long_shows_how_far_it_is_and_can_be_stopped()
    {
        using var town = site.As("town");
        var id = Guid.CreateVersion7(site.Clock.GetUtcNow());
        var desk = site.Services.GetRequiredService<PlanDesk>();
        desk.Patience = TimeSpan.Zero;
        await desk.Turn.WaitAsync(Ct);
        await TestSite.PostAsync(town, "/training/new", "/training/new/preview", Fields(id, await VenueAsync("庵埠镇党校")));

        var html = await ReadAsync(town, $"/training/new/{id}");
        Assert.Contains("正在安排", html, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", html, StringComparison.Ordinal);
        Assert.Contains("hx-trigger=\"every 1s\"", html, StringComparison.Ordinal);

        await TestSite.PostAsync(town, $"/training/new/{id}", $"/training/new/{id}/cancel");
        Assert.Contains("这份安排已经不在了", await ReadAsync(town, $"/training/new/{id}"), StringComparison.Ordinal);
        desk.Turn.Release();
    }

    [Fact]
    public async Task A_form_that_cannot_be_comes_back_with_the_reason_and_what_was_typed()
    {
        using var town = site.As("town");
        var id = Guid.CreateVersion7(site.Clock.GetUtcNow());
        var venue = await VenueAsync("庵埠镇党校");

        var small = Fields(id, venue).Select(f => f.Name == "Form.Smallest" ? (f.Name, "51") : f).ToArray();
        var html = await ReadAsync(await TestSite.PostAsync(town, "/training/new", "/training/new/preview", small));
        Assert.Contains("一期班至少 51 人才开，可是有的班只有 50 个座位。", html, StringComparison.Ordinal);
        Assert.Contains("value=\"秋季轮训\"", html, StringComparison.Ordinal);

        var garbled = await ReadAsync(await TestSite.PostAsync(town, "/training/new", "/training/new/preview", [.. Fields(id, venue), ("Form.ClosedDays", "国庆")]));
        Assert.Contains("有的日期看不懂", garbled, StringComparison.Ordinal);
        var empty = await ReadAsync(await TestSite.PostAsync(town, "/training/new", "/training/new/preview"));
        Assert.Contains("aria-invalid=\"true\"", empty, StringComparison.Ordinal);
        Assert.Contains("请至少选一个场所。", await ReadAsync(await TestSite.PostAsync(
            town, "/training/new", "/training/new/preview", [.. Fields(id, venue).Where(f => f.Name != "Form.Venues")])), StringComparison.Ordinal);
        var more = await ReadAsync(await TestSite.PostAsync(town, "/training/new", "/training/new/form", Fields(id, venue)));
        Assert.Contains("name=\"Form.Classes[3].OpensOn\"", more, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_codes_and_the_sixth_is_not_looked_at_but_others_may_go_on()
    {
        using var town = site.As("town");
        using var member = site.As("member");
        var cohort = (await CohortAsync(await CreateAsync(town))).Id;
        At(new DateOnly(2026, 9, 1), 8, 15);
        for (var i = 0; i < 5; i++)
        {
            var wrong = await TestSite.PostAsync(member, $"/classes/{cohort}", $"/classes/{cohort}/check-in", ("code", "12"));
            Assert.Contains("签到码不对", await ReadAsync(wrong), StringComparison.Ordinal);
        }

        var sixth = await TestSite.PostAsync(member, $"/classes/{cohort}", $"/classes/{cohort}/check-in", ("code", "12"));
        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        using var secretary = site.As("secretary");
        var code = Digits().Match(await ReadAsync(town, $"/training/cohorts/{cohort}/sessions/1/code")).Groups[1].Value;
        var right = await TestSite.PostAsync(secretary, $"/classes/{cohort}", $"/classes/{cohort}/check-in", ("code", code));
        Assert.Equal(HttpStatusCode.Found, right.StatusCode);
    }

    [Fact]
    public async Task The_wall_is_a_fragment_for_htmx_and_refreshes_itself_without_script()
    {
        using var town = site.As("town");
        var cohort = (await CohortAsync(await CreateAsync(town))).Id;
        var wall = $"/training/cohorts/{cohort}/sessions/1/code";
        Assert.Contains("现在不是签到时间", await ReadAsync(town, wall), StringComparison.Ordinal);

        At(new DateOnly(2026, 9, 1), 8, 15);
        var page = await ReadAsync(town, wall);
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"30\"></noscript>", page, StringComparison.Ordinal);
        town.DefaultRequestHeaders.Add("HX-Request", "true");
        var fragment = await ReadAsync(town, wall);
        Assert.StartsWith("<div class=\"code-display\"", fragment.TrimStart(), StringComparison.Ordinal);
        Assert.Contains($"hx-get=\"{wall}\"", fragment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_tick_is_struck_out_on_the_page()
    {
        using var town = site.As("town");
        var cohort = (await CohortAsync(await CreateAsync(town))).Id;
        At(new DateOnly(2026, 9, 1), 9, 0);
        var someone = (await site.MemberOfAsync("member")).ToString();
        var page = $"/training/cohorts/{cohort}?session=1";
        await TestSite.PostAsync(town, page, $"/training/cohorts/{cohort}/sessions/1/attendance", ("members", someone));
        var attendance = AttendanceField().Match(await ReadAsync(town, page)).Groups[1].Value;

        await TestSite.PostAsync(town, page, $"/training/cohorts/{cohort}/sessions/1/withdraw", ("attendance", attendance));

        var html = await ReadAsync(town, page);
        Assert.Contains("已撤销", html, StringComparison.Ordinal);
        Assert.Contains($"name=\"members\" value=\"{someone}\"", html, StringComparison.Ordinal);
        Assert.Contains("签到表", await ReadAsync(town, $"/training/cohorts/{cohort}/sheet"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_keyed_from_paper_is_confirmed_by_a_second_person_and_the_member_sees_it()
    {
        using var town = site.As("town");
        using var secretary = site.As("secretary");
        using var member = site.As("member");
        var cohort = (await CohortAsync(await CreateAsync(town))).Id;
        At(new DateOnly(2026, 9, 1), 9, 0);
        var page = $"/training/cohorts/{cohort}?session=1";
        var confirm = $"/training/cohorts/{cohort}/sessions/1/confirmation";
        await TestSite.PostAsync(town, page, $"/training/cohorts/{cohort}/sessions/1/attendance", ("members", (await site.MemberOfAsync("member")).ToString()));
        var keyed = await ReadAsync(town, page);
        Assert.Contains("一人录入（丙级）1 人", keyed, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"attendances\"", keyed, StringComparison.Ordinal);

        var line = ("attendances", ConfirmField().Match(await ReadAsync(secretary, page)).Groups[1].Value);
        await TestSite.PostAsync(town, page, confirm, line);
        Assert.Contains("不能由自己确认", await ReadAsync(town, page), StringComparison.Ordinal);
        await TestSite.PostAsync(secretary, page, confirm, line);
        Assert.Contains("已确认 1 人", await ReadAsync(secretary, page), StringComparison.Ordinal);
        await TestSite.PostAsync(secretary, page, confirm, line);
        Assert.Contains("已确认 0 人，原已确认 1 人", await ReadAsync(secretary, page), StringComparison.Ordinal);

        Assert.Contains("证据乙级", await ReadAsync(member, $"/classes/{cohort}"), StringComparison.Ordinal);
        Assert.Contains("另一人核对后确认", await ReadAsync(member, $"/evidence/{line.Value}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_venue_is_recorded_and_can_be_chosen()
    {
        using var town = site.As("town", "en");
        var answer = await TestSite.PostAsync(
            town, "/training/venues/new", "/training/venues",
            ("Form.Id", Guid.CreateVersion7(site.Clock.GetUtcNow()).ToString()), ("Form.Name", "New hall"), ("Form.Kind", "EducationBase"), ("Form.UnitPath", "chaoan/anbu"), ("Form.Seats", "30"), ("Form.Open", "Monday"));

        Assert.Equal("/training/new", answer.Headers.Location!.ToString());
        Assert.Contains("New hall (30 seats)", await ReadAsync(town, "/training/new"), StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Fields(Guid id, Guid venue, string seats = "50") =>
    [
        ("Form.Id", id.ToString()), ("Form.Title", "秋季轮训"), ("Form.UnitPath", "chaoan/anbu"), ("Form.From", "2026-09-01"), ("Form.To", "2026-09-30"),
        ("Form.Venues", venue.ToString()), ("Form.Capacity", seats), ("Form.BranchShare", "100"), ("Form.CommitteeShare", "100"), ("Form.Smallest", "1"),
        ("Form.Classes[0].OpensOn", "2026-09-01"), ("Form.Classes[0].ClosesOn", ""), ("Form.Classes[1].OpensOn", ""), ("Form.Classes[1].ClosesOn", ""),
    ];

    /// <summary>Posted twice, as by an impatient finger.</summary>
    private async Task<Guid> CreateAsync(HttpClient town)
    {
        var fields = Fields(Guid.CreateVersion7(site.Clock.GetUtcNow()), await VenueAsync("庵埠镇党校"));
        var plan = (await TestSite.PostAsync(town, "/training/new", "/training/new/preview", fields)).Headers.Location!.ToString();
        var first = await TestSite.PostAsync(town, plan, plan);
        var second = await TestSite.PostAsync(town, plan, plan);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        return Guid.Parse(first.Headers.Location!.ToString().Split('/')[^1]);
    }

    private async Task<Guid> VenueAsync(string name)
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<CoursesDb>().Venues.Where(v => v.Name == name).Select(v => v.Id).SingleAsync(Ct);
    }

    private async Task<Cohort> CohortAsync(Guid rotation)
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<CoursesDb>().Cohorts.AsNoTracking().SingleAsync(c => c.RotationId == rotation, Ct);
    }

    private void At(DateOnly day, int hour, int minute)
    {
        var calendar = site.Services.GetRequiredService<SchoolCalendar>();
        site.Clock.SetUtcNow(new DateTimeOffset(calendar.ToUtc(day, new TimeOnly(hour, minute))));
    }

    /// <summary>What the job of the schedule does.</summary>
    private async Task RotateAsync()
    {
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<RotateCohorts>().RunAsync(RotateCohortsJob.LeaveOn, Ct);
        await scope.ServiceProvider.GetRequiredService<IssueClassCertificates>().RunAsync(Ct);
    }

    private static async Task<string> ReadAsync(HttpClient client, string path) => await ReadAsync(await client.GetAsync(path, Ct));

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }

    [GeneratedRegex("name=\"fingerprint\" value=\"([^\"]+)\"")]
    private static partial Regex Fingerprint();

    [GeneratedRegex("<output>([0-9 ]{7})</output>")]
    private static partial Regex Digits();

    [GeneratedRegex("name=\"attendances\" value=\"([^\"]+)\"")]
    private static partial Regex ConfirmField();

    [GeneratedRegex("name=\"attendance\" value=\"([^\"]+)\"")]
    private static partial Regex AttendanceField();
}
