using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Learning.Courses.Tests.Ledger;

/// <summary>A school with a log: a small district, a member who learns, and a key in a folder of its own.</summary>
internal sealed class TestLog : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-");
    private int lessons;

    private TestLog(School school, Roster roster, MemberId member)
    {
        (School, Roster, Member) = (school, roster, member);
        Keys = new LedgerKeyFile(new LedgerSettings(folder.FullName));
    }

    public string Folder => folder.FullName;
    public School School { get; }
    public Roster Roster { get; }
    public MemberId Member { get; }
    public LedgerKeyFile Keys { get; }

    /// <summary>What the roster of the test leaves in the ledger: seven units, a member and a membership.</summary>
    public const int RosterEntries = 9;

    public static async Task<TestLog> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var school = await School.OpenAsync(provider);
        var roster = await Roster.CreateAsync(school);
        return new TestLog(school, roster, await roster.MemberAsync("d/t1/b1"));
    }

    /// <summary>The member finishes lessons, a second apart so that their order is known.</summary>
    public async Task LearnAsync(int count)
    {
        await using var db = School.NewDb();
        for (var i = 0; i < count; i++)
        {
            School.Clock.Advance(TimeSpan.FromSeconds(1));
            var now = School.Calendar.UtcNow();
            db.LessonCredits.Add(new LessonCredit(RowId.At(now), Member, $"course/lesson-{lessons++:0000}", new string('a', 64), now));
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public async Task<long> SealAsync(params IInterceptor[] interceptors)
    {
        await using var db = School.NewDb(Viewer.System, interceptors);
        return await new SealLedger(db, School.Calendar, Keys).RunAsync(TestContext.Current.CancellationToken);
    }

    public async Task<LedgerVerdict> CheckAsync(string? against = null)
    {
        var outcome = await CheckOutcomeAsync(against);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    public async Task<Outcome<LedgerVerdict>> CheckOutcomeAsync(string? against = null)
    {
        await using var db = School.NewDb();
        return await new CheckLedger(db, Keys).RunAsync(against, null, TestContext.Current.CancellationToken);
    }

    public async Task AssertSoundAsync(long entries)
    {
        var verdict = await CheckAsync();
        Assert.Null(verdict.Fault);
        Assert.Equal((entries, 0), (verdict.Entries, verdict.Pending));
    }

    public async Task<string> ProofAsync(Guid id)
    {
        await using var db = School.NewDb();
        return (await new ProveEvidence(db).RunAsync(id, TestContext.Current.CancellationToken)).Value!.Proof.ToString();
    }

    public VerifierKey Key => Keys.FindPublic()!;

    public async ValueTask DisposeAsync()
    {
        await School.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
