using Learning.Courses.Ledger;
using Learning.Courses.Storage;

namespace Learning.Courses.Tests.Ledger;

public sealed class LedgerArchiveTests(SealedLogs logs) : IClassFixture<SealedLogs>
{
    private TestLog Log => logs[DatabaseProvider.Sqlite];

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task An_exported_log_is_verified_without_the_database(DatabaseProvider provider)
    {
        var verification = VerifyProof.Run(await ExportAsync(provider), [logs[provider].Key]).Value!;

        Assert.Equal((VerifiedKind.Archive, true), (verification.Kind, verification.Holds));
        Assert.Equal(SealedLogs.Size, verification.Findings[0].Checkpoint!.Size);
    }

    [Fact]
    public async Task A_changed_entry_of_an_export_is_named() =>
        await AssertBadAsync("Verify.EntryChanged", 123, lines => lines[124] = lines[124][..^6] + (lines[124][^6] == 'A' ? 'B' : 'A') + lines[124][^5..]);

    [Fact]
    public async Task An_entry_removed_from_an_export_is_named() => await AssertBadAsync("Verify.EntryMissing", 123, lines => lines.RemoveAt(124));

    [Fact]
    public async Task Two_swapped_entries_of_an_export_are_named_by_the_first() =>
        await AssertBadAsync("Verify.EntryMissing", 123, lines => (lines[124], lines[200]) = (lines[200], lines[124]));

    [Fact]
    public async Task A_cut_tail_of_an_export_is_named_by_the_first_entry_that_is_gone() =>
        await AssertBadAsync("Verify.TailCut", 500, lines => lines.RemoveRange(501, 100));

    [Fact]
    public async Task An_export_that_stops_in_the_middle_is_no_archive() =>
        await AssertBadAsync("Verify.BadArchive", 298, lines => lines.RemoveRange(300, lines.Count - 300));

    [Fact]
    public async Task An_entry_rewritten_with_its_hash_does_not_give_the_signed_root() =>
        await AssertBadAsync("Verify.RootDiffers", SealedLogs.Size, lines => lines[124] = LedgerArchive.LineOf(123, "{}"u8.ToArray()).TrimEnd('\n'));

    [Fact]
    public async Task Nothing_is_exported_before_the_first_checkpoint()
    {
        await using var log = await TestLog.OpenAsync();
        await using var db = log.School.NewDb();
        await using var file = new StringWriter();

        Assert.Equal("Ledger.NotSealedYet", (await new ExportLedger(db).RunAsync(file, null, TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.Empty(file.ToString());
    }

    private async Task AssertBadAsync(string code, long index, Action<List<string>> tamper)
    {
        var lines = (await ExportAsync(DatabaseProvider.Sqlite)).Split('\n').ToList();
        tamper(lines);
        var bad = VerifyProof.Run(string.Join('\n', lines), [Log.Key]).Value!.FirstBad;

        Assert.Equal((code, index), (bad?.Refusal?.Code, bad?.Index));
    }

    private async Task<string> ExportAsync(DatabaseProvider provider)
    {
        await using var db = logs[provider].School.NewDb();
        await using var file = new StringWriter();
        Assert.Null((await new ExportLedger(db).RunAsync(file, null, TestContext.Current.CancellationToken)).Refusal);
        return file.ToString();
    }
}
