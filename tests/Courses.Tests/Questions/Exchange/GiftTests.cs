using Learning.Courses.Questions;

namespace Learning.Courses.Tests.Questions.Exchange;

public sealed class GiftTests : IDisposable
{
    private readonly ExchangeRoom room = new();

    public void Dispose() => room.Dispose();

    [Fact]
    public void A_file_written_by_hand_is_read_whole()
    {
        var plan = room.Plan("""
            // 党史题库，2026年整理
            $CATEGORY: $course$/党史/two

            ::q1::一大在哪一年召开？{
            	~1919年#那年是五四运动
            	=1921年#在上海开幕
            	~1927年
            	####一大于**1921年**召开。
            }

            七大在延安召开。{T}

            ::Q 3::“头雁”四步是选、育、{=管 =管理}、用。

            每年多少学时？{#32:0.5}
            """, "gift", null);

        Assert.Equal(
            [
                "4 q1 Accepted Exchange.AnswerFeedback Exchange.AnswerFeedback",
                "11 q-a6aab14ca3f2 Accepted Exchange.NoExplanation",
                "13 q-3 Accepted Exchange.NoExplanation",
                "15 q-3d4bf2433366 Accepted Exchange.NoExplanation",
            ],
            ExchangeRoom.Said(plan));
        Assert.Equal(
            """
            ## q1 {.single lesson=two}
            一大在哪一年召开？

            - [ ] 1919年
            - [x] 1921年
            - [ ] 1927年

            > 一大于\*\*1921年\*\*召开。

            ## q-a6aab14ca3f2 {.true-false lesson=two}
            七大在延安召开。

            - [x] 正确
            - [ ] 错误

            > 答案：正确

            ## q-3 {.fill-in lesson=two}
            “头雁”四步是选、育、____、用。

            - [x] 管
            - [x] 管理

            > 答案：管

            ## q-3d4bf2433366 {.numeric lesson=two}
            每年多少学时？ ____

            - [x] 32 ± 0.5

            > 答案：32 ± 0.5

            """.Replace("每年多少学时？ ____", "每年多少学时？", StringComparison.Ordinal).ReplaceLineEndings("\n"),
            plan.Merged);
    }

    [Theory]
    [InlineData("谁？{~甲 =乙 ~丙}", ".single |甲|+乙|丙")]
    [InlineData("谁？{~%50%甲 ~%50%乙 ~%-50%丙}", ".multiple credit=partial|+甲|+乙|丙")]
    [InlineData("谁？{~%50%甲 ~%50%乙 ~%-100%丙}", ".multiple |+甲|+乙|丙")]
    [InlineData("对吗？{FALSE}", ".true-false |正确|+错误")]
    [InlineData("谁？{=甲 =乙}", ".fill-in |+甲|+乙")]
    [InlineData("谁？{甲}", ".fill-in |+甲")]
    [InlineData("几？{#3.14:0.01}", ".numeric |+3.14 ± 0.01")]
    [InlineData("几？{#1..5}", ".numeric |+1..5")]
    [InlineData("几？{#=1:0 =2..3}", ".numeric |+1|+2..3")]
    [InlineData("几？{#3:2~#不对}。", ".numeric |+3 ± 2")]
    [InlineData("他{~葬 =埋}在哪里。", ".single |葬|+埋")]
    [InlineData("配对{=一大 -> 1921年 =七大 -> 1945年 = -> 1949年}", ".matching |+一大→1921年|+七大→1945年|+→1949年")]
    [InlineData("[html]<b>谁</b>？{=[plain]<b> ~[markdown]**乙**}", ".single |+&lt;b&gt;|<strong>乙</strong>")]
    [InlineData(@"谁\=\{谁\}？{=a\~b\n\\c ~d}", @".single |+a~b<br />/n\c|d")]
    public void Every_kind_of_answer_is_understood(string gift, string expected)
    {
        var question = Assert.Single(room.Read("::k::" + gift, "gift"));
        Assert.Equal(expected.Replace("/n", "\n", StringComparison.Ordinal), Shown(question));
    }

    [Theory]
    [InlineData("只是说明文字。", "Exchange.NoAnswer")]
    [InlineData("谈谈体会。{}", "Exchange.Essay")]
    [InlineData("谁？{=甲 ~乙", "Exchange.Braces")]
    [InlineData("谁？=甲 ~乙}", "Exchange.Braces")]
    [InlineData("谁？{=甲}和{=乙}", "Exchange.Braces")]
    [InlineData("谁？{=甲 =乙 ~丙}", "Question.NotOneTick")]
    [InlineData("____和____{=甲}", "Question.NotOneBlank")]
    [InlineData("几？{#三}", "Question.NotANumber")]
    [InlineData("[html]<img src=\"a.png\">谁？{=甲 ~乙}", "Exchange.NeedsElement")]
    public void What_cannot_be_asked_here_is_refused_by_itself(string gift, string code)
    {
        var plan = room.Plan($"::good::谁？{{=甲 ~乙}}\n\n::bad::{gift}\n\n::better::谁？{{=甲 ~丙}}", "gift");

        Assert.Equal(["Accepted", "Refused", "Accepted"], plan.Rows.Select(r => $"{r.State}"));
        Assert.Equal([code], plan.Rows[1].Reasons.Select(r => r.Code));
        Assert.Equal(3, plan.Rows[1].At.Line);
    }

    [Theory]
    [InlineData("谁？{=甲 ~%50%乙 ~丙}", "Exchange.PartialWeights")]
    [InlineData("谁？{~%70%甲 ~%30%乙 ~丙}", "Exchange.Weights")]
    [InlineData("谁？{~%100%甲 ~乙 ~丙}", "Exchange.OneRightOfMany")]
    [InlineData("谁？{=甲 =%50%乙}", "Exchange.PartialAnswer")]
    [InlineData("谁？{=甲 =乙*}", "Exchange.Pattern")]
    [InlineData("谁？{=甲#好 ~乙}", "")]
    [InlineData("谁？{=甲 ~乙#不好}", "Exchange.AnswerFeedback")]
    [InlineData(@"\(x^2\)是多少？{=甲 ~乙}", "")]
    [InlineData(@"[html]<b>\(x^2\)(a)</b>b？{=甲 ~乙}", "Exchange.Formatting")]
    [InlineData("[html]<font>谁</font>？{=甲 ~乙}", "Exchange.Formatting")]
    public void What_is_lost_on_the_way_is_said(string gift, string code)
    {
        var losses = Assert.Single(room.Plan("::k::" + gift, "gift").Rows).Losses.Select(l => l.Code).Where(c => c != "Exchange.NoExplanation");
        Assert.Equal(code, string.Join(' ', losses));
    }

    [Fact]
    public void A_category_that_is_no_lesson_is_said_and_the_lesson_must_be_named()
    {
        const string file = "$CATEGORY: 其他\n\n::k::谁？{=甲 ~乙}";

        Assert.Equal(["3 k Refused Exchange.NoLesson Exchange.Category"], ExchangeRoom.Said(room.Plan(file, "gift", null)));
        Assert.Equal(["3 k Accepted Exchange.Category Exchange.NoExplanation"], ExchangeRoom.Said(room.Plan(file, "gift", "two")));
    }

    private static string Shown(Question q) =>
        $".{KindRoles.Of(q.Kind).Word} {string.Join(' ', q.Settings.Select(s => $"{s.Key}={s.Value}"))}|{string.Join('|', q.Options.Select(o => $"{(o.Right ? "+" : "")}{o.Text}{(o.Match.Length > 0 ? "→" + o.Match : "")}"))}";
}
