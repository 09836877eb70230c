using System.Runtime.CompilerServices;
using Learning.Courses.Catalogue;
using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes;

/// <summary>Draws of a blueprint that a bank cannot meet, alone or together.</summary>
/// <param name="Items">Their places in the blueprint, from 0.</param>
internal sealed record QuotaShortage(IReadOnlyList<int> Items, int Asked, int Has);

/// <summary>
/// A bank laid out for a blueprint: which questions stand on every paper, and which fit which draws. Laid out once for a bank, so
/// that a start costs as much as a paper is long and not as the bank is large.
/// </summary>
internal sealed class QuotaPools
{
    private static readonly ConditionalWeakTable<QuestionBank, QuotaPools> Known = [];

    private readonly Blueprint blueprint;
    private readonly List<(int Item, BankQuestion Question)> standing = [];
    private readonly List<int> draws = [];
    private readonly List<BankQuestion[]> pools = [];
    private readonly QuotaFlow flow;
    private readonly List<int> unmet = [];

    public QuotaPools(QuestionBank bank, Blueprint blueprint)
    {
        this.blueprint = blueprint;
        var byKey = bank.Drawable.ToDictionary(q => q.Question.Key, StringComparer.Ordinal);
        for (var item = 0; item < blueprint.Items.Count; item++)
        {
            if (!blueprint.Items[item].IsFixed)
            {
                draws.Add(item);
            }
            else if (byKey.Remove(blueprint.Items[item].Question, out var question))
            {
                standing.Add((item, question));
            }
        }

        var sorts = draws.ConvertAll(item => new QuestionSort(bank.CourseKey, blueprint.Items[item]));
        var fitting = bank.Drawable.Where(q => byKey.ContainsKey(q.Question.Key))
            .GroupBy(q => string.Concat(sorts.Select(s => s.Fits(q.Question) ? '1' : '0')), StringComparer.Ordinal)
            .Where(g => g.Key.Contains('1', StringComparison.Ordinal))
            .ToList();
        pools.AddRange(fitting.Select(g => g.ToArray()));
        flow = Filled([.. fitting.Select(g => g.Key)]);
    }

    public static QuotaPools Of(QuestionBank bank, Blueprint blueprint)
    {
        var known = Known.GetValue(bank, b => new QuotaPools(b, blueprint));
        return known.blueprint == blueprint ? known : new QuotaPools(bank, blueprint);
    }

    /// <summary>What fits a draw and does not stand on the paper anyway.</summary>
    public IEnumerable<BankQuestion> Fitting(int item) =>
        draws.IndexOf(item) is >= 0 and var draw ? pools.Where((_, pool) => flow.Fits(draw, pool)).SelectMany(p => p) : standing.Where(s => s.Item == item).Select(s => s.Question);

    /// <summary>None means that every paper can be drawn as the blueprint says. Draws that fall short alone are named alone.</summary>
    public IReadOnlyList<QuotaShortage> Shortages()
    {
        var alone = draws.Select(item => new QuotaShortage([item], blueprint.Items[item].Draw, Fitting(item).Count())).Where(s => s.Has < s.Asked).ToList();
        return alone.Count > 0 ? alone : [.. unmet.Select(Together).DistinctBy(s => s.Items[0])];
    }

    /// <summary>
    /// The questions of a paper in the order of the blueprint, those of one draw in the order of the bank. Each question that fits a
    /// draw is as likely as any other, as long as what is left can still be drawn afterwards.
    /// </summary>
    public IReadOnlyList<BankQuestion> Draw(SplitMix64 random)
    {
        var plan = flow.Copy();
        var decks = pools.ConvertAll(p => new Deck(p));
        var drawn = new List<(int Item, BankQuestion Question)>(standing);
        for (var draw = 0; draw < draws.Count; draw++)
        {
            for (var given = plan.Given(draw); given > 0; given--)
            {
                drawn.Add((draws[draw], One(draw, plan, decks, random)));
            }
        }

        return [.. drawn.OrderBy(d => d.Item).ThenBy(d => d.Question.Line).Select(d => d.Question)];
    }

    private static BankQuestion One(int draw, QuotaFlow plan, List<Deck> decks, SplitMix64 random)
    {
        var open = Enumerable.Range(0, decks.Count).Where(pool => plan.Fits(draw, pool) && plan.Left(pool) > 0).ToList();
        while (true)
        {
            var at = random.Below(open.Sum(plan.Left));
            var pool = open.First(p => at < plan.Left(p) || (at -= plan.Left(p)) < 0);
            if (plan.TryTake(draw, pool))
            {
                return decks[pool].Take(at);
            }

            open.Remove(pool); // the others need all of it
        }
    }

    private QuotaFlow Filled(string[] signs)
    {
        var fits = new bool[draws.Count, signs.Length];
        for (var draw = 0; draw < draws.Count; draw++)
        {
            for (var pool = 0; pool < signs.Length; pool++)
            {
                fits[draw, pool] = signs[pool][draw] == '1';
            }
        }

        var filled = new QuotaFlow(fits, pools.Select(p => p.Length));
        for (var draw = 0; draw < draws.Count; draw++)
        {
            var wanted = blueprint.Items[draws[draw]].Draw;
            while (wanted > 0 && filled.TryGive(draw))
            {
                wanted--;
            }

            if (wanted > 0)
            {
                unmet.Add(draw);
            }
        }

        return filled;
    }

    private QuotaShortage Together(int draw)
    {
        var rivals = flow.Rivals(draw);
        var has = pools.Where((_, pool) => rivals.Any(r => flow.Fits(r, pool))).Sum(p => p.Length);
        return new QuotaShortage([.. rivals.Select(r => draws[r])], rivals.Sum(r => blueprint.Items[draws[r]].Draw), has);
    }

    /// <summary>Questions of which some are taken at random, without mixing all of them: as long as the paper and not as the bank.</summary>
    private sealed class Deck(BankQuestion[] questions)
    {
        private readonly Dictionary<int, int> moved = [];
        private int left = questions.Length;

        public BankQuestion Take(int at)
        {
            var taken = moved.GetValueOrDefault(at, at);
            left--;
            moved[at] = moved.GetValueOrDefault(left, left);
            return questions[taken];
        }
    }
}
