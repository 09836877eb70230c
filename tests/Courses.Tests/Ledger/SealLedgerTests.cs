using Learning.Courses.Ledger;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Ledger;

public sealed class SealLedgerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Pending_entries_get_their_places_in_the_order_of_their_time(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.LearnAsync(5);

        Assert.Equal(TestLog.RosterEntries + 5, await log.SealAsync());

        await using var db = log.School.NewDb();
        var entries = await db.Evidence.OrderBy(e => e.Index).ToListAsync(Ct);
        Assert.Equal(Enumerable.Range(0, TestLog.RosterEntries + 5).Select(i => (long?)i), entries.Select(e => e.Index));
        Assert.Equal(entries.Select(e => e.At).Order(), entries.Select(e => e.At));
        await log.AssertSoundAsync(TestLog.RosterEntries + 5);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Sealing_when_nothing_is_pending_changes_nothing(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.SealAsync();

        Assert.Equal(0, await log.SealAsync());

        await using var db = log.School.NewDb();
        Assert.Equal(1, await db.LedgerCheckpoints.CountAsync(Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_log_grows_over_tile_borders_and_each_checkpoint_continues_the_last(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        foreach (var count in new[] { 1, 200, 46, 1, 300, 7 })
        {
            await log.LearnAsync(count);
            await log.SealAsync();
        }

        await using var db = log.School.NewDb();
        var checkpoints = await db.LedgerCheckpoints.OrderBy(c => c.Size).ToListAsync(Ct);
        Assert.Equal([10L, 210, 256, 257, 557, 564], checkpoints.Select(c => c.Size));
        foreach (var (older, newer) in checkpoints.Zip(checkpoints.Skip(1)))
        {
            var path = await new PublishedLog(db).Tree(newer.Size).ConsistencyProofAsync(older.Size, Ct);
            Assert.True(MerkleProof.IsConsistent(older.Size, older.RootHash, newer.Size, newer.RootHash, path));
        }

        await log.AssertSoundAsync(564);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_runs_at_once_seal_every_entry_once(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.LearnAsync(300);

        var counts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => log.SealAsync(), Ct)));

        Assert.Equal(TestLog.RosterEntries + 300, counts.Sum());
        Assert.Single(counts, c => c > 0);
        await log.AssertSoundAsync(TestLog.RosterEntries + 300);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_run_that_is_overtaken_does_nothing(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.LearnAsync(3);

        // SQLite lets nobody in once a run has begun, PostgreSQL does: the rival comes as late as it can.
        var rival = new Rival(provider == DatabaseProvider.Postgres ? Moment.BeforePlaces : Moment.BeforeTransaction, () => log.SealAsync());

        Assert.Equal(0, await log.SealAsync(rival));
        Assert.Equal(TestLog.RosterEntries + 3, rival.Sealed);
        await log.AssertSoundAsync(TestLog.RosterEntries + 3);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_tree_that_does_not_continue_the_last_checkpoint_is_not_signed(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.SealAsync();
        await log.LearnAsync(1);
        await using var db = log.School.NewDb();
        var tile = await db.LedgerTiles.SingleAsync(Ct);
        var hashes = tile.Hashes.ToArray();
        hashes[40] ^= 1;
        await db.LedgerTiles.ExecuteUpdateAsync(t => t.SetProperty(x => x.Hashes, hashes), Ct);

        await Assert.ThrowsAsync<LedgerBrokenException>(() => log.SealAsync());
        Assert.Equal(1, await db.LedgerCheckpoints.CountAsync(Ct));
        Assert.Equal(1, await db.Evidence.CountAsync(e => e.Index == null, Ct));
    }

    [Fact]
    public async Task A_log_whose_key_is_gone_is_not_continued_under_another()
    {
        await using var log = await TestLog.OpenAsync();
        await log.SealAsync();
        await log.LearnAsync(1);
        await using var db = log.School.NewDb();
        var folder = Directory.CreateTempSubdirectory("ledger-other-");
        try
        {
            var otherKeys = new LedgerKeyFile(new LedgerSettings(folder.FullName));
            var seal = new SealLedger(db, log.School.Calendar, otherKeys);
            await Assert.ThrowsAsync<LedgerBrokenException>(() => seal.RunAsync(Ct));
            Assert.Null(otherKeys.Find());

            otherKeys.FindOrCreate().Dispose();
            await Assert.ThrowsAsync<LedgerBrokenException>(() => seal.RunAsync(Ct));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Every write of a run, failing in both ways; whatever happened, the log is sound and the next run goes on.</summary>
    [Theory, MemberData(nameof(Faults))]
    public async Task A_write_that_fails_leaves_a_sound_log(DatabaseProvider provider, Moment moment, bool stored)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.SealAsync();
        await log.LearnAsync(300);

        var fault = new Fault(moment, stored);
        var error = await Record.ExceptionAsync(() => log.SealAsync(fault));

        Assert.True(fault.Happened);
        var (committed, all) = (moment == Moment.Commit && stored, TestLog.RosterEntries + 300);
        Assert.Equal(committed, error is null);
        var verdict = await log.CheckAsync();
        Assert.Null(verdict.Fault);
        Assert.Equal(committed ? all : TestLog.RosterEntries, verdict.Entries);

        await log.SealAsync();
        await log.AssertSoundAsync(all);
    }

    public static TheoryData<DatabaseProvider, Moment, bool> Faults()
    {
        var faults = new TheoryData<DatabaseProvider, Moment, bool>();
        foreach (var row in School.Providers)
        {
            foreach (var moment in new[] { Moment.Places, Moment.TilesAndCheckpoint, Moment.Commit })
            {
                faults.Add(row.Data, moment, false);
                faults.Add(row.Data, moment, true);
            }
        }

        return faults;
    }
}
