using CsCheck;
using Learning.Courses.Ledger;

namespace Learning.Courses.Tests.Ledger;

public sealed class MerkleTreeTests
{
    private static readonly Gen<(byte[][] Leaves, int M)> TreeAndNumber =
        Gen.Int[1, 600].SelectMany(size => Gen.Int[0, size - 1].Select(m => (LeavesOf(size), m)));

    /// <summary>The leaves and roots used by the reference implementations of Certificate Transparency.</summary>
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public async Task The_roots_are_those_of_the_reference_vectors(int size, string root)
    {
        string[] leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        var tiles = TilesOver([.. leaves.Take(size).Select(Convert.FromHexString)]);

        Assert.Equal(root, Convert.ToHexStringLower(tiles.Edge.Root()));
        Assert.Equal(root, Convert.ToHexStringLower(await tiles.Tree(size).RootAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Roots_and_inclusion_proofs_are_those_of_the_text_of_the_standard() =>
        await TreeAndNumber.SampleAsync(async c =>
        {
            var tiles = TilesOver(c.Leaves);
            var root = NaiveTree.Mth(c.Leaves);
            var path = await tiles.Tree(c.Leaves.Length).InclusionProofAsync(c.M, CancellationToken.None);

            Assert.Equal(root, tiles.Edge.Root());
            Assert.Equal(NaiveTree.Path(c.M, c.Leaves), path);
            Assert.True(MerkleProof.IsIncluded(MerkleTree.HashLeaf(c.Leaves[c.M]), c.M, c.Leaves.Length, path, root));
        }, iter: 200);

    [Fact]
    public async Task Consistency_proofs_are_those_of_the_text_of_the_standard() =>
        await TreeAndNumber.SampleAsync(async c =>
        {
            var oldSize = c.M + 1;
            var (oldRoot, newRoot) = (NaiveTree.Mth(c.Leaves[..oldSize]), NaiveTree.Mth(c.Leaves));
            var path = await TilesOver(c.Leaves).Tree(c.Leaves.Length).ConsistencyProofAsync(oldSize, CancellationToken.None);

            Assert.Equal(NaiveTree.Proof(oldSize, c.Leaves), path);
            Assert.True(MerkleProof.IsConsistent(oldSize, oldRoot, c.Leaves.Length, newRoot, path));
        }, iter: 200);

    [Fact]
    public void A_proof_holds_for_its_own_leaf_place_and_size_only() =>
        Gen.Int[2, 40].SelectMany(size => Gen.Select(Gen.Int[0, size - 1], Gen.Int[0, size - 1], Gen.Int[1, 80]).Select(n => (size, n))).Sample(c =>
        {
            var (size, (index, other, otherSize)) = c;
            var leaves = LeavesOf(size);
            var (root, path, leaf) = (NaiveTree.Mth(leaves), NaiveTree.Path(index, leaves), MerkleTree.HashLeaf(leaves[index]));

            Assert.Equal(other == index, MerkleProof.IsIncluded(leaf, other, size, path, root));
            Assert.Equal(other == index, MerkleProof.IsIncluded(MerkleTree.HashLeaf(leaves[other]), index, size, path, root));
            Assert.False(MerkleProof.IsIncluded(leaf, index, size, path[..^1], root));
            Assert.False(MerkleProof.IsIncluded(leaf, index, size, [.. path, root], root));
            Assert.False(MerkleProof.IsIncluded(leaf, index, size, path, leaf));
            Assert.False(MerkleProof.IsIncluded(leaf, size, size, path, root));

            // Another size may have the same way up for this leaf; the signed checkpoint says which size it is.
            if (NaiveTree.Path(Math.Min(index, otherSize - 1), LeavesOf(otherSize)).Count != path.Count)
            {
                Assert.False(MerkleProof.IsIncluded(leaf, index, otherSize, path, root));
            }
        });

    [Fact]
    public void A_consistency_proof_does_not_hold_for_other_roots_or_when_cut() =>
        TreeAndNumber.Where(c => c.Leaves.Length is > 1 and < 70).Sample(c =>
        {
            var (oldSize, size) = (c.M + 1, c.Leaves.Length);
            var (oldRoot, newRoot) = (NaiveTree.Mth(c.Leaves[..oldSize]), NaiveTree.Mth(c.Leaves));
            var path = NaiveTree.Proof(oldSize, c.Leaves);
            var wrong = MerkleTree.EmptyRoot;

            Assert.False(MerkleProof.IsConsistent(oldSize, wrong, size, newRoot, path));
            Assert.False(MerkleProof.IsConsistent(oldSize, oldRoot, size, wrong, path));
            Assert.False(MerkleProof.IsConsistent(oldSize, oldRoot, size, newRoot, [.. path, wrong]));
            Assert.False(MerkleProof.IsConsistent(size + 1, oldRoot, size, newRoot, path));
            if (path.Count > 0)
            {
                Assert.False(MerkleProof.IsConsistent(oldSize, oldRoot, size, newRoot, path[..^1]));
            }
        }, iter: 300);

    [Fact]
    public void Every_tree_continues_the_empty_one()
    {
        var root = NaiveTree.Mth(LeavesOf(3));
        Assert.True(MerkleProof.IsConsistent(0, MerkleTree.EmptyRoot, 3, root, []));
        Assert.False(MerkleProof.IsConsistent(0, root, 3, root, []));
    }

    private static byte[][] LeavesOf(int size) => [.. Enumerable.Range(0, size).Select(i => BitConverter.GetBytes(i))];

    private static TilesInMemory TilesOver(byte[][] leaves)
    {
        var tiles = new TilesInMemory();
        foreach (var leaf in leaves)
        {
            tiles.Edge.Append(MerkleTree.HashLeaf(leaf));
        }

        return tiles;
    }
}
