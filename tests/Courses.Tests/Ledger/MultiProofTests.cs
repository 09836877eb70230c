using CsCheck;
using Learning.Courses.Ledger;

namespace Learning.Courses.Tests.Ledger;

/// <summary>One proof for many leaves shows what a proof for each would show, and nothing else.</summary>
public sealed class MultiProofTests
{
    private static readonly Gen<(byte[][] Leaves, long[] Proved)> TreesWithProved =
        from size in Gen.Int[1, 300]
        from chosen in Gen.Int[0, size - 1].Array[0, 40]
        select (LeavesOf(size), chosen.Distinct().Order().Select(i => (long)i).ToArray());

    [Fact]
    public void Leaves_and_proof_give_the_root_of_the_standard() => TreesWithProved.Sample(c =>
    {
        var proof = ProofOf(c.Leaves, c.Proved);
        Assert.Equal(NaiveTree.Mth(c.Leaves), MultiProof.Root(c.Proved, HashesOf(c.Leaves, c.Proved), c.Leaves.Length, proof));
    }, iter: 500);

    [Fact]
    public void The_proof_of_one_leaf_has_the_hashes_of_its_path() => TreesWithProved.Where(c => c.Proved.Length > 0).Sample(c =>
    {
        var index = (int)c.Proved[0];
        var path = NaiveTree.Path(index, c.Leaves).Select(Convert.ToHexString).Order();
        Assert.Equal(path, ProofOf(c.Leaves, [index]).Select(Convert.ToHexString).Order());
    }, iter: 200);

    [Fact]
    public void A_proof_with_a_hash_too_few_too_many_or_changed_gives_another_root_or_none() =>
        Gen.Select(TreesWithProved.Where(c => c.Proved.Length > 0 && c.Leaves.Length > c.Proved.Length), Gen.Int[0, 1_000], Gen.Int[0, 3]).Sample((c, place, how) =>
        {
            var (root, proof) = (NaiveTree.Mth(c.Leaves), ProofOf(c.Leaves, c.Proved));
            var at = place % proof.Count;
            var other = NaiveTree.Mth([[1, 2, 3]]);
            List<byte[]> wrong = how switch
            {
                0 => [.. proof[..at], .. proof[(at + 1)..]],
                1 => [.. proof[..at], other, .. proof[at..]],
                2 => [.. proof[..at], other, .. proof[(at + 1)..]],
                _ => [.. proof, proof[at]],
            };
            Assert.NotEqual(root, MultiProof.Root(c.Proved, HashesOf(c.Leaves, c.Proved), c.Leaves.Length, wrong));
        }, iter: 500);

    [Theory]
    [InlineData(7, 7)]
    [InlineData(-1, 7)]
    [InlineData(0, 0)]
    public void A_leaf_outside_the_tree_proves_nothing(long index, long size) =>
        Assert.Null(MultiProof.Root([index], [new byte[32]], size, []));

    private static List<byte[]> ProofOf(byte[][] leaves, IReadOnlyList<long> proved) =>
        [.. MultiProof.Ranges(proved, leaves.Length).Select(r => NaiveTree.Mth(leaves[(int)r.Start..(int)r.End]))];

    private static List<byte[]> HashesOf(byte[][] leaves, IReadOnlyList<long> proved) => [.. proved.Select(i => MerkleTree.HashLeaf(leaves[i]))];

    private static byte[][] LeavesOf(int size) => [.. Enumerable.Range(0, size).Select(i => BitConverter.GetBytes(i * 7919))];
}
