using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Assign;

/// <summary>Visits, days at home and pairs kept apart, on the real pages without script. Has a site of its own, because it counts.</summary>
public sealed partial class VisitPagesTests : IAsyncLifetime
{
    private readonly TestSite site = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_visit_is_recorded_confirmed_by_the_visited_member_and_shown_with_its_class()
    {
        using var secretary = site.As("secretary");
        using var member = site.As("member");
        using var stranger = site.As("author");
        var id = await site.MemberOfAsync("member");
        var page = $"/branch/members/{id}";
        var answer = await TestSite.PostAsync(secretary, page, page + "/visits", ("Visit.VisitedOn", "2026-03-01"), ("Visit.Studied", ""));
        (await answer.ReadAsync()).Says("请填写");
        await TestSite.PostAsync(secretary, page, page + "/visits", ("Visit.VisitedOn", "2026-03-01"), ("Visit.Studied", "读《条例》"));

        var seen = await secretary.ReadAsync(page);
        seen.Says("读《条例》");
        seen.Says("一人所说，待第二人确认");
        seen.DoesNotSay("确认属实");
        (await member.ReadAsync("/")).Says("有 1 次送学上门等您确认。");
        (await stranger.ReadAsync("/")).DoesNotSay("送学上门等您确认");
        var asked = await member.ReadAsync("/visits");
        asked.Says("送学到您家");
        var confirm = Confirm().Match(asked).Value;

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await TestSite.PostAsync(stranger, "/visits", confirm)).StatusCode);
        await TestSite.PostAsync(secretary, "/visits", confirm);
        (await secretary.ReadAsync("/visits")).Says("自己记录的送学须由另一人确认");
        await TestSite.PostAsync(member, "/visits", confirm);

        var mine = await member.ReadAsync("/visits");
        mine.Says("已确认，两人证实。");
        mine.Says("证据乙级");
        await using (var scope = site.NewScope())
        {
            await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(Ct);
        }

        (await member.ReadAsync("/record/file")).Says("读《条例》");
        (await member.ReadAsync($"/evidence/{confirm.Split('/')[2]}")).Says("证据乙级");
        (await secretary.ReadAsync(page)).Says("两人证实");
    }

    [Fact]
    public async Task The_organiser_confirms_on_the_page_of_the_member_and_the_secretary_takes_back()
    {
        using var secretary = site.As("secretary", "en");
        using var town = site.As("town", "en");
        var page = $"/branch/members/{await site.MemberOfAsync("reviewer")}";
        await TestSite.PostAsync(secretary, page, page + "/visits", ("Visit.VisitedOn", "2026-02-28"), ("Visit.Studied", "News"));

        var confirm = ConfirmOfMember().Match(await town.ReadAsync(page)).Value;
        await TestSite.PostAsync(town, page, confirm);
        (await town.ReadAsync(page)).Says("Confirmed: two people say so now.");
        await TestSite.PostAsync(secretary, page, confirm.Replace("/confirm", "/withdraw", StringComparison.Ordinal));

        var after = await secretary.ReadAsync(page);
        after.Says("The visit has been taken back.");
        after.Says("recorded by mistake and taken back");
    }

    [Fact]
    public async Task A_floating_member_says_when_they_are_at_home_and_the_plan_counts_them()
    {
        using var member = site.As("member");
        using var town = site.As("town");
        (await member.ReadAsync("/home-days")).Says("没有登记为流动党员");
        await FloatAsync();
        await TestSite.PostAsync(member, "/home-days", "/home-days", ("From", "2026-04-03"), ("To", "2026-04-06"));
        (await member.ReadAsync("/home-days")).Says("返乡时间已保存");

        var page = $"/branch/members/{await site.MemberOfAsync("member")}";
        var seen = await town.ReadAsync(page);
        seen.Says("2026年4月3日");
        await TestSite.PostAsync(town, page, page + "/home-days", ("From", "2026-04-05"), ("To", "2026-04-08"));
        (await town.ReadAsync(page)).Says("请先撤回那一段");
        await TestSite.PostAsync(town, page, page + "/home-days", ("From", ""), ("To", "2026-04-08"));
        (await town.ReadAsync(page)).Says("请填写到家和离家两个日期");
        await TestSite.PostAsync(town, page, Withdraw().Match(seen).Value);
        (await member.ReadAsync("/home-days")).Says("还没有说明返乡时间");
    }

    [Fact]
    public async Task An_organiser_keeps_two_apart_and_a_secretary_does_not_come_there()
    {
        using var town = site.As("town");
        using var secretary = site.As("secretary");
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var numbers = db.Memberships.Where(m => m.BranchPath == DemoPeople.HomeBranch).Join(db.Members, m => m.MemberId, m => m.MemberId, (_, m) => m.Number).OrderBy(n => n).Take(2).ToList();
        var id = Guid.CreateVersion7(site.Clock.GetUtcNow()).ToString();

        (await (await TestSite.PostAsync(town, "/training/apart", "/training/apart", ("Form.Id", id), ("Form.One", numbers[0]), ("Form.Other", "X1"), ("Form.Reason", "旧怨"))).ReadAsync())
            .Says("您负责的单位里没有编号 X1 的党员");
        for (var click = 0; click < 2; click++)
        {
            await TestSite.PostAsync(town, "/training/apart", "/training/apart", ("Form.Id", id), ("Form.One", numbers[0]), ("Form.Other", numbers[1]), ("Form.Reason", "旧怨"));
        }

        var page = await town.ReadAsync("/training/apart");
        Assert.Equal(1, page.Split("旧怨").Length - 1);
        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await secretary.GetAsync("/training/apart", Ct)).StatusCode);
        await TestSite.PostAsync(town, "/training/apart", $"/training/apart/{id}/end");
        (await town.ReadAsync("/training/apart")).DoesNotSay("旧怨");
    }

    private async Task FloatAsync()
    {
        var member = new MemberId(await site.MemberOfAsync("member"));
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var now = site.Clock.GetUtcNow().UtcDateTime;
        db.Circumstances.Add(new MemberCircumstance(RowId.At(now), member, MemberCircumstanceKind.Floating, new(2025, 6, 1), null, now, null));
        await db.SaveChangesAsync(Ct);
    }

    [GeneratedRegex("/visits/[0-9a-f-]{36}/confirm")]
    private static partial Regex Confirm();

    [GeneratedRegex("/branch/members/[0-9a-f-]{36}/visits/[0-9a-f-]{36}/confirm")]
    private static partial Regex ConfirmOfMember();

    [GeneratedRegex("/branch/members/[0-9a-f-]{36}/home-days/[0-9a-f-]{36}/withdraw")]
    private static partial Regex Withdraw();
}
