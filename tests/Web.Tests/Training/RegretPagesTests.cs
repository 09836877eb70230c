using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Training;

/// <summary>"I cannot come" on the real pages, without script: said, withdrawn, declined, accepted. Changes much, and so has a site of its own.</summary>
public sealed partial class RegretPagesTests : IAsyncLifetime
{
    private readonly TestSite site = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_member_says_so_the_secretary_answers_and_the_member_sees_what_became_of_it()
    {
        using var member = site.As("member");
        using var secretary = site.As("secretary");
        var page = $"/classes/{await CreateAsync()}";
        Assert.Contains("我不能参加", await ReadAsync(member, page), StringComparison.Ordinal);

        Assert.Contains("请选一个原因", await ReadAsync(await TestSite.PostAsync(member, page, $"{page}/regret", ("Regret.Words", "出差"))), StringComparison.Ordinal);
        (string, string)[] form = [("Regret.Because", "Work"), ("Regret.Words", "出差到广州"), ("Regret.From", "2026-09-12"), ("Regret.To", "2026-09-14")];
        Assert.Equal(page, (await TestSite.PostAsync(member, page, $"{page}/regret", form)).Headers.Location!.ToString());
        var waiting = await ReadAsync(member, page);
        Assert.Contains("等支部答复", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Regret.Because\"", waiting, StringComparison.Ordinal);
        await TestSite.PostAsync(member, page, $"{page}/regret/withdraw");
        Assert.Contains("name=\"Regret.Because\"", await ReadAsync(member, page), StringComparison.Ordinal);

        await TestSite.PostAsync(member, page, $"{page}/regret", form);
        Assert.Contains("有 1 人说不能参加", await ReadAsync(secretary, "/training"), StringComparison.Ordinal);
        var list = await ReadAsync(secretary, "/training/regrets");
        Assert.Contains("出差到广州", list, StringComparison.Ordinal);
        Assert.Contains("9月12日至9月14日都不能来", list, StringComparison.Ordinal);
        var action = AnswerAction().Match(list).Value;
        await TestSite.PostAsync(secretary, "/training/regrets", action, ("accept", "false"));
        Assert.Contains("请写一句话", await ReadAsync(secretary, "/training/regrets"), StringComparison.Ordinal);
        await TestSite.PostAsync(secretary, "/training/regrets", action, ("accept", "true"));
        Assert.Contains("已同意，改到第", await ReadAsync(secretary, "/training/regrets"), StringComparison.Ordinal);

        Assert.Contains("同意您不参加这一期", await ReadAsync(member, page), StringComparison.Ordinal);
        Assert.Contains("已请假", await ReadAsync(member, "/classes"), StringComparison.Ordinal);
        Assert.Contains("同意您不参加《秋季轮训》", await ReadAsync(member, "/"), StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", await ReadAsync(member, $"{page}/calendar"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secretary_of_another_town_sees_and_answers_nothing()
    {
        using var member = site.As("member");
        var page = $"/classes/{await CreateAsync()}";
        await TestSite.PostAsync(member, page, $"{page}/regret", ("Regret.Because", "Family"));
        using var secretary = site.As("secretary");
        var action = AnswerAction().Match(await ReadAsync(secretary, "/training/regrets")).Value;
        await using (var scope = site.NewScope())
        {
            // The secretary's post moves to a branch of another town; the page is asked again with it.
            var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
            var self = new MemberId(await site.MemberOfAsync("secretary"));
            var elsewhere = await db.Units.Where(u => u.Path == "chaoan/longhu/b01").Select(u => new { u.UnitId, u.Path }).SingleAsync(Ct);
            await db.Posts.Where(p => p.MemberId == self).ExecuteUpdateAsync(p => p.SetProperty(x => x.UnitId, elsewhere.UnitId).SetProperty(x => x.UnitPath, elsewhere.Path), Ct);
        }

        Assert.Contains("没有等您答复的", await ReadAsync(secretary, "/training/regrets"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await TestSite.PostAsync(secretary, "/classes", action, ("accept", "true"))).StatusCode);
    }

    /// <summary>Two classes of September; gives back the one with everybody in it.</summary>
    private async Task<Guid> CreateAsync()
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var hall = await db.Venues.Where(v => v.UnitPath == "chaoan/anbu").Select(v => v.Id).SingleAsync(Ct);
        var id = RowId.At(site.Clock.GetUtcNow().UtcDateTime);
        CandidateClass On(int day) => new(hall, new ClassDays(new(2026, 9, day), new(2026, 9, day)), 40);
        var outcome = await scope.ServiceProvider.GetRequiredService<CreateRotation>().RunAsync(
            new NewRotation(id, "秋季轮训", "chaoan/anbu", new(2026, 9, 1), new(2026, 9, 30), [On(1), On(8)]) { BranchShare = 100, KeepSpare = true }, Ct);
        Assert.Null(outcome.Refusal);
        return await db.Cohorts.Where(c => c.RotationId == id).OrderByDescending(c => c.Enrolments.Count).Select(c => c.Id).FirstAsync(Ct);
    }

    private static async Task<string> ReadAsync(HttpClient client, string path) => await ReadAsync(await client.GetAsync(path, Ct));

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }

    [GeneratedRegex("/training/regrets/[0-9a-f-]{36}")]
    private static partial Regex AnswerAction();
}
