using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Assign;

/// <summary>A secretary assigns and chases on the real pages, without script. Changes much, and so has a site of its own.</summary>
public sealed class AssignPagesTests : IAsyncLifetime
{
    private readonly TestSite site = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_secretary_assigns_a_course_and_chases_those_who_have_not_done_it()
    {
        using var secretary = site.As("secretary");
        using var member = site.As("member");
        await ExcuseAsync(await site.MemberOfAsync("author"));
        (await secretary.ReadAsync("/assign")).Says("还没有布置任务");

        var preview = await (await TestSite.PostAsync(secretary, "/assign/new", "/assign/preview", Fields())).ReadAsync();
        preview.Says("免训或失联");
        preview.Says("布置给 ");
        (await secretary.ReadAsync("/assign")).Says("还没有布置任务");

        var given = await TestSite.PostAsync(secretary, "/assign/new", "/assign", Fields());
        var page = given.Headers.Location!.ToString();
        (await secretary.ReadAsync(page)).Says("他们现在就能看到");
        (await member.ReadAsync("/")).Says("轮训平台使用指南");

        // The second click.
        var again = await TestSite.PostAsync(secretary, "/assign/new", "/assign", Fields());
        Assert.Equal(page, again.Headers.Location!.ToString());
        (await secretary.ReadAsync(page)).Says("先前已经布置过");

        var someone = (await site.MemberOfAsync("member")).ToString();
        (await secretary.ReadAsync(page + "/remind")).Says("党员不需要回复或打卡");
        await TestSite.PostAsync(secretary, page + "/remind", page + "/remind", ("members", someone));
        (await secretary.ReadAsync(page)).Says("已提醒 1 人。");
        await TestSite.PostAsync(secretary, page + "/remind", page + "/remind", ("members", someone));
        (await secretary.ReadAsync(page + "?show=owed")).Says("今天已经提醒过，不再打扰");
        (await secretary.ReadAsync(page + "/remind")).Says("今天已提醒");
        await NoticeIsReadAsync(member);
    }

    [Fact]
    public async Task A_form_that_cannot_be_comes_back_with_the_reason_and_what_was_chosen()
    {
        using var secretary = site.As("secretary");
        using var english = site.As("secretary", "en");

        var empty = await (await TestSite.PostAsync(secretary, "/assign/new", "/assign/preview")).ReadAsync();
        empty.Says("aria-invalid=\"true\"");
        var past = await (await TestSite.PostAsync(english, "/assign/new", "/assign/preview", Fields(due: "2026-03-01"))).ReadAsync();
        past.Says("The due day cannot lie in the past.");
        past.Says("value=\"2026-03-01\"");
        var nonsense = await (await TestSite.PostAsync(secretary, "/assign/new", "/assign/preview", Fields(due: "soon"))).ReadAsync();
        nonsense.Says("aria-invalid=\"true\"");
        var unknown = await (await TestSite.PostAsync(secretary, "/assign/new", "/assign", Fields(course: "no-such-course"))).ReadAsync();
        unknown.Says("找不到课程“no-such-course”。");
    }

    [Fact]
    public async Task Only_the_chosen_are_added_and_a_strangers_name_is_not_told()
    {
        using var secretary = site.As("secretary");
        var someone = await site.MemberOfAsync("member");
        var (stranger, name) = await StrangerAsync();
        (string, string)[] fields = [.. Fields(), ("Form.Members", someone.ToString()), ("Form.Members", stranger)];

        var preview = await (await TestSite.PostAsync(secretary, "/assign/new", "/assign/preview", fields)).ReadAsync();

        preview.Says("布置给 1 人");
        preview.Says("查不到的党员");
        preview.DoesNotSay(name);
        var back = await (await TestSite.PostAsync(secretary, "/assign/new", "/assign/edit", fields)).ReadAsync();
        back.Says($"value=\"{someone}\" checked=\"checked\"");
        back.Says("value=\"2026-04-30\"");
    }

    [Fact]
    public async Task An_organiser_assigns_to_the_whole_town_and_follows_it_branch_by_branch()
    {
        using var town = site.As("town", "en");
        (await town.ReadAsync("/assign/new")).Says("庵埠镇");
        (await town.ReadAsync("/branch")).Says("Units below");

        var given = await TestSite.PostAsync(town, "/assign/new", "/assign", [.. Fields().Where(f => f.Name != "Form.Unit"), ("Form.Unit", "chaoan/anbu")]);

        var page = await town.ReadAsync(given.Headers.Location!.ToString());
        page.Says("they can see it now");
        page.Says("Quiz");
    }

    private static async Task NoticeIsReadAsync(HttpClient member)
    {
        var home = await member.ReadAsync("/");
        home.Says("支部提醒您：《轮训平台使用指南》的测验还没有完成，截止日是2026年4月30日。");
        var start = home.IndexOf("/notices/", StringComparison.Ordinal);
        var action = home[start..home.IndexOf('"', start)];
        member.DefaultRequestHeaders.Add("HX-Request", "true");
        var fragment = await (await TestSite.PostAsync(member, "/", action)).ReadAsync();
        Assert.StartsWith("<div id=\"notices\">", fragment.TrimStart(), StringComparison.Ordinal);
        fragment.DoesNotSay("支部提醒您");
        (await member.ReadAsync("/")).DoesNotSay("支部提醒您");
    }

    private static (string Name, string Value)[] Fields(string due = "2026-04-30", string course = "site-guide") =>
        [("Form.Unit", DemoPeople.HomeBranch), ("Form.Course", course), ("Form.Kind", "Quiz"), ("Form.DueOn", due)];

    private async Task ExcuseAsync(Guid member)
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var now = site.Clock.GetUtcNow().UtcDateTime;
        db.Exemptions.Add(new Exemption(RowId.At(now), new MemberId(member), ExemptionKind.Exempt, "illness", new(2026, 3, 1), null, now, null));
        await db.SaveChangesAsync(Ct);
    }

    private async Task<(string Id, string Name)> StrangerAsync()
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var stranger = await db.Memberships.Where(m => m.BranchPath == "chaoan/longhu/b01")
            .Join(db.Members, m => m.MemberId, m => m.MemberId, (_, m) => m).OrderBy(m => m.Number).FirstAsync(Ct);
        return (stranger.MemberId.ToString(), stranger.Number);
    }
}
