using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Tests.Questions;

namespace Learning.Courses.Tests.Quizzes;

public sealed class MarkerTests
{
    [Fact]
    public void A_right_answer_is_one_point_and_a_missing_one_none()
    {
        var questions = new[]
        {
            QuestionMaker.Of(QuestionKind.Single, "a|+b", "q1"),
            QuestionMaker.Of(QuestionKind.Multiple, "+a|+b|c", "q2"),
            QuestionMaker.Of(QuestionKind.FillIn, "+管", "q3"),
            QuestionMaker.Of(QuestionKind.TrueFalse, "+正确|错误", "q4"),
        };
        var paper = questions.Select((q, i) => new PaperSlot(i + 1, q.Hash(), ""));

        var mark = Marker.Mark(paper, questions.ToDictionary(q => q.Hash()), new Dictionary<int, string> { [1] = "1", [2] = "0", [3] = "管" });

        Assert.Equal((2, 4), (mark.Points, mark.MaxPoints));
        Assert.Equal([true, false, true, false], mark.Slots.Select(s => s.IsRight));
    }

    [Theory]
    [InlineData(12, 20, 60, true)]
    [InlineData(11, 20, 60, false)]
    [InlineData(5, 8, 60, true)] // 62.5 %
    [InlineData(4, 8, 60, false)]
    [InlineData(2, 3, 67, false)] // 66.67 % is not 67 %
    [InlineData(2, 3, 66, true)]
    [InlineData(3, 3, 100, true)]
    [InlineData(0, 3, 0, true)]
    [InlineData(0, 0, 0, false)]
    public void A_pass_is_reaching_the_percentage_without_rounding(int points, int max, int percent, bool pass) =>
        Assert.Equal(pass, new Mark(points, max, []).IsPass(percent));
}
