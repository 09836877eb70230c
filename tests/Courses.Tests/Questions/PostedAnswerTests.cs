using Learning.Courses.Questions;

namespace Learning.Courses.Tests.Questions;

public sealed class PostedAnswerTests
{
    // The paper shows the options c, a, d, b.
    private const string Order = "2,0,3,1";

    [Theory]
    [InlineData(QuestionKind.Single, "", "")]
    [InlineData(QuestionKind.Single, "0", "2")]
    [InlineData(QuestionKind.Single, "3", "1")]
    [InlineData(QuestionKind.Single, "|1", "0")] // the empty value the page sends with every question
    [InlineData(QuestionKind.Single, "1|1", "0")] // said twice is said once
    [InlineData(QuestionKind.Multiple, "", "")]
    [InlineData(QuestionKind.Multiple, "0|1|2", "0,2,3")]
    [InlineData(QuestionKind.Multiple, "2|0|2|1", "0,2,3")]
    public void Positions_become_the_indexes_of_the_options_sorted(QuestionKind kind, string posted, string stored) =>
        Assert.Equal(stored, Read(kind, posted.Split('|')).Value);

    [Theory]
    [InlineData(QuestionKind.Single, "0|1")] // two answers where one is asked
    [InlineData(QuestionKind.Single, "4")]
    [InlineData(QuestionKind.Single, "-1")]
    [InlineData(QuestionKind.Single, "+1")]
    [InlineData(QuestionKind.Single, " 1")]
    [InlineData(QuestionKind.Single, "1,2")]
    [InlineData(QuestionKind.Single, "１")]
    [InlineData(QuestionKind.Single, "99999999999999999999")]
    [InlineData(QuestionKind.Multiple, "0|4")]
    [InlineData(QuestionKind.Multiple, "0|<script>")]
    public void What_no_page_of_ours_could_send_is_refused(QuestionKind kind, string posted) =>
        Assert.Equal("Answer.NotUnderstood", Read(kind, posted.Split('|')).Refusal?.Code);

    [Fact]
    public void True_or_false_takes_one_of_two()
    {
        var trueFalse = KindRoles.Of(QuestionKind.TrueFalse);
        var question = QuestionMaker.Of(QuestionKind.TrueFalse, "+正确|错误");
        Assert.Equal("1", trueFalse.Read(question, "0,1", ["", "1"]).Value);
        Assert.Equal("Answer.NotUnderstood", trueFalse.Read(question, "0,1", ["0", "1"]).Refusal?.Code);
        Assert.Equal("Answer.NotUnderstood", trueFalse.Read(question, "0,1", ["2"]).Refusal?.Code);
    }

    [Theory]
    [InlineData("  管 ", "管")]
    [InlineData("a\u0000b\r\nc", "abc")]
    [InlineData("<b>管</b>", "<b>管</b>")] // kept as typed; the page encodes it
    [InlineData("𠮷", "𠮷")] // a letter outside the basic plane
    public void Typed_text_is_kept_as_typed(string typed, string stored) =>
        Assert.Equal(stored, Read(QuestionKind.FillIn, [typed]).Value);

    [Fact]
    public void Typed_text_that_cannot_be_stored_or_is_too_long_is_refused()
    {
        Assert.Equal("Answer.NotUnderstood", Read(QuestionKind.FillIn, ["半个字\uD842"]).Refusal?.Code);
        Assert.Equal("Answer.NotUnderstood", Read(QuestionKind.FillIn, ["\uDFB7半个字"]).Refusal?.Code);
        Assert.Equal("Answer.NotUnderstood", Read(QuestionKind.FillIn, ["一", "二"]).Refusal?.Code);
        Assert.Equal("Answer.TooLong", Read(QuestionKind.FillIn, [new string('长', 201)]).Refusal?.Code);
        Assert.Equal(200, Read(QuestionKind.FillIn, [new string('长', 200)]).Value?.Length);
        Assert.Equal("", Read(QuestionKind.FillIn, []).Value);
    }

    private static Outcome<string> Read(QuestionKind kind, string[] posted) =>
        KindRoles.Of(kind).Read(QuestionMaker.Of(kind, kind == QuestionKind.FillIn ? "+管" : "+a|b|+c|d"), Order, posted);
}
