using System.Text;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Tests.Questions.Exchange;

public sealed class AikenTests : IDisposable
{
    private readonly ExchangeRoom room = new();

    public void Dispose() => room.Dispose();

    [Fact]
    public void A_file_is_read_question_by_question()
    {
        var plan = room.Plan("""
            一大在哪里召开？
            A. 上海
            B. 北京
            ANSWER: A

            七大在延安召开。
            A) 正确
            B) 错误
            ANSWER: A
            哪两项对？
            A、甲
            B、乙
            C、丙
            答案：A，C
            没有答案的题
            A. 甲
            B. 乙

            没有选项的题
            ANSWER: A
            选项不对的题
            A. 甲
            B. 乙
            ANSWER: C
            """);

        Assert.Equal("aiken", plan.Format.Word);
        Assert.Equal(
            ["Accepted", "Accepted", "Accepted", "Refused Exchange.NoKey", "Refused Exchange.NoAnswer", "Refused Exchange.NoSuchOption"],
            plan.Rows.Select(r => string.Join(' ', [$"{r.State}", .. r.Reasons.Select(x => x.Code)])));
        Assert.Equal([1, 6, 10, 15, 19, 21], plan.Rows.Select(r => r.At.Line));
        Assert.Equal(
            ["Single 上海+|北京", "TrueFalse 正确+|错误", "Multiple 甲+|乙|丙+"],
            ExchangeRoom.Questions(plan).Select(q => $"{q.Kind} {string.Join('|', q.Options.Select(o => o.Text + (o.Right ? "+" : "")))}"));
    }

    [Fact]
    public async Task What_the_format_cannot_carry_is_said_of_every_question()
    {
        using var full = new ExchangeRoom(KindBank.Text);
        var bank = (await new ExportQuestions(full.Content).RunAsync("history", ExchangeRoom.Format("aiken"), TestContext.Current.CancellationToken)).Value!;

        Assert.Equal("哪一年？\nA. 1919年\nB. 1921年\nC. 1927年\nANSWER: B\n\n对不对？\nA. 正确\nB. 错误\nANSWER: A\n\n", Encoding.UTF8.GetString(bank.Bytes));
        Assert.Equal(["Exchange.NoIds"], bank.Rows[0].Losses.Select(l => l.Code));
        Assert.Equal(10, bank.Rows.Count(r => r.IsLeftOut));
    }

    [Theory]
    [InlineData("a<br>b")]
    [InlineData("A. 甲")]
    [InlineData("ANSWER: A")]
    public void A_text_that_would_be_misread_leaves_the_question_out(string stem)
    {
        var losses = new Learning.Courses.Questions.LossList();
        ExchangeRoom.Format("aiken").Check(KindBank.Of("k-1") with { Stem = stem }, losses);
        Assert.Contains(new Learning.Courses.Questions.Loss("Exchange.NotPlainLine") { Spoils = true }, losses.All);
    }
}
