using Learning.Courses.Ledger;

namespace Learning.Courses.Tests.Ledger;

internal sealed class TilesInMemory
{
    public TilesInMemory() => Edge = new TileEdge(All.Add);

    public TileEdge Edge { get; }

    public List<LedgerTile> All { get; } = [];

    public TiledTree Tree(long size) =>
        new(size, (level, number, _) => Task.FromResult(All.SingleOrDefault(t => t.Level == level && t.Number == number)?.Hashes));
}
