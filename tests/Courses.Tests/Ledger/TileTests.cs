using CsCheck;
using Learning.Courses.Ledger;

namespace Learning.Courses.Tests.Ledger;

public sealed class TileTests
{
    [Fact]
    public async Task A_log_of_70_000_has_the_tiles_the_specification_counts()
    {
        var tiles = new TilesInMemory();
        for (var i = 0; i < 70_000; i++)
        {
            tiles.Edge.Append(MerkleTree.HashLeaf(BitConverter.GetBytes(i)));
        }

        Assert.Equal([(0, 256, 273), (0, 112, 1), (1, 256, 1), (1, 17, 1), (2, 1, 1)], tiles.All.GroupBy(t => (t.Level, t.Width)).Select(g => (g.Key.Level, g.Key.Width, g.Count())).Order(ByLevelThenWidest));
        Assert.Equal(tiles.Edge.Root(), await tiles.Tree(70_000).RootAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_log_of_256_has_a_full_tile_and_one_hash_above()
    {
        var tiles = new TilesInMemory();
        tiles.Edge.Append(new byte[256 * LedgerTile.HashSize]);

        Assert.Equal([(0, 256), (1, 1)], tiles.All.Select(t => (t.Level, t.Width)));
    }

    [Fact]
    public async Task The_tree_does_not_depend_on_how_the_leaves_were_portioned() =>
        await Gen.Int[1, 400].Array[1, 8].SampleAsync(async portions =>
        {
            var (atOnce, oneByOne) = (new TilesInMemory(), new TilesInMemory());
            var hashes = Enumerable.Range(0, portions.Sum()).Select(i => MerkleTree.HashLeaf(BitConverter.GetBytes(i))).ToList();
            hashes.ForEach(hash => oneByOne.Edge.Append(hash));
            var taken = 0;
            foreach (var portion in portions)
            {
                atOnce.Edge.Append(hashes.Skip(taken).Take(portion).SelectMany(h => h).ToArray());
                taken += portion;
            }

            Assert.Equal(oneByOne.Edge.Root(), atOnce.Edge.Root());
            Assert.Equal(oneByOne.Edge.Root(), await atOnce.Tree(taken).RootAsync(CancellationToken.None));
            Assert.Equal(oneByOne.All.Select(t => (t.Level, t.Number, t.Width)), atOnce.All.Select(t => (t.Level, t.Number, t.Width)));
        }, iter: 40);

    [Theory]
    [InlineData(1_234_067, 256, "x001/x234/067")]
    [InlineData(0, 256, "000")]
    [InlineData(5, 1, "005.p/1")]
    [InlineData(999, 256, "999")]
    [InlineData(1_000, 255, "x001/000.p/255")]
    [InlineData(273, 112, "273.p/112")]
    public void A_tile_has_one_address(long number, int width, string address)
    {
        Assert.Equal(address, new TilePath(number, width).ToString());
        Assert.True(TilePath.TryParse(address, out var path));
        Assert.Equal(new TilePath(number, width), path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("0005")]
    [InlineData("x000/005")]
    [InlineData("x001")]
    [InlineData("001/234")]
    [InlineData("x001/x234")]
    [InlineData("000.p/0")]
    [InlineData("000.p/256")]
    [InlineData("000.p/01")]
    [InlineData("000.p/-1")]
    [InlineData("000.p/")]
    [InlineData("000.P/1")]
    [InlineData("000/")]
    [InlineData("/000")]
    [InlineData("../000")]
    [InlineData("000\n")]
    [InlineData("٠٠٠")]
    [InlineData("x999/x999/x999/x999/x999/x999/999")]
    public void Another_spelling_is_no_address(string address) => Assert.False(TilePath.TryParse(address, out _));

    [Fact]
    public void Every_number_comes_back_from_its_address() =>
        Gen.Select(Gen.Long[0, 999_999_999_999], Gen.Int[1, 256]).Sample((number, width) =>
            TilePath.TryParse(new TilePath(number, width).ToString(), out var path) && path == new TilePath(number, width));

    [Fact]
    public void A_bundle_gives_its_entries_back() =>
        Gen.Byte.Array[0, 300].Array[0, 20].Sample(entries => Assert.Equal(entries, EntryBundle.Read(EntryBundle.Write(entries))));

    [Fact]
    public void A_bundle_frames_each_entry_with_its_length()
    {
        Assert.Equal([0, 2, 7, 8, 0, 0, 0, 1, 9], EntryBundle.Write([[7, 8], [], [9]]));
        Assert.Throws<InvalidDataException>(() => EntryBundle.Read([0, 2, 7]));
        Assert.Throws<InvalidDataException>(() => EntryBundle.Read([0]));
    }

    private static readonly Comparer<(int Level, int Width, int Count)> ByLevelThenWidest =
        Comparer<(int Level, int Width, int Count)>.Create((a, b) => (a.Level, -a.Width).CompareTo((b.Level, -b.Width)));
}
