using Learning.Courses.Questions;

namespace Learning.Courses.Tests.Questions;

public sealed class MarkingTests
{
    [Theory]
    [InlineData(QuestionKind.Single, "1919年|+1921年|1927年", "1", true)]
    [InlineData(QuestionKind.Single, "1919年|+1921年|1927年", "0", false)]
    [InlineData(QuestionKind.Single, "1919年|+1921年|1927年", "", false)]
    [InlineData(QuestionKind.TrueFalse, "+正确|错误", "0", true)]
    [InlineData(QuestionKind.TrueFalse, "+正确|错误", "1", false)]
    [InlineData(QuestionKind.TrueFalse, "+正确|错误", "", false)]
    [InlineData(QuestionKind.Multiple, "+a|b|+c|d", "0,2", true)]
    [InlineData(QuestionKind.Multiple, "+a|b|+c|d", "0", false)]
    [InlineData(QuestionKind.Multiple, "+a|b|+c|d", "0,1,2", false)]
    [InlineData(QuestionKind.Multiple, "+a|b|+c|d", "0,1,2,3", false)]
    [InlineData(QuestionKind.Multiple, "+a|b|+c|d", "1,3", false)]
    [InlineData(QuestionKind.Multiple, "+a|b|+c|d", "", false)]
    public void Choices_are_right_with_all_the_right_options_and_only_these(QuestionKind kind, string options, string response, bool right) =>
        Assert.Equal(right, IsRight(QuestionMaker.Of(kind, options), response));

    [Theory]
    [InlineData("+70|+七十|+70%", "70", true)]
    [InlineData("+70|+七十|+70%", "７０", true)] // full width, as a Chinese input method types it
    [InlineData("+70|+七十|+70%", "７０％", true)]
    [InlineData("+70|+七十|+70%", " 7 0 ", true)]
    [InlineData("+70|+七十|+70%", "　７０　", true)] // ideographic spaces
    [InlineData("+70|+七十|+70%", "七十", true)]
    [InlineData("+70|+七十|+70%", "七零", false)]
    [InlineData("+70|+七十|+70%", "7", false)]
    [InlineData("+70|+七十|+70%", "700", false)]
    [InlineData("+70|+七十|+70%", "", false)]
    [InlineData("+70|+七十|+70%", " 　 ", false)]
    [InlineData("+32", "三十二", false)] // a Chinese numeral counts only if the author lists it
    [InlineData("+三十二", "32", false)]
    [InlineData("+fifteen", "FIFTEEN", true)]
    [InlineData("+fifteen", "Ｆｉｆｔｅｅｎ", true)]
    [InlineData("+Long March", "longmarch", true)]
    [InlineData("+四议两公开", "四议 两公开", true)]
    [InlineData("+四议两公开", "四议\u200B两公开", true)] // a zero-width space from copying
    [InlineData("+四议两公开", "两公开", false)]
    [InlineData("+“枫桥经验”", "枫桥经验", false)] // punctuation is part of the answer unless a variant leaves it out
    [InlineData("+（一）", "(一)", true)]
    [InlineData("+ΣΑΣ", "σας", true)] // the last sigma has its own small letter
    [InlineData("+café", "cafe\u0301", true)] // composed and decomposed
    [InlineData("+ｶﾞ", "ガ", true)] // half-width katakana with a separate mark
    public void A_blank_is_compared_without_width_case_and_spaces(string variants, string response, bool right) =>
        Assert.Equal(right, IsRight(QuestionMaker.Of(QuestionKind.FillIn, variants), response));

    [Fact]
    public void Every_character_that_can_be_stored_can_be_marked()
    {
        var question = QuestionMaker.Of(QuestionKind.FillIn, "+管");
        var basicPlane = Enumerable.Range(0, 0x10000).Select(c => ((char)c).ToString());
        var endsOfOtherPlanes = Enumerable.Range(1, 16).SelectMany(plane => Enumerable.Range((plane << 16) | 0xFFF0, 16)).Select(char.ConvertFromUtf32);
        foreach (var c in basicPlane.Concat(endsOfOtherPlanes))
        {
            if (KindRoles.Of(QuestionKind.FillIn).Read(question, "", [$"{c}管"]).Value is { } stored)
            {
                IsRight(question, stored);
            }
        }
    }

    private static bool IsRight(Question question, string response) => KindRoles.Of(question.Kind).IsRight(question, response);
}
