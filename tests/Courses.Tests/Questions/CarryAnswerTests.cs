using CsCheck;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;

namespace Learning.Courses.Tests.Questions;

/// <summary>An answer said again for a corrected question means what it meant, or nobody says it.</summary>
public sealed class CarryAnswerTests
{
    private static readonly IReadOnlyList<Question> ByMachine = [.. KindBank.Questions.Where(q => !KindRoles.Of(q.Kind).IsMarkedByPerson)];

    public static TheoryData<QuestionKind, string, string, string, string> Carried => new()
    {
        { QuestionKind.Single, "a|+b|c", "+a|b|c", "1", "1" }, // The key alone was wrong.
        { QuestionKind.Single, "a|+b|c", "c|b|+a", "0", "2" }, // Known by its text, not by its place.
        { QuestionKind.Single, "a|+b|c", "a|+b|d", "1", "1" }, // What nobody picked may go.
        { QuestionKind.Single, "a|+b|c", "a|+b", "", "" },
        { QuestionKind.Multiple, "+a|b|+c", "c|+b|+a", "0,2", "0,2" },
        { QuestionKind.Multiple, "+a|b|+c", "+b|c|a", "0", "2" },
        { QuestionKind.TrueFalse, "+正确|错误", "正确|+错误", "0", "0" },
        { QuestionKind.FillIn, "+管", "+管|+管理", "管理", "管理" },
        { QuestionKind.Numeric, "+32", "+40", "40", "40" },
    };

    [Theory, MemberData(nameof(Carried))]
    public void What_was_answered_is_found_again(QuestionKind kind, string from, string to, string response, string expected) =>
        Assert.Equal(expected, CarryAnswer.Run(QuestionMaker.Of(kind, from), QuestionMaker.Of(kind, to), "", response).Value?.Response);

    public static TheoryData<QuestionKind, string, string, string, string> Refused => new()
    {
        { QuestionKind.Single, "a|+b|c", "a|+b|d", "2", "Carry.OptionGone" },
        { QuestionKind.Single, "a|+b|c", "a|b|+d", "0", "Carry.RightNotOnPaper" },
        { QuestionKind.Single, "a|+b|c", "a|b|+d", "", "Carry.RightNotOnPaper" },
        { QuestionKind.Multiple, "+a|b|+c", "+a|+b|d", "0", "Carry.OptionsDiffer" }, // That c was not ticked was an answer too.
        { QuestionKind.Multiple, "+a|b|+c", "+a|b|+c|d", "0,2", "Carry.OptionsDiffer" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_nobody_can_know_is_refused_with_the_reason(QuestionKind kind, string from, string to, string response, string code) =>
        Assert.Equal(code, CarryAnswer.Run(QuestionMaker.Of(kind, from), QuestionMaker.Of(kind, to), "", response).Refusal?.Code);

    [Fact]
    public void Another_kind_or_other_points_are_another_question()
    {
        var (single, multiple, passage) = (QuestionMaker.Of(QuestionKind.Single, "a|+b"), QuestionMaker.Of(QuestionKind.Multiple, "a|+b|+c"), KindBank.Of("k-11"));

        Assert.Equal("Carry.KindDiffers", CarryAnswer.Run(single, multiple, "", "1").Refusal!.Code);
        Assert.Equal("Carry.PointsDiffer", CarryAnswer.Run(passage, passage with { Parts = [.. passage.Parts.Take(1)] }, "", "").Refusal!.Code);
    }

    /// <summary>A person found it by another guide.</summary>
    [Fact]
    public void What_a_person_has_marked_no_program_marks_again()
    {
        var asked = KindBank.Questions.First(q => KindRoles.Of(q.Kind).IsMarkedByPerson);

        Assert.Equal("Carry.NotThisKind", CarryAnswer.Run(asked, asked with { Stem = "<p>另一问</p>" }, "", "答").Refusal!.Code);
    }

    [Fact]
    public void A_part_of_a_passage_that_has_moved_is_not_guessed_at()
    {
        var passage = KindBank.Of("k-11");
        var turned = passage with { Parts = [.. passage.Parts.Reverse()] };

        Assert.Equal("Carry.PartsDiffer", CarryAnswer.Run(passage, turned, "0,1;", "0").Refusal!.Code);
    }

    [Fact]
    public void A_blank_that_was_picked_and_is_now_typed_is_not_carried()
    {
        var cloze = KindBank.Of("k-10");
        var typed = cloze with { Options = [.. cloze.Options.Where(o => o.Right)] };

        Assert.Equal("Carry.BlanksDiffer", CarryAnswer.Run(cloze, typed, "", "育\u001F1").Refusal!.Code);
    }

    /// <summary>For every kind, every paper and whatever was posted: a bank whose lines were only moved marks everybody alike, and the way back leads back.</summary>
    [Fact]
    public void Moving_the_lines_of_a_question_changes_no_mark_and_is_undone_by_moving_them_back() =>
        Gen.Select(Gen.Int[0, ByMachine.Count - 1], Gen.Long, Gen.Long, Gen.Int[0, 5].Select(i => i == 5 ? "" : $"{i}").List[0, 4]).Sample((which, paper, move, posted) =>
        {
            var from = ByMachine[which];
            var to = Moved(from, move);
            var kind = KindRoles.Of(from.Kind);
            var order = kind.Order(from, Shuffle(paper));
            if (kind.Read(from, order, posted).Value is not { } response)
            {
                return;
            }

            var there = CarryAnswer.Run(from, to, order, response).Value!;
            Assert.Equal(new Carried(order, response), CarryAnswer.Run(to, from, there.Order, there.Response).Value);
            if (from.Kind != QuestionKind.Ordering) // There the lines are the key.
            {
                Assert.Equal(kind.Mark(from, response), kind.Mark(to, there.Response));
                Assert.Equal(Shown(kind.Review(from, order, response)), Shown(kind.Review(to, there.Order, there.Response)));
            }
        });

    private static Question Moved(Question question, long seed) => question with
    {
        Options = [.. Shuffle(seed)(question.Options.Count).Select(i => question.Options[i])],
        Parts = [.. question.Parts.Select(p => Moved(p, seed))],
    };

    private static Func<int, IReadOnlyList<int>> Shuffle(long seed)
    {
        var random = new SplitMix64(unchecked((ulong)seed));
        return count => random.Shuffle(Enumerable.Range(0, count));
    }

    private static string Shown(IEnumerable<ReviewedField> fields) =>
        string.Join('\n', fields.Select(f => $"{f.Label} {f.Typed} {f.IsRight} {string.Join('|', f.Accepted.Order(StringComparer.Ordinal))} {string.Join('|', f.Choices)}").Order(StringComparer.Ordinal)); // The lines of a matching question stand in the author's order.
}
