using System.Net;
using Learning.Courses;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Recounts;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Learning.Web.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Learning.Web.Tests.Admin;

/// <summary>The alarm over stored numbers, on a site of its own: its tests damage rows behind the back of the program.</summary>
public sealed class RecountPagesTests : IAsyncLifetime
{
    private readonly TestSite site = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.InitializeAsync();
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(Ct);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_year_of_the_demo_lived_by_the_use_cases_gives_no_difference()
    {
        var outcome = await RecountAsync();

        Assert.Empty(outcome.Failures);
        Assert.Empty(outcome.Found.Select(d => $"{d.Kind}: {d.Stored} | {d.Counted}"));
        Assert.True(outcome.Run.Numbers > 100);
        Assert.Contains("都与原始记录一致", await ReadAsync("admin", "/admin/recount"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_is_named_to_those_who_answer_for_the_site_in_both_languages()
    {
        var (name, number) = await DamageAsync();
        await RecountAsync();

        foreach (var account in new[] { "admin", "district" })
        {
            var page = await ReadAsync(account, "/admin/recount");
            Assert.Contains("有 1 个存着的数字与原始记录对不上", page, StringComparison.Ordinal);
            Assert.Contains("作答的步数", page, StringComparison.Ordinal);
            Assert.Contains(name, page, StringComparison.Ordinal);
            Assert.Contains(number, page, StringComparison.Ordinal);
            Assert.Contains("400", page, StringComparison.Ordinal);
            Assert.Equal(account == "admin", page.Contains("现在复算", StringComparison.Ordinal));
            Assert.Contains("href=\"/admin/recount\"", await ReadAsync(account, "/"), StringComparison.Ordinal);
        }

        Assert.Contains("do not agree with the records they follow from: 1.", await ReadAsync("admin", "/admin/recount", "en"), StringComparison.Ordinal);
        Assert.DoesNotContain("/admin/recount", await ReadAsync("secretary", "/"), StringComparison.Ordinal);

        // Put right, it is gone from the alarm and stays on record.
        await using (var db = Db())
        {
            await db.Attempts.Where(a => a.StepCount == 400).ExecuteUpdateAsync(a => a.SetProperty(x => x.StepCount, 0), Ct);
        }

        Assert.Equal(1, (await RecountAsync()).Settled);
        Assert.DoesNotContain("/admin/recount", await ReadAsync("admin", "/"), StringComparison.Ordinal);
        Assert.Contains("存着的是 400", await ReadAsync("admin", "/admin/recount"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_button_counts_again_and_the_meter_shows_what_was_found()
    {
        await DamageAsync();
        var scheduler = await site.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Ct);
        var done = new Finished();
        scheduler.ListenerManager.AddJobListener(done);

        using var admin = site.As("admin");
        var answer = await TestSite.PostAsync(admin, "/admin/recount", "/admin/recount");
        Assert.Equal((HttpStatusCode.Redirect, "/admin/recount"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        await done.Run;

        Assert.Contains("有 1 个存着的数字", await ReadAsync("admin", "/admin/recount"), StringComparison.Ordinal);
        var metrics = await site.Server.SendAsync(
            c =>
            {
                c.Request.Path = "/metrics";
                c.Request.Host = new HostString("localhost");
                c.Connection.RemoteIpAddress = IPAddress.Loopback;
            },
            Ct);
        using var reader = new StreamReader(metrics.Response.Body);
        Assert.Matches("lunxun_recount_differences[^\n]* 1", await reader.ReadToEndAsync(Ct));
    }

    private CoursesDb Db() => site.NewScope().ServiceProvider.GetRequiredService<CoursesDb>();

    private async Task<RecountOutcome> RecountAsync()
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<RecountNumbers>().RunAsync(Ct);
    }

    /// <summary>One number of one member, changed outside the program.</summary>
    private async Task<(string Name, string Number)> DamageAsync()
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var (sitter, now) = (new MemberId(await site.MemberOfAsync("member")), scope.ServiceProvider.GetRequiredService<SchoolCalendar>().UtcNow());
        var attempt = new Attempt(RowId.At(now), sitter, "site-guide", new string('a', 64), 1, 60, 1, now, now.AddDays(9), []);
        db.Attempts.Add(attempt);
        await db.SaveChangesAsync(Ct);
        await db.Attempts.Where(a => a.Id == attempt.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.StepCount, 400), Ct);
        var member = await db.Members.SingleAsync(m => m.MemberId == attempt.MemberId, Ct);
        return (member.Name, member.Number);
    }

    private async Task<string> ReadAsync(string account, string path, string language = "zh-CN")
    {
        using var browser = site.As(account, language);
        return WebUtility.HtmlDecode(await browser.GetStringAsync(path, Ct));
    }

    private sealed class Finished : IJobListener
    {
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => nameof(Finished);

        public Task Run => done.Task;

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            if (context.MergedJobDataMap.ContainsKey(RecountJob.AskedFor))
            {
                done.TrySetResult();
            }

            return default;
        }
    }
}
