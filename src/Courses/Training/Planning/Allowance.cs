namespace Learning.Courses.Training.Planning;

/// <summary>
/// How many of a branch, and of its committee, may sit in each slot. Slots that overlap share one limit, which a flow cannot
/// say; so the limit is divided among them beforehand, in the proportion in which a first flow without that rule used them.
/// </summary>
internal sealed class Allowance
{
    private readonly int[][] branches;
    private readonly int[][] committees;

    private Allowance(int[][] branches, int[][] committees) => (this.branches, this.committees) = (branches, committees);

    public int OfBranch(int branch, int slot) => branches[branch][slot];

    public int OfCommittee(int branch, int slot) => committees[branch][slot];

    /// <summary>Each slot by itself: more than the rules allow where slots overlap, hence good for bounds only.</summary>
    public static Allowance Hopeful(Board board) => new(
        [.. board.BranchRoom.Select(r => Each(board, s => board.RoomIn(r, s)))],
        [.. board.CommitteeRoom.Select(r => Each(board, s => board.RoomIn(r, s)))]);

    /// <summary>Divided so that whatever fits into it keeps the limits at every moment.</summary>
    public static Allowance Safe(Board board, FlowAnswer used) => new(
        [.. board.BranchRoom.Select((r, b) => Divide(board, r, s => used.Branches.GetValueOrDefault((b, s))))],
        [.. board.CommitteeRoom.Select((r, b) => Divide(board, r, s => used.Committees.GetValueOrDefault((b, s))))]);

    private static int[] Divide(Board board, int[] room, Func<int, int> used)
    {
        int[] left = [.. room];
        var shares = new int[board.Slots.Length];
        var order = Enumerable.Range(0, shares.Length).OrderByDescending(used).ToList();
        order.ForEach(s => Give(s, used(s)));
        order.ForEach(s => Give(s, int.MaxValue));
        return shares;

        void Give(int slot, int most)
        {
            var share = Math.Min(most, board.RoomIn(left, slot));
            shares[slot] += share;
            foreach (var m in board.Moments[slot])
            {
                left[m] -= share;
            }
        }
    }

    private static int[] Each(Board board, Func<int, int> room) => [.. Enumerable.Range(0, board.Slots.Length).Select(room)];
}
