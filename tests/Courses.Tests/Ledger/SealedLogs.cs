using Learning.Courses.Ledger;
using Learning.Courses.Storage;

namespace Learning.Courses.Tests.Ledger;

/// <summary>One sealed log per database for a whole class of tests; each test tampers with it in a transaction that is taken back.</summary>
public sealed class SealedLogs : IAsyncLifetime
{
    /// <summary>Enough for two full tiles and a begun one; the log has three checkpoints.</summary>
    public const int Size = 600;
    public const int FirstCheckpoint = TestLog.RosterEntries;
    public const int SecondCheckpoint = 300;

    private readonly Dictionary<DatabaseProvider, TestLog> logs = [];

    internal TestLog this[DatabaseProvider provider] => logs[provider];

    /// <summary>A checkpoint that somebody outside has kept.</summary>
    public Dictionary<DatabaseProvider, string> SecondNotes { get; } = [];

    public async ValueTask InitializeAsync()
    {
        foreach (var row in School.Providers)
        {
            var log = logs[row.Data] = await TestLog.OpenAsync(row.Data);
            await log.SealAsync();
            await log.LearnAsync(SecondCheckpoint - FirstCheckpoint);
            await log.SealAsync();
            await using var db = log.School.NewDb();
            SecondNotes[row.Data] = (await new PublishedLog(db).LastCheckpointAsync(TestContext.Current.CancellationToken))!.Note;
            await log.LearnAsync(Size - SecondCheckpoint);
            await log.SealAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var log in logs.Values)
        {
            await log.DisposeAsync();
        }
    }

    internal async Task<LedgerVerdict> AfterAsync(DatabaseProvider provider, Func<CoursesDb, Task> tamper, string? against = null)
    {
        await using var db = this[provider].School.NewDb();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await tamper(db);
        var outcome = await new CheckLedger(db, this[provider].Keys).RunAsync(against, null, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }
}
