using CsCheck;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;

namespace Learning.Courses.Tests.Questions;

/// <summary>What holds for every kind, every shuffle and whatever is posted.</summary>
public sealed class MarkingProperties
{
    private static readonly string[] Typical = ["管", "育", "32", "1:军事", "2:组织", "2:"];
    private static readonly Gen<Question> AnyQuestion = Gen.Int[0, KindBank.Questions.Count - 1].Select(i => KindBank.Questions[i]);
    private static readonly Gen<string> AnyValue = Gen.OneOf(
        Gen.Const(""), Gen.Int[0, 5].Select(i => $"{i}"), Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], (a, b) => $"{a}:{b}"), Gen.Int[0, Typical.Length - 1].Select(i => Typical[i]), Gen.String);

    [Fact]
    public void Whatever_is_posted_is_refused_or_marked_from_nought_to_the_maximum_and_twice_alike() =>
        Gen.Select(AnyQuestion, Gen.Long, AnyValue.List[0, 8]).Sample((question, seed, posted) =>
        {
            var kind = KindRoles.Of(question.Kind);
            var read = kind.Read(question, Order(question, seed), posted);
            if (read.Value is { } response)
            {
                var mark = kind.Mark(question, response);
                Assert.True(mark >= Fraction.Zero && mark <= kind.Points(question));
                Assert.Equal(mark, kind.Mark(question, response));
                Assert.True(response.Length > 0 || mark == Fraction.Zero);
                Assert.True(response.Length <= 4000);
            }
        });

    [Fact]
    public void A_shuffle_never_changes_a_mark() => Gen.Select(AnyQuestion, Gen.Long, Gen.Long, Gen.Int[0, 255]).Sample((question, first, second, picks) =>
    {
        // The same person ticks, picks and types the same things on two papers: what is stored, and so the mark, is the same.
        var kind = KindRoles.Of(question.Kind);
        var (one, two) = (Order(question, first), Order(question, second));
        var response = kind.Read(question, one, [.. kind.RightAnswer(question, one).Where((_, i) => (picks >> i & 1) == 0 || question.Kind is QuestionKind.Cloze)]).Value!;
        var again = kind.Read(question, two, Post(kind, question, two, response)).Value!;
        Assert.Equal(response, again);
        Assert.Equal(kind.Mark(question, response), kind.Mark(question, again));
    });

    [Fact]
    public void The_right_answer_is_worth_everything_on_every_paper() => Gen.Select(AnyQuestion, Gen.Long).Sample((question, seed) =>
    {
        var kind = KindRoles.Of(question.Kind);
        var order = Order(question, seed);
        var response = kind.Read(question, order, kind.RightAnswer(question, order)).Value!;
        var found = kind.IsMarkedByPerson ? IndexList.Join(Enumerable.Range(0, question.Options.Count)) : null;
        Assert.Equal(kind.Points(question), kind.Mark(question, response, found));
        Assert.All(kind.Review(question, order, response, found), f => Assert.True(f.IsRight));
        Assert.True(order.Length <= 400);
    });

    [Fact]
    public void Fractions_add_up_exactly() => Gen.Select(Gen.Int[0, 12], Gen.Int[1, 12], Gen.Int[0, 12], Gen.Int[1, 12]).Sample((a, b, c, d) =>
    {
        var sum = new Fraction(a, b) + new Fraction(c, d);
        Assert.Equal(((long)a * d) + ((long)c * b), sum.Numerator * (b * d / sum.Denominator));
        Assert.Equal(sum, new Fraction(c, d) + new Fraction(a, b));
        Assert.True(sum >= new Fraction(a, b));
    });

    private static string Order(Question question, long seed)
    {
        var random = new SplitMix64(unchecked((ulong)seed));
        return KindRoles.Of(question.Kind).Order(question, count => random.Shuffle(Enumerable.Range(0, count)));
    }

    /// <summary>What the page posts that shows a stored response: the fields as a browser would send them.</summary>
    private static IReadOnlyList<string> Post(KindRoles kind, Question question, string order, string response) =>
    [
        .. kind.Open(question, order, response).Where(f => f.Shape != FieldShape.Words).SelectMany(f => (f.Shape switch
        {
            FieldShape.Line or FieldShape.Number or FieldShape.Text => [f.Typed],
            FieldShape.Select => [f.Choices.SingleOrDefault(c => c.IsChosen) is { } chosen ? $"{chosen.Position}" : ""],
            _ => f.Choices.Where(c => c.IsChosen).Select(c => $"{c.Position}").Prepend(""),
        }).Select(v => f.Part > 0 ? $"{f.Part}:{v}" : v)),
    ];
}
