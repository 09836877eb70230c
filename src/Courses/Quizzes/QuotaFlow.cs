namespace Learning.Courses.Quizzes;

/// <summary>
/// How many questions each draw takes from each pool, so that all draws are met at once. A pool holds the questions that fit the
/// same draws; which question of a pool is taken makes no difference to anybody else, so that pools are all there is to plan
/// with, and a bank of any size is a small table.
/// </summary>
internal sealed class QuotaFlow
{
    private readonly bool[,] fits;
    private readonly int[,] taken;
    private readonly int[] used;
    private readonly int[] left;

    /// <param name="fits">By draw and pool.</param>
    public QuotaFlow(bool[,] fits, IEnumerable<int> sizes)
    {
        this.fits = fits;
        left = [.. sizes];
        taken = new int[fits.GetLength(0), left.Length];
        used = new int[left.Length];
    }

    private QuotaFlow(QuotaFlow other) =>
        (fits, taken, used, left) = (other.fits, (int[,])other.taken.Clone(), (int[])other.used.Clone(), (int[])other.left.Clone());

    private int Draws => fits.GetLength(0);

    public QuotaFlow Copy() => new(this);

    public bool Fits(int draw, int pool) => fits[draw, pool];

    public int Left(int pool) => left[pool];

    /// <summary>What the draw has been given and has not taken out yet.</summary>
    public int Given(int draw) => Enumerable.Range(0, left.Length).Sum(pool => taken[draw, pool]);

    /// <summary>
    /// Gives the draw one question more, whichever, moving others to pools where they fit as well. It finds a way whenever there is
    /// one (Ford and Fulkerson); otherwise nothing has changed.
    /// </summary>
    public bool TryGive(int draw)
    {
        var search = new Search(this);
        if (search.Run(draw) is not { } spare)
        {
            return false;
        }

        used[spare]++;
        for (var pool = spare; ;)
        {
            var mover = search.Via[pool];
            taken[mover, pool]++;
            if (search.From[mover] is not { } gives)
            {
                return true;
            }

            taken[mover, gives]--;
            pool = gives;
        }
    }

    /// <summary>The draws that stand in each other's way with this one, which cannot be given more: together they ask for more than fits any of them.</summary>
    public IReadOnlyList<int> Rivals(int draw)
    {
        var search = new Search(this);
        search.Run(draw);
        return [.. Enumerable.Range(0, Draws).Where(d => search.Reached[d])];
    }

    /// <summary>Takes a question of this pool out for the draw, if what the others have been given can still be had then.</summary>
    public bool TryTake(int draw, int pool)
    {
        var from = taken[draw, pool] > 0 ? pool : Enumerable.Range(0, left.Length).First(p => taken[draw, p] > 0);
        Move(draw, from, -1);
        left[pool]--;
        if (used[pool] <= left[pool])
        {
            return true;
        }

        foreach (var other in Enumerable.Range(0, Draws).Where(d => taken[d, pool] > 0))
        {
            Move(other, pool, -1);
            if (TryGive(other))
            {
                return true;
            }

            Move(other, pool, 1);
        }

        left[pool]++;
        Move(draw, from, 1);
        return false;
    }

    private void Move(int draw, int pool, int by)
    {
        taken[draw, pool] += by;
        used[pool] += by;
    }

    /// <summary>From a draw along all that could be moved, breadth first, to a pool with a question to spare.</summary>
    private sealed class Search(QuotaFlow flow)
    {
        /// <summary>By pool: the draw that could take of it.</summary>
        public int[] Via { get; } = new int[flow.left.Length];

        /// <summary>By draw: the pool it would give back; null for the first.</summary>
        public int?[] From { get; } = new int?[flow.Draws];

        public bool[] Reached { get; } = new bool[flow.Draws];

        public int? Run(int first)
        {
            var seen = new bool[flow.left.Length];
            var waiting = new Queue<int>([first]);
            Reached[first] = true;
            while (waiting.TryDequeue(out var draw))
            {
                for (var pool = 0; pool < seen.Length; pool++)
                {
                    if (seen[pool] || !flow.fits[draw, pool])
                    {
                        continue;
                    }

                    (seen[pool], Via[pool]) = (true, draw);
                    if (flow.used[pool] < flow.left[pool])
                    {
                        return pool;
                    }

                    Follow(pool, waiting);
                }
            }

            return null;
        }

        private void Follow(int pool, Queue<int> waiting)
        {
            for (var other = 0; other < Reached.Length; other++)
            {
                if (!Reached[other] && flow.taken[other, pool] > 0)
                {
                    (Reached[other], From[other]) = (true, pool);
                    waiting.Enqueue(other);
                }
            }
        }
    }
}
