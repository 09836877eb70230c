using CsCheck;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Tests.Questions;

namespace Learning.Courses.Tests.Quizzes.Revisions;

/// <summary>What holds for whatever was on the paper, whatever was answered and however often it is revised.</summary>
public sealed class RevisedPaperTests
{
    private static readonly DateTime Noon = new(2026, 3, 2, 4, 0, 0, DateTimeKind.Utc);

    /// <summary>The papers were drawn before anything was revised.</summary>
    private static readonly DateTime Morning = Noon.AddHours(-3);

    /// <summary>Five questions of three options, each in four versions that differ in key and order.</summary>
    private static readonly Question[][] Versions = [.. Enumerable.Range(0, 5).Select(q => new[] { "+a|b|c", "a|+b|c", "c|b|+a", "b|+c|a" }
        .Select(options => QuestionMaker.Of(QuestionKind.Single, options, $"q{q}")).ToArray())];

    private static readonly Dictionary<string, Question> ByHash = Versions.SelectMany(v => v).ToDictionary(q => q.Hash());

    private static readonly Dictionary<int, string> Nothing = [];

    private static readonly Gen<List<PaperSlot>> Papers =
        Gen.Int[0, 3].Array[5].Select(picks => picks.Select((version, q) => new PaperSlot(q + 1, Versions[q][version].Hash(), "2,0,1")).ToList());

    private static readonly Gen<Dictionary<int, string>> Answers =
        Gen.Int[0, 3].Array[5].Select(picks => picks.Select((pick, i) => (i, pick)).Where(p => p.pick < 3).ToDictionary(p => p.i + 1, p => $"{p.pick}"));

    /// <summary>Question, version before, version after (4 is void), rule.</summary>
    private static readonly Gen<List<(int Question, int From, int To, RevisionRule Rule)>> Histories =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Enum<RevisionRule>()).Where(s => s.Item2 != s.Item3).List[0, 8];

    [Fact]
    public void After_a_revision_a_mark_is_that_of_the_same_answers_to_the_corrected_question() =>
        Gen.Select(Papers, Answers, Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3]).Where(t => t.Item4 != t.Item5).Sample((paper, answers, which, from, to) =>
        {
            var revised = RevisedPaper.Of(paper, Morning, ByHash, answers, Nothing, Chain([(which, from, to, RevisionRule.BothWays)]));

            // From scratch: a paper that had shown the corrected question, on which the same texts were chosen.
            var (old, @new) = (Versions[which][from], Versions[which][to]);
            var corrected = paper.Select(s => s.QuestionHash == old.Hash() ? s with { QuestionHash = @new.Hash() } : s).ToList();
            var again = answers.ToDictionary(a => a.Key, a => paper[a.Key - 1].QuestionHash == old.Hash() ? Same(old, @new, a.Value) : a.Value);
            Assert.Equal(Marker.Mark(corrected, ByHash, again).Points, revised.Mark.Points);
        });

    [Fact]
    public void A_revision_taken_back_restores_every_mark() =>
        Gen.Select(Papers, Answers, Histories, Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 3]).Where(t => t.Item5 != t.Item6).Sample((paper, answers, history, which, to, from) =>
        {
            // Only of papers that the first of the two steps has moved: others that were drawn with the second version are rightly marked by it.
            var before = RevisedPaper.Of(paper, Morning, ByHash, answers, Nothing, Chain(history));
            var moved = RevisedPaper.Of(paper, Morning, ByHash, answers, Nothing, Chain([.. history, (which, from, to, RevisionRule.BothWays)]));
            if (moved.Slots[which].Revisions.Count > before.Slots[which].Revisions.Count)
            {
                var back = RevisedPaper.Of(paper, Morning, ByHash, answers, Nothing, Chain([.. history, (which, from, to, RevisionRule.BothWays), (which, to, from, RevisionRule.BothWays)]));
                Assert.Equal(before.Slots[which].Points, back.Slots[which].Points);
                Assert.Equal(before.Mark.Points, back.Mark.Points);
            }
        }, iter: 2000);

    [Fact]
    public void In_favour_takes_no_point_from_anybody_whatever_came_before() =>
        Gen.Select(Papers, Answers, Histories, Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 4]).Where(t => t.Item5 != t.Item6).Sample((paper, answers, history, which, from, to) =>
        {
            var before = RevisedPaper.Of(paper, Morning, ByHash, answers, Nothing, Chain(history));
            var after = RevisedPaper.Of(paper, Morning, ByHash, answers, Nothing, Chain([.. history, (which, from, to, RevisionRule.InFavour)]));
            Assert.All(before.Slots.Zip(after.Slots), s => Assert.True(s.Second.Points >= s.First.Points));
        }, iter: 2000);

    [Fact]
    public void A_revision_touches_no_question_but_its_own() =>
        Gen.Select(Papers, Answers, Histories).Sample((paper, answers, history) =>
        {
            var drawn = Marker.Mark(paper, ByHash, answers);
            var revised = RevisedPaper.Of(paper, Morning, ByHash, answers, Nothing, Chain(history));
            Assert.Equal(drawn.MaxPoints, revised.Mark.MaxPoints);
            Assert.All(revised.Slots.Where(s => s.Revisions.Count == 0).Zip(revised.Mark.Slots.Zip(drawn.Slots).Where(m => revised.Slots.Single(s => s.Slot == m.First.Slot).Revisions.Count == 0)),
                s => Assert.Equal(s.Second.Second.Points, s.First.Points));
        });

    [Fact]
    public void A_void_question_is_right_for_everybody_and_for_who_left_it_empty_too()
    {
        var paper = Versions.Select((v, i) => new PaperSlot(i + 1, v[0].Hash(), "0,1,2")).ToList();
        var revised = RevisedPaper.Of(paper, Morning, ByHash, new Dictionary<int, string> { [1] = "1" }, Nothing, Chain([(0, 0, 4, RevisionRule.InFavour), (1, 0, 4, RevisionRule.InFavour)]));

        Assert.Equal(2, revised.Mark.Points);
        Assert.Equal([true, true, false, false, false], revised.Slots.Select(s => s.IsVoid));
    }

    [Fact]
    public void Who_draws_a_question_after_its_correction_was_taken_back_is_marked_by_it_alone()
    {
        var paper = Versions.Select((v, i) => new PaperSlot(i + 1, v[0].Hash(), "0,1,2")).ToList();
        var answers = new Dictionary<int, string> { [1] = "1" }; // right by the correction only
        var chain = Chain([(0, 0, 1, RevisionRule.InFavour), (0, 1, 0, RevisionRule.InFavour)]);

        Assert.Equal(1, RevisedPaper.Of(paper, Noon.AddMinutes(-1), ByHash, answers, Nothing, chain).Mark.Points);
        Assert.Equal(1, RevisedPaper.Of(paper, Noon, ByHash, answers, Nothing, chain).Mark.Points);
        Assert.Equal(0, RevisedPaper.Of(paper, Noon.AddMinutes(1), ByHash, answers, Nothing, chain).Mark.Points);
    }

    [Fact]
    public void Papers_that_a_chain_has_led_to_a_state_are_found_by_what_they_were_drawn_as()
    {
        var chain = Chain([(0, 0, 1, RevisionRule.BothWays), (0, 2, 1, RevisionRule.InFavour), (0, 1, 3, RevisionRule.BothWays), (1, 0, 1, RevisionRule.BothWays)]);

        Assert.Equal(
            new[] { 0, 1, 2, 3 }.Select(v => Versions[0][v].Hash()).Order(StringComparer.Ordinal),
            chain.DrawnAs(new MarkedBy(Versions[0][3].Hash(), false)).Order(StringComparer.Ordinal));
        Assert.Equal([Versions[0][2].Hash()], chain.DrawnAs(new MarkedBy(Versions[0][2].Hash(), false)));
    }

    private static RevisionChain Chain(IReadOnlyList<(int Question, int From, int To, RevisionRule Rule)> history) => new(
        [.. history.Select((s, i) => new AppliedRevision(
            new Revision(RowId.At(Noon.AddMinutes(i)), "course", $"q{s.Question}", "zh-CN", State(s.Question, s.From, s.To), State(s.Question, s.To, s.From), s.Rule, "wrong-key", Noon, null), Noon.AddMinutes(i)))],
        ByHash);

    /// <summary>Version 4 is the other side, void.</summary>
    private static MarkedBy State(int question, int version, int other) => new(Versions[question][version == 4 ? other : version].Hash(), version == 4);

    private static string Same(Question from, Question to, string response) =>
        $"{to.Options.ToList().FindIndex(o => o.Text == from.Options[int.Parse(response, null)].Text)}";
}
