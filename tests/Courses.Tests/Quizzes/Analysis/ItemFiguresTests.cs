using CsCheck;
using Learning.Courses.Quizzes.Analysis;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Quizzes.Revisions;

namespace Learning.Courses.Tests.Quizzes.Analysis;

public sealed class ItemFiguresTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>By hand, thirty sittings of four questions: ten have the other three right, ten have two, ten have none.</summary>
    [Fact]
    public void Figures_of_one_question_by_hand()
    {
        var item = Analyse(
            [.. Repeat(10, Sitters.Of("1111")), .. Repeat(5, Sitters.Of("1110")), .. Repeat(5, Sitters.Of("0110")), .. Repeat(10, Sitters.Of("0000"))], "q00");

        Assert.Equal((30, 0.5, 0d), (item.Sittings, item.Facility, item.Empty));
        Assert.Equal(1, item.Discrimination, 9); // The best 8.1 are among the first ten, the weakest 8.1 among the last ten.
        Assert.Equal(1, item.FacilityOfBest, 9);

        // Deviations of the question ±½; of the rest (1, 2/3, 2/3, 0) by tens and fives about 5/9: 10·4/9 + 5·1/9 − 5·1/9 + 10·5/9 over 2·√(30·…).
        var rest = new[] { (10, 1d), (5, 2 / 3d), (5, 2 / 3d), (10, 0d) };
        var mean = rest.Sum(r => r.Item1 * r.Item2) / 30;
        var both = 0.5 * ((10 * (1 - mean)) + (5 * ((2 / 3d) - mean)) - (5 * ((2 / 3d) - mean)) - (10 * (0 - mean)));
        var spread = Math.Sqrt(30 * 0.25 * rest.Sum(r => r.Item1 * (r.Item2 - mean) * (r.Item2 - mean)));
        Assert.Equal(both / spread, item.ItemRest!.Value, 9);
        Assert.Equal([(0.5, 1d, 0d), (0.5, 0d, 1d), (0d, 0d, 0d)], item.Options.Select(o => (o.Chosen, Math.Round(o.ByBest, 9), Math.Round(o.ByWeakest, 9))));
    }

    /// <summary>The key says a; everybody who knows the rest says b, and who knows little guesses.</summary>
    [Fact]
    public void A_wrong_key_is_the_first_thing_an_author_sees()
    {
        var sittings = Enumerable.Range(0, 60).Select(i => new ScoredSitting(
        [
            Sitters.Answer(0, i < 40 ? 1 : i % 3),
            .. Enumerable.Range(1, 5).Select(q => Sitters.Answer(q, i < 20 + (q * 5) ? 0 : 2)),
        ])).ToList();

        var figures = QuizAnalysis.Of("course", sittings);

        var first = figures.Items[0];
        Assert.Equal("q00", first.Question.Key);
        Assert.Equal([ItemRemark.BestChooseAnother, ItemRemark.Backwards, ItemRemark.BestFail], first.Remarks);
        Assert.True(first.ItemRest < 0);
    }

    [Fact]
    public void Each_remark_is_made_where_it_belongs()
    {
        // 0: all but one right. 1: of the best a little fewer than of the weakest. 2: many empty. 3: option c never chosen. 4..7 tell the good from the weak.
        var sittings = Enumerable.Range(0, 80).Select(i => new ScoredSitting(
        [
            Sitters.Answer(0, i == 0 ? 1 : 0),
            Sitters.Answer(1, i % 5 < (i < 40 ? 2 : 3) ? 0 : 1 + (i % 2)),
            Sitters.Answer(2, i % 5 == 0 ? null : i < 40 ? 0 : 1 + (i % 2)),
            Sitters.Answer(3, i < 45 ? 0 : 1),
            .. Enumerable.Range(4, 4).Select(q => Sitters.Answer(q, i < 20 + (q * 5) ? 0 : 1 + (i % 2))),
        ])).ToList();
        var items = QuizAnalysis.Of("course", sittings).Items.ToDictionary(i => i.Question.Key, i => i.Remarks);

        Assert.Equal([ItemRemark.NearlyAllRight], items["q00"]);
        Assert.Equal([ItemRemark.BestFail, ItemRemark.TellsLittle], items["q01"]);
        Assert.Equal([ItemRemark.OftenEmpty], items["q02"]);
        Assert.Equal([ItemRemark.IdleOption], items["q03"]);
        Assert.Empty(items["q05"]);
    }

    [Fact]
    public void Below_the_minimum_nothing_is_said()
    {
        var few = QuizAnalysis.Of("course", [.. Repeat(ItemFigures.FewestSittings - 1, Sitters.Of("0110"))]);

        Assert.Equal((false, (Reliability?)null), (few.HasEnough, few.Reliability));
        Assert.All(few.Items, i => Assert.Empty(i.Remarks));
        Assert.True(QuizAnalysis.Of("course", [.. Repeat(ItemFigures.FewestSittings, Sitters.Of("0110"))]).HasEnough);
    }

    [Fact]
    public void Drawn_papers_are_not_measured_by_alpha_and_counting_the_luck_of_the_draw_makes_them_less_reliable()
    {
        var same = Enumerable.Range(0, 60).Select(i => Sitters.Of(string.Concat(Enumerable.Range(0, 8).Select(q => i % 20 > q * 2 ? '1' : '0')))).ToList();
        var drawn = same.Select((s, i) => new ScoredSitting([.. s.Answers.Where((_, q) => (q + i) % 2 == 0)])).ToList();

        Assert.Equal(ReliabilityKind.Kr20, Reliability.Of(same)!.Kind);
        var reliability = Reliability.Of(drawn)!;
        Assert.Equal((ReliabilityKind.Drawn, 60), (reliability.Kind, reliability.Sittings));
        Assert.InRange(reliability.Value, 0, Reliability.Of(same)!.Value);
    }

    [Fact]
    public void Who_comes_first_makes_no_difference() =>
        Gen.Int[0, 7].Array[40].Sample(marks =>
        {
            var sittings = marks.Select(m => Sitters.Of(Convert.ToString(m, 2).PadLeft(3, '0'))).ToList();
            var (one, other) = (QuizAnalysis.Of("course", sittings), QuizAnalysis.Of("course", [.. Enumerable.Reverse(sittings)]));
            Assert.All(ByKey(one).Zip(ByKey(other)), pair => Assert.All(Figures(pair.First).Zip(Figures(pair.Second)), f => Assert.Equal(f.First, f.Second, 1e-9)));
            Assert.All(one.Items, i => Assert.InRange(i.Discrimination, -1, 1));
        }, iter: 50);

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task First_sittings_are_analysed_by_the_key_that_holds_and_void_questions_are_not(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        await room.ManyAsync(40);
        var again = await room.MemberAsync();
        await room.SitAsync(again, "1919年", others: 5);
        await room.SitAsync(again, "1919年", others: 5);
        var before = await AnalyseAsync(room);
        Assert.Equal((41, 6), (before.Sittings, before.Items.Count));
        var year = before.Items.Single(i => i.Question.Key == "h-1");
        Assert.Equal((20 / 41d, 41), (year.Facility, year.Sittings));
        Assert.Equal(["1919年", "1921年", "1927年"], year.Options.Select(o => o.Text));
        Assert.Equal([21 / 41d, 20 / 41d, 0], year.Options.Select(o => Math.Round(o.Chosen * 41) / 41));

        room.Correct("1921年", "1919年");
        await room.ReviseAsync(room.Input(await room.YearAsync()));
        Assert.Equal(21 / 41d, (await AnalyseAsync(room)).Items.Single(i => i.Question.Key == "h-1").Facility, 9);

        await room.ReviseAsync(room.Input(room.YearNow(), makesVoid: true));
        Assert.DoesNotContain((await AnalyseAsync(room)).Items, i => i.Question.Key == "h-1");
    }

    private static async Task<QuizFigures> AnalyseAsync(RevisionRoom room)
    {
        await using var db = room.School.NewDb(room.Author);
        return await new QuizAnalysis(db).RunAsync(RevisionRoom.Course, Ct);
    }

    private static ItemFigures Analyse(IReadOnlyList<ScoredSitting> sittings, string key) => QuizAnalysis.Of("course", sittings).Items.Single(i => i.Question.Key == key);

    private static IEnumerable<ScoredSitting> Repeat(int times, ScoredSitting sitting) => Enumerable.Repeat(sitting, times);

    /// <summary>Not in the order of urgency: two that are equally urgent but for the last bits may change places.</summary>
    private static IEnumerable<ItemFigures> ByKey(QuizFigures quiz) => quiz.Items.OrderBy(i => i.Question.Key, StringComparer.Ordinal);

    /// <summary>To be compared up to the last bits: sums of the same numbers in another order differ there.</summary>
    private static double[] Figures(ItemFigures item) =>
        [item.Facility, item.Discrimination, item.ItemRest ?? 0, .. item.Options.Select(o => o.ByBest)];
}
