using Learning.Courses.Ledger;
using Learning.Courses.Storage;

namespace Learning.Courses.Tests.Ledger;

public sealed class PublishedLogTests(SealedLogs logs) : IClassFixture<SealedLogs>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Somebody_outside_can_rebuild_the_signed_root_from_entries_and_tiles(DatabaseProvider provider)
    {
        await using var db = logs[provider].School.NewDb();
        var log = new PublishedLog(db);
        var checkpoint = Checkpoint.Open((await log.LastCheckpointAsync(Ct))!.Note, [logs[provider].Key]).Value!;
        var outside = new TilesInMemory();
        for (var from = 0L; from < checkpoint.Size; from += 256)
        {
            var path = new TilePath(from / 256, (int)Math.Min(256, checkpoint.Size - from));
            var entries = EntryBundle.Read(await log.EntriesAsync(path, Ct));
            var hashes = entries.SelectMany(e => MerkleTree.HashLeaf(e)).ToArray();
            Assert.Equal(await log.TileAsync(0, path, Ct), hashes);
            outside.Edge.Append(hashes);
        }

        Assert.Equal(checkpoint.RootHash, outside.Edge.Root());
    }

    [Fact]
    public async Task A_partial_tile_of_an_earlier_checkpoint_is_still_served_and_none_beyond_the_log()
    {
        await using var db = logs[DatabaseProvider.Sqlite].School.NewDb();
        var log = new PublishedLog(db);

        Assert.Equal(44 * 32, (await log.TileAsync(0, new TilePath(1, 44), Ct))!.Length);
        Assert.Equal(2 * 32, (await log.TileAsync(1, new TilePath(0, 2), Ct))!.Length);
        Assert.Null(await log.TileAsync(0, new TilePath(2, 89), Ct));
        Assert.Null(await log.TileAsync(0, new TilePath(2, 256), Ct));
        Assert.Null(await log.TileAsync(0, new TilePath(3, 1), Ct));
        Assert.Null(await log.TileAsync(2, new TilePath(0, 1), Ct));
        Assert.Null(await log.EntriesAsync(new TilePath(2, 89), Ct));
    }
}
