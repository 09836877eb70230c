using System.Net;
using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Assign;

public sealed class BranchPagesTests : IAsyncLifetime
{
    private readonly TestSite site = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_branch_receives_a_member_and_answers_for_the_member_from_then_on()
    {
        using var secretary = site.As("secretary");
        var (transfer, member, number) = await PendingAsync();
        var page = await secretary.ReadAsync("/branch");
        page.Says("对方接收之前，仍由转出支部负责");
        Assert.Equal(HttpStatusCode.NotFound, (await secretary.GetAsync($"/branch/members/{member}", Ct)).StatusCode);

        var received = await TestSite.PostAsync(secretary, "/branch", $"/branch/transfers/{transfer}/receive");

        Assert.Equal($"/branch/members/{member}", received.Headers.Location!.ToString());
        (await secretary.ReadAsync($"/branch/members/{member}")).Says("已接收，从今天起由本支部负责。");
        (await secretary.ReadAsync($"/branch?q={number}")).Says(number);
        var again = await TestSite.PostAsync(secretary, "/branch", $"/branch/transfers/{transfer}/receive");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task A_visit_is_recorded_without_a_photo_and_not_for_tomorrow()
    {
        using var secretary = site.As("secretary");
        var page = $"/branch/members/{await site.MemberOfAsync("member")}";
        (await secretary.ReadAsync(page)).Says("不需要照片或签名");

        var tomorrow = await (await TestSite.PostAsync(secretary, page, page + "/visits", ("Visit.VisitedOn", "2026-03-03"), ("Visit.Studied", "读报"))).ReadAsync();
        tomorrow.Says("日期不能晚于今天。");
        for (var click = 0; click < 2; click++)
        {
            await TestSite.PostAsync(secretary, page, page + "/visits", ("Visit.VisitedOn", "2026-03-01"), ("Visit.Studied", "读报"));
        }

        var after = await secretary.ReadAsync(page);
        after.Says("送学上门已记录。");
        after.Says("2026年3月1日</time>");
        await using var scope = site.NewScope();
        var member = new MemberId(await site.MemberOfAsync("member"));
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<CoursesDb>().HomeVisits.CountAsync(v => v.MemberId == member, Ct));
    }

    [Fact]
    public async Task An_organiser_approves_an_exemption_and_the_list_shows_it()
    {
        using var town = site.As("town", "en");
        using var secretary = site.As("secretary");
        var page = $"/branch/members/{await site.MemberOfAsync("member")}";
        (await secretary.ReadAsync(page)).DoesNotSay("批准免训或缓训");
        (string, string)[] form = [("Exemption.Kind", "Deferred"), ("Exemption.Reason", "posting"), ("Exemption.From", "2026-03-02")];

        (await (await TestSite.PostAsync(town, page, page + "/exemptions", form)).ReadAsync()).Says("A deferral needs a last day.");
        await TestSite.PostAsync(town, page, page + "/exemptions", [.. form, ("Exemption.To", "2026-05-31")]);

        (await town.ReadAsync(page)).Says("Approved and recorded.");
        (await secretary.ReadAsync("/branch?show=excused")).Says("缓训");
        Assert.Equal(HttpStatusCode.Forbidden, (await TestSite.PostAsync(secretary, page, page + "/exemptions", form)).StatusCode);
    }

    [Fact]
    public async Task A_secretary_gives_more_time_once_whatever_is_clicked_twice()
    {
        using var secretary = site.As("secretary", "en");
        var page = $"/branch/members/{await site.MemberOfAsync("member")}";
        var form = await secretary.ReadAsync(page);
        (string, string)[] fields = [("Allowance.Id", form.ValueOf("Allowance.Id")), ("Allowance.Course", "party-history"), ("Allowance.Reason", "eyesight"), ("Allowance.Attempts", "1")];

        (await (await TestSite.PostAsync(secretary, page, page + "/allowances", [.. fields, ("Allowance.Minutes", "999")])).ReadAsync()).Says("At most 300 minutes");
        for (var click = 0; click < 2; click++)
        {
            await TestSite.PostAsync(secretary, page, page + "/allowances", [.. fields, ("Allowance.Minutes", "15")]);
        }

        var after = await secretary.ReadAsync(page);
        after.Says("Allowed and recorded.");
        after.Says("Minutes +15, attempts +1 · Eyesight");
        using var member = site.As("member", "en");
        (await member.ReadAsync("/quiz/party-history")).Says("45 minutes");
    }

    [Fact]
    public async Task A_transfer_is_sent_and_waits()
    {
        using var secretary = site.As("secretary");
        var page = $"/branch/members/{await site.MemberOfAsync("member")}";

        (await (await TestSite.PostAsync(secretary, page, page + "/transfers")).ReadAsync()).Says("aria-invalid=\"true\"");
        await TestSite.PostAsync(secretary, page, page + "/transfers", ("Transfer.ToPath", "chaoan/longhu/b01"));

        (await secretary.ReadAsync(page)).Says("正在转往");
        (await secretary.ReadAsync("/branch")).Says("等待对方接收");
    }

    [Fact]
    public async Task A_filter_without_a_match_offers_the_way_back()
    {
        using var secretary = site.As("secretary", "en");

        (await secretary.ReadAsync("/branch?q=nobody-of-this-name")).Says("No member fits");
        (await secretary.ReadAsync("/branch?show=nonsense")).Says("Members");
    }

    private async Task<(Guid Transfer, Guid Member, string Number)> PendingAsync()
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var pending = await db.Transfers.Where(t => t.ToPath == DemoPeople.HomeBranch)
            .Join(db.Members, t => t.MemberId, m => m.MemberId, (t, m) => new { t.Id, m.MemberId, m.Number })
            .FirstAsync(Ct);
        return (pending.Id, pending.MemberId.Value, pending.Number);
    }
}
