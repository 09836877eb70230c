using System.Net;
using Learning.Courses;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Storage;
using Learning.Web.Verbs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Learning.Web.Tests.Ledger;

/// <summary>What needs a ledger in which nobody else writes: a site of its own, with its jobs stopped, and the verbs as an operator types them.</summary>
public sealed class QuietLedgerTests : IAsyncLifetime
{
    private readonly TestSite site = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lunxun-verbs-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.InitializeAsync();
        await (await site.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Ct)).Standby(Ct);
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_ledger_of_the_demo_is_sound_until_somebody_changes_a_byte()
    {
        Assert.Equal(CommandLine.Success, await RunAsync("ledger", "check"));
        var checkpoint = await WriteAsync("checkpoint", (await new PublishedLog(Db()).LastCheckpointAsync(Ct))!.Note);
        Assert.Equal(CommandLine.Success, await RunAsync("ledger", "check", "--against", checkpoint));

        await using var db = Db();
        var entry = await db.Evidence.AsNoTracking().SingleAsync(e => e.Index == 100, Ct);
        entry.Body[20] ^= 1;
        await db.Evidence.Where(e => e.Index == 100).ExecuteUpdateAsync(e => e.SetProperty(x => x.Body, entry.Body), Ct);
        Assert.Equal(CommandLine.AnswerIsNo, await RunAsync("ledger", "check"));
    }

    [Fact]
    public async Task The_key_is_changed_and_everything_signed_before_stays_verifiable()
    {
        await using var db = Db();
        var id = await db.Evidence.Where(e => e.Index == 7).Select(e => e.Id).SingleAsync(Ct);
        var (former, old) = (Key(), await WriteAsync("old.tlog-proof", (await new ProveEvidence(db).RunAsync(id, Ct)).Value!.Proof.ToString()));

        Assert.Equal(CommandLine.Success, await RunAsync("ledger", "rotate-key"));

        Assert.NotEqual(former, Key());
        Assert.Equal(CommandLine.Success, await RunAsync("ledger", "check"));
        Assert.Equal(CommandLine.Success, await RunAsync("verify", old));
        Assert.Equal(CommandLine.Success, await RunAsync("verify", old, "--key", former));
        Assert.Equal(CommandLine.AnswerIsNo, await RunAsync("verify", old, "--key", Key()));
        Assert.Equal(CommandLine.Success, await RunAsync("verify", old, "--key", Key(), "--key", former));
        var young = await WriteAsync("young.tlog-proof", (await new ProveEvidence(Db()).RunAsync(id, Ct)).Value!.Proof.ToString());
        Assert.Equal(CommandLine.Success, await RunAsync("verify", young, "--key", former));
        Assert.Equal(CommandLine.Success, await RunAsync("verify", young, "--key", Key()));

        using var admin = site.As("admin");
        var page = WebUtility.HtmlDecode(await admin.GetStringAsync("/admin/ledger", Ct));
        Assert.Contains(Key(), page, StringComparison.Ordinal);
        Assert.Contains(former, page, StringComparison.Ordinal);
        Assert.Contains("以前的密钥，仍一起签名", page, StringComparison.Ordinal);
        using var visitor = site.As(null, "en");
        var verify = WebUtility.HtmlDecode(await visitor.GetStringAsync("/verify", Ct));
        Assert.Contains($"data-keys=\"{Key()} {former}\"", verify, StringComparison.Ordinal);
        Assert.Contains("Former public keys", verify, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_and_an_archive_are_verified_offline()
    {
        await using var db = Db();
        var id = await db.Evidence.Where(e => e.Index == 7).Select(e => e.Id).SingleAsync(Ct);
        var text = (await new ProveEvidence(db).RunAsync(id, Ct)).Value!.Proof.ToString();
        var proof = await WriteAsync("good.tlog-proof", text);
        Assert.Equal(CommandLine.Success, await RunAsync("verify", proof));
        Assert.Equal(CommandLine.Success, await CommandLine.RunAsync(["verify", proof, "--key", Key(), $"--Data:Path={folder.FullName}/elsewhere"]));
        Assert.Equal(CommandLine.AnswerIsNo, await RunAsync("verify", await WriteAsync("bad.tlog-proof", text.Replace("index 7", "index 8", StringComparison.Ordinal))));
        Assert.Equal(CommandLine.AnswerIsNo, await RunAsync("verify", await WriteAsync("picture.png", "no proof")));

        var archive = Path.Combine(folder.FullName, "all.ledger");
        Assert.Equal(CommandLine.Success, await RunAsync("ledger", "export", archive));
        Assert.Equal(CommandLine.Success, await RunAsync("verify", archive));
        Assert.Equal(CommandLine.Success, await RunAsync("ledger", "check", "--against", archive));
        var lines = (await File.ReadAllLinesAsync(archive, Ct)).ToList();
        lines.RemoveAt(50);
        Assert.Equal(CommandLine.AnswerIsNo, await RunAsync("verify", await WriteAsync("cut.ledger", string.Join('\n', lines) + "\n")));
    }

    [Fact]
    public async Task An_entry_that_waits_to_be_sealed_says_so_and_has_no_proof()
    {
        await using var db = Db();
        var member = new MemberId(await site.MemberOfAsync("member"));
        var now = site.Services.GetRequiredService<SchoolCalendar>().UtcNow();
        var credit = new LessonCredit(RowId.At(now), member, "course/pending", new string('0', 64), now);
        db.LessonCredits.Add(credit);
        await db.SaveChangesAsync(Ct);

        using var owner = site.As("member", "en");
        Assert.Contains("not signed yet", await owner.GetStringAsync($"/evidence/{credit.Id}", Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"/evidence/{credit.Id}/proof", Ct)).StatusCode);
    }

    [Fact]
    public async Task What_could_not_be_run_is_told_from_a_no()
    {
        Assert.Equal(CommandLine.CouldNotRun, await RunAsync("verify", Path.Combine(folder.FullName, "not-there")));
        Assert.Equal(CommandLine.CouldNotRun, await RunAsync("verify", await WriteAsync("some", "text"), "--key", "nonsense"));
        Assert.Equal(CommandLine.CouldNotRun, await RunAsync("ledger", "check", "--against", await WriteAsync("some", "text")));
        Assert.Equal(CommandLine.CouldNotRun, await CommandLine.RunAsync(["verify"]));
        Assert.Equal(CommandLine.Success, await RunAsync("verify", "--help"));
    }

    private string DataPath => site.Services.GetRequiredService<Hosting.SiteSettings>().DataPath;

    private CoursesDb Db() => site.NewScope().ServiceProvider.GetRequiredService<CoursesDb>();

    private string Key() => site.Services.GetRequiredService<LedgerKeyFile>().FindPublic()!.ToString();

    private Task<int> RunAsync(params string[] args) => CommandLine.RunAsync([.. args, $"--Data:Path={DataPath}"]);

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(path, text, Ct);
        return path;
    }
}
