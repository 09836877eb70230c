using CsCheck;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Ledger;

public sealed class CheckLedgerTests(SealedLogs logs) : IClassFixture<SealedLogs>
{
    private const string Lesson = "lesson.completed";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task An_untouched_ledger_is_sound(DatabaseProvider provider)
    {
        var verdict = await logs.AfterAsync(provider, _ => Task.CompletedTask, logs.SecondNotes[provider]);

        Assert.Equal(new LedgerVerdict(SealedLogs.Size, 3, 0, null), verdict);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Any_changed_byte_of_any_entry_is_found_and_named(DatabaseProvider provider) =>
        await Gen.Select(Gen.Int[0, SealedLogs.Size - 1], Gen.Int[0, 1_000_000], Gen.Byte[1, 255]).SampleAsync(async (index, place, mask) =>
        {
            var verdict = await logs.AfterAsync(provider, async db =>
            {
                var body = await db.Evidence.Where(e => e.Index == index).Select(e => e.Body).SingleAsync(Ct);
                body[place % body.Length] ^= mask;
                await db.Evidence.Where(e => e.Index == index).ExecuteUpdateAsync(e => e.SetProperty(x => x.Body, body), Ct);
            });
            AssertFault("Ledger.EntryChanged", index, verdict);
        }, iter: 12, threads: 1);

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_removed_entry_is_named_by_its_place_and_the_row_it_leaves_behind(DatabaseProvider provider) =>
        AssertFault("Ledger.EntryMissing", 410, Lesson, await logs.AfterAsync(provider, db => db.Evidence.Where(e => e.Index == 410).ExecuteDeleteAsync(Ct)));

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_removed_entry_is_found_also_when_the_rest_move_up(DatabaseProvider provider) =>
        AssertFault("Ledger.EntryChanged", 410, Lesson, await logs.AfterAsync(provider, async db =>
        {
            await db.Evidence.Where(e => e.Index == 410).ExecuteDeleteAsync(Ct);
            for (var i = 411; i < SealedLogs.Size; i++)
            {
                await MoveAsync(db, i, i - 1);
            }
        }));

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_swapped_entries_are_found_at_the_first_of_them(DatabaseProvider provider) =>
        AssertFault("Ledger.EntryChanged", 100, Lesson, await logs.AfterAsync(provider, async db =>
        {
            await MoveAsync(db, 100, SealedLogs.Size);
            await MoveAsync(db, 170, 100);
            await MoveAsync(db, SealedLogs.Size, 170);
        }));

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_cut_tail_is_found_at_the_first_entry_that_is_gone(DatabaseProvider provider)
    {
        AssertFault("Ledger.TailCut", 500, null, await logs.AfterAsync(provider, db => db.Evidence.Where(e => e.Index >= 500).ExecuteDeleteAsync(Ct)));
        AssertFault("Ledger.TailCut", SealedLogs.Size - 1, Lesson, await logs.AfterAsync(provider, db => db.Evidence.Where(e => e.Index == SealedLogs.Size - 1).ExecuteDeleteAsync(Ct)));
        AssertFault("Ledger.TailCut", 0, null, await logs.AfterAsync(provider, db => db.Evidence.ExecuteDeleteAsync(Ct)));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_tail_cut_together_with_its_checkpoint_leaves_tiles_that_know_more(DatabaseProvider provider) =>
        Assert.Equal("Ledger.TileOfLevelChanged", (await logs.AfterAsync(provider, async db =>
        {
            await CutEntriesAndCheckpointAsync(db);
            await CutFactsAsync(db);
        })).Fault?.Reason.Code);

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_database_set_back_as_a_whole_is_sound_in_itself_and_shown_by_an_outside_checkpoint(DatabaseProvider provider)
    {
        var log = logs[provider];
        await using var db = log.School.NewDb();
        var newest = (await new PublishedLog(db).LastCheckpointAsync(Ct))!.Note;

        Assert.Null((await logs.AfterAsync(provider, SetBackAsync)).Fault);
        AssertFault("Ledger.RolledBack", SealedLogs.SecondCheckpoint, null, await logs.AfterAsync(provider, SetBackAsync, newest));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_proof_kept_outside_serves_as_well_as_a_checkpoint(DatabaseProvider provider)
    {
        await using var db = logs[provider].School.NewDb();
        var proof = await logs[provider].ProofAsync(await db.Evidence.Where(e => e.Index == 3).Select(e => e.Id).SingleAsync(Ct));

        AssertFault("Ledger.RolledBack", SealedLogs.SecondCheckpoint, null, await logs.AfterAsync(provider, SetBackAsync, proof));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_changed_tile_is_told_from_a_changed_entry(DatabaseProvider provider)
    {
        AssertFault("Ledger.TileChanged", 100, Lesson, await logs.AfterAsync(provider, db => ChangeTileAsync(db, 0, 0, 100)));
        AssertFault("Ledger.TileChanged", 599, Lesson, await logs.AfterAsync(provider, db => ChangeTileAsync(db, 0, 2, 599 - 512)));
        AssertFault("Ledger.TileChanged", 256, Lesson, await logs.AfterAsync(provider, db => db.LedgerTiles.Where(t => t.Level == 0 && t.Number == 1).ExecuteDeleteAsync(Ct)));
        AssertFault("Ledger.TileOfLevelChanged", 0, await logs.AfterAsync(provider, db => ChangeTileAsync(db, 1, 0, 1)));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_tile_too_many_is_found(DatabaseProvider provider) =>
        Assert.Equal("Ledger.TileTooMany", (await logs.AfterAsync(provider, async db =>
        {
            db.LedgerTiles.Add(new LedgerTile(2, 0, new byte[32]));
            await db.SaveChangesAsync(Ct);
        })).Fault?.Reason.Code);

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task An_entry_rewritten_together_with_its_tile_is_found_by_the_signature(DatabaseProvider provider)
    {
        var verdict = await logs.AfterAsync(provider, async db =>
        {
            var entry = await db.Evidence.AsNoTracking().SingleAsync(e => e.Index == 400, Ct);
            var body = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(entry.Body).Replace("aaaa", "bbbb", StringComparison.Ordinal));
            await db.Evidence.Where(e => e.Index == 400).ExecuteUpdateAsync(e => e.SetProperty(x => x.Body, body), Ct);
            await db.LessonCredits.Where(c => c.Id == entry.SourceId).ExecuteUpdateAsync(
                c => c.SetProperty(x => x.EditionHash, new string('b', 64)), Ct);
            var tile = await db.LedgerTiles.AsNoTracking().SingleAsync(t => t.Level == 0 && t.Number == 1, Ct);
            MerkleTree.HashLeaf(body).CopyTo(tile.Hashes, (400 - 256) * 32);
            await db.LedgerTiles.Where(t => t.Level == 0 && t.Number == 1).ExecuteUpdateAsync(t => t.SetProperty(x => x.Hashes, tile.Hashes), Ct);
        });

        // Which of the entries since the last good checkpoint it is, nobody can tell any more; the first of them is named.
        AssertFault("Ledger.RootDiffers", SealedLogs.SecondCheckpoint, Lesson, verdict);
        Assert.Equal([300L, 599L, 600L], verdict.Fault!.Reason.Args);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_changed_checkpoint_is_found(DatabaseProvider provider)
    {
        AssertFault("Ledger.CheckpointChanged", SealedLogs.FirstCheckpoint, Lesson, await logs.AfterAsync(provider, db =>
            db.LedgerCheckpoints.Where(c => c.Size == SealedLogs.SecondCheckpoint).ExecuteUpdateAsync(c => c.SetProperty(x => x.RootHash, new byte[32]), Ct)));
        AssertFault("Ledger.CheckpointChanged", SealedLogs.FirstCheckpoint, Lesson, await logs.AfterAsync(provider, async db =>
        {
            var note = logs.SecondNotes[provider].Replace("\n300\n", "\n301\n", StringComparison.Ordinal);
            await db.LedgerCheckpoints.Where(c => c.Size == SealedLogs.SecondCheckpoint).ExecuteUpdateAsync(c => c.SetProperty(x => x.Note, note), Ct);
        }));
        AssertFault("Ledger.NotSigned", SealedLogs.SecondCheckpoint, Lesson, await logs.AfterAsync(provider, db =>
            db.LedgerCheckpoints.Where(c => c.Size == SealedLogs.Size).ExecuteDeleteAsync(Ct)));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_columns_must_say_what_the_entry_says(DatabaseProvider provider)
    {
        AssertFault("Ledger.ColumnsDiffer", 42, "quiz.result", await logs.AfterAsync(provider, db =>
            db.Evidence.Where(e => e.Index == 42).ExecuteUpdateAsync(e => e.SetProperty(x => x.Kind, "quiz.result"), Ct)));
        AssertFault("Ledger.ColumnsDiffer", 42, Lesson, await logs.AfterAsync(provider, db =>
            db.Evidence.Where(e => e.Index == 42).ExecuteUpdateAsync(e => e.SetProperty(x => x.At, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)), Ct)));
        AssertFault("Ledger.ColumnsDiffer", 42, Lesson, await logs.AfterAsync(provider, db =>
            db.Evidence.Where(e => e.Index == 42).ExecuteUpdateAsync(e => e.SetProperty(x => x.SourceId, Guid.Empty), Ct)));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_fact_that_no_longer_says_what_its_evidence_says_is_found(DatabaseProvider provider)
    {
        var other = await logs[provider].School.NewDb().Evidence.Where(e => e.Index == 20).Select(e => e.SourceId).SingleAsync(Ct);

        AssertFault("Ledger.FactChanged", 20, Lesson, await logs.AfterAsync(provider, db =>
            db.LessonCredits.Where(c => c.Id == other).ExecuteUpdateAsync(c => c.SetProperty(x => x.LessonKey, "course/another"), Ct)));
        AssertFault("Ledger.FactChanged", 20, Lesson, await logs.AfterAsync(provider, db =>
            db.LessonCredits.Where(c => c.Id == other).ExecuteUpdateAsync(c => c.SetProperty(x => x.MemberId, new MemberId(other)), Ct)));
        AssertFault("Ledger.FactMissing", 20, Lesson, await logs.AfterAsync(provider, db => db.LessonCredits.Where(c => c.Id == other).ExecuteDeleteAsync(Ct)));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_fact_put_in_without_evidence_is_found(DatabaseProvider provider)
    {
        var verdict = await logs.AfterAsync(provider, async db =>
        {
            var id = RowId.At(logs[provider].School.Calendar.UtcNow());
            var copied = await db.LessonCredits.AsNoTracking().OrderBy(c => c.Id).FirstAsync(Ct);
            db.LessonCredits.Add(new LessonCredit(id, copied.MemberId, "course/forged", copied.EditionHash, copied.RecordedAt));
            await db.SaveChangesAsync(Ct);
            await db.Evidence.Where(e => e.SourceId == id).ExecuteDeleteAsync(Ct);
        });

        Assert.Equal(("Ledger.FactWithoutEvidence", Lesson), (verdict.Fault?.Reason.Code, verdict.Fault?.Kind));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_fact_cannot_be_put_down_to_somebody_erased(DatabaseProvider provider)
    {
        var (log, erased) = (logs[provider], new MemberId(Guid.Parse("11111111-1111-1111-1111-111111111111")));
        AssertFault("Ledger.FactChanged", 9, Lesson, await logs.AfterAsync(provider, db =>
            db.LessonCredits.Where(c => c.MemberId == log.Member).ExecuteUpdateAsync(c => c.SetProperty(x => x.MemberId, erased), Ct)));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Erasing_a_members_key_leaves_the_ledger_sound(DatabaseProvider provider) =>
        Assert.Null((await logs.AfterAsync(provider, db => db.MemberKeys.ExecuteDeleteAsync(Ct))).Fault);

    [Fact]
    public async Task An_outside_checkpoint_of_another_log_is_refused()
    {
        await using var other = await TestLog.OpenAsync();
        await other.SealAsync();

        Assert.Equal("Verify.UnknownSigner", (await other.CheckOutcomeAsync(logs.SecondNotes[DatabaseProvider.Sqlite])).Refusal?.Code);
        Assert.Equal("Verify.BadNote", (await other.CheckOutcomeAsync("nonsense")).Refusal?.Code);
    }

    [Fact]
    public async Task A_log_without_a_key_cannot_be_checked()
    {
        await using var log = await TestLog.OpenAsync();
        Assert.Equal("Ledger.NoKey", (await log.CheckOutcomeAsync()).Refusal?.Code);
    }

    private static void AssertFault(string code, long index, LedgerVerdict verdict) =>
        Assert.Equal((code, index), (verdict.Fault?.Reason.Code, verdict.Fault?.Index));

    private static void AssertFault(string code, long index, string? kind, LedgerVerdict verdict) =>
        Assert.Equal((code, index, kind), (verdict.Fault?.Reason.Code, verdict.Fault?.Index, verdict.Fault?.Kind));

    private static Task MoveAsync(CoursesDb db, long from, long to) =>
        db.Evidence.Where(e => e.Index == from).ExecuteUpdateAsync(e => e.SetProperty(x => x.Index, to), Ct);

    private static async Task ChangeTileAsync(CoursesDb db, int level, long number, int hash)
    {
        var hashes = await db.LedgerTiles.Where(t => t.Level == level && t.Number == number).Select(t => t.Hashes).SingleAsync(Ct);
        hashes[hash * 32] ^= 1;
        await db.LedgerTiles.Where(t => t.Level == level && t.Number == number).ExecuteUpdateAsync(t => t.SetProperty(x => x.Hashes, hashes), Ct);
    }

    private static async Task CutEntriesAndCheckpointAsync(CoursesDb db)
    {
        await db.Evidence.Where(e => e.Index >= SealedLogs.SecondCheckpoint).ExecuteDeleteAsync(Ct);
        await db.LedgerCheckpoints.Where(c => c.Size > SealedLogs.SecondCheckpoint).ExecuteDeleteAsync(Ct);
    }

    private static Task CutFactsAsync(CoursesDb db) =>
        db.LessonCredits.Where(c => !db.Evidence.Any(e => e.SourceId == c.Id)).ExecuteDeleteAsync(Ct);

    /// <summary>As if a backup of the day before had been put back: entries, facts, checkpoints and tiles agree.</summary>
    private static async Task SetBackAsync(CoursesDb db)
    {
        await CutEntriesAndCheckpointAsync(db);
        await CutFactsAsync(db);
        var hashes = await db.LedgerTiles.Where(t => t.Level == 0 && t.Number == 1).Select(t => t.Hashes).SingleAsync(Ct);
        var upper = await db.LedgerTiles.Where(t => t.Level == 1).Select(t => t.Hashes).SingleAsync(Ct);
        await db.LedgerTiles.Where(t => t.Level == 0 && t.Number == 2).ExecuteDeleteAsync(Ct);
        await db.LedgerTiles.Where(t => t.Level == 0 && t.Number == 1).ExecuteUpdateAsync(
            t => t.SetProperty(x => x.Hashes, hashes[..((SealedLogs.SecondCheckpoint - 256) * 32)]), Ct);
        await db.LedgerTiles.Where(t => t.Level == 1).ExecuteUpdateAsync(t => t.SetProperty(x => x.Hashes, upper[..32]), Ct);
    }
}
