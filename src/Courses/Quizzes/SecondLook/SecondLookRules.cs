namespace Learning.Courses.Quizzes.SecondLook;

/// <summary>What is worth a second look. Pure; docs/second-look.md says why the borders lie where they lie.</summary>
internal static class SecondLookRules
{
    /// <summary>Fewer could be anybody's.</summary>
    public const int FewestAlike = 4;

    /// <summary>In a hundred such lists one pair stands there by chance.</summary>
    public const double MostChance = 0.01;

    /// <summary>Nobody reads a question and its options in less, and decides.</summary>
    public const int SecondsPerAnswer = 3;

    public const int FewestAnswers = 5;

    /// <summary>Two who share a telephone are a couple; three in a row are worth a question.</summary>
    public const int FewestMembers = 3;

    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(10);

    /// <summary>Pairs within one branch, the least likely first.</summary>
    /// <param name="branches">The sittings of each branch.</param>
    public static IReadOnlyList<(LookedAt First, LookedAt Second, int BothWrong, int Same, double Expected, double OneIn)> Alike(
        IReadOnlyCollection<IReadOnlyList<LookedAt>> branches, WrongAnswers wrong)
    {
        // Who compares a thousand pairs finds one in a thousand: each pair is held against all that were compared.
        var pairs = branches.Sum(b => b.Count * (b.Count - 1L) / 2);
        var found =
            from branch in branches
            from i in Enumerable.Range(0, branch.Count)
            from j in Enumerable.Range(i + 1, branch.Count - i - 1)
            let common = branch[i].Wrong.Where(q => branch[j].Wrong.Contains(q) && branch[i].Answers.ContainsKey(q) && branch[j].Answers.ContainsKey(q)).ToList()
            let same = common.Count(q => branch[i].Answers[q] == branch[j].Answers[q])
            where same >= FewestAlike
            let chances = common.Select(wrong.ChanceOfSame).ToList()
            let chance = Math.Min(1, SameWrongAnswers.Tail(chances, same) * pairs)
            where chance <= MostChance
            orderby chance
            select (branch[i], branch[j], common.Count, same, chances.Sum(), 1 / Math.Max(chance, 1e-12));
        return [.. found];
    }

    public static IEnumerable<LookedAt> Quick(IEnumerable<LookedAt> sittings) => sittings.Where(s =>
        !s.OnPaper && s.Answers.Count >= FewestAnswers && s.FinishedAt - s.StartedAt < TimeSpan.FromSeconds(SecondsPerAnswer * s.Answers.Count));

    /// <summary>Chains of sittings in one browser, each begun soon after the one before, of enough different members.</summary>
    public static IEnumerable<IReadOnlyList<LookedAt>> Devices(IEnumerable<LookedAt> sittings) => sittings
        .Where(s => s.Device is not null)
        .GroupBy(s => s.Device, StringComparer.Ordinal)
        .SelectMany(device => Chains([.. device.OrderBy(s => s.StartedAt)]))
        .Where(chain => chain.Select(s => s.MemberId).Distinct().Count() >= FewestMembers);

    private static IEnumerable<IReadOnlyList<LookedAt>> Chains(IReadOnlyList<LookedAt> inOrder)
    {
        var chain = new List<LookedAt>();
        foreach (var sitting in inOrder)
        {
            if (chain.Count > 0 && sitting.StartedAt - chain[^1].StartedAt > Apart)
            {
                yield return chain;
                chain = [];
            }

            chain.Add(sitting);
        }

        if (chain.Count > 0)
        {
            yield return chain;
        }
    }
}
