using Learning.Courses.Questions;

namespace Learning.Courses.Tests.Questions;

public sealed class KeyCheckTests
{
    [Theory]
    [InlineData(QuestionKind.Single, "a|+b", "")]
    [InlineData(QuestionKind.Single, "+a", "Question.TooFewOptions")]
    [InlineData(QuestionKind.Single, "a|b", "Question.NotOneTick")]
    [InlineData(QuestionKind.Single, "+a|+b", "Question.NotOneTick")]
    [InlineData(QuestionKind.Single, "+a|b|b", "Question.EqualOptions")]
    [InlineData(QuestionKind.Multiple, "+a|+b|c", "")]
    [InlineData(QuestionKind.Multiple, "+a|+b|+c", "")]
    [InlineData(QuestionKind.Multiple, "+a|+b", "Question.TooFewOptions")]
    [InlineData(QuestionKind.Multiple, "+a|b|c", "Question.TooFewTicks")]
    [InlineData(QuestionKind.Multiple, "+a|+b|a", "Question.EqualOptions")]
    [InlineData(QuestionKind.TrueFalse, "+正确|错误", "")]
    [InlineData(QuestionKind.TrueFalse, "正确|+错误", "")]
    [InlineData(QuestionKind.TrueFalse, "True|+False", "")]
    [InlineData(QuestionKind.TrueFalse, "错误|+正确", "Question.NotTrueAndFalse")]
    [InlineData(QuestionKind.TrueFalse, "+对|错", "Question.NotTrueAndFalse")]
    [InlineData(QuestionKind.TrueFalse, "+正确|False", "Question.NotTrueAndFalse")]
    [InlineData(QuestionKind.TrueFalse, "+正确|错误|不知道", "Question.NotTrueAndFalse")]
    [InlineData(QuestionKind.TrueFalse, "正确|错误", "Question.NotOneTick")]
    [InlineData(QuestionKind.FillIn, "+管", "")]
    [InlineData(QuestionKind.FillIn, "+70|+七十", "")]
    [InlineData(QuestionKind.FillIn, "", "Question.NoVariant")]
    [InlineData(QuestionKind.FillIn, "+管|育", "Question.VariantNotTicked")]
    [InlineData(QuestionKind.FillIn, "+　", "Question.VariantCannotBeTyped")]
    [InlineData(QuestionKind.ShortAnswer, "+甲|+乙", "")]
    [InlineData(QuestionKind.ShortAnswer, "", "Question.NoGuide")]
    [InlineData(QuestionKind.ShortAnswer, "+甲|+甲", "Question.EqualOptions")]
    public void A_key_that_cannot_be_marked_is_named(QuestionKind kind, string options, string expected) =>
        Assert.Equal(expected, string.Join(' ', Problems(QuestionMaker.Of(kind, options))));

    [Theory]
    [InlineData("<p>没有空格</p>")]
    [InlineData("<p>太短___</p>")]
    [InlineData("<p>____两个____</p>")]
    public void A_fill_in_has_one_blank(string stem) =>
        Assert.Equal(["Question.NotOneBlank"], Problems(QuestionMaker.Of(QuestionKind.FillIn, "+管") with { Stem = stem }));

    private static IEnumerable<string> Problems(Question question) => KindRoles.Of(question.Kind).Check(question);
}
