using System.Globalization;
using System.Text;
using Learning.Courses.Questions.Editing;
using Learning.Courses.Tests.Questions.Exchange;

namespace Learning.Courses.Tests.Questions.Editing;

public sealed class ListQuestionsTests : IDisposable
{
    private const string Bank = """
        ## h-1 {.single lesson=one difficulty=easy theme=人物}
        **一大**在哪一年？

        - [ ] 1919年
        - [x] 1921年

        > 1921年。

        ## h-2 {.true-false lesson=two theme=人物}
        A & B 对不对？

        - [x] 正确
        - [ ] 错误

        > 对。

        ## h-3 {.single lesson=two difficulty=hard retired}
        哪一处？

        - [x] 上海
        - [ ] 北京

        > 上海。

        """;

    private readonly ExchangeRoom room = new(Bank);

    public void Dispose() => room.Dispose();

    [Fact]
    public async Task Everything_that_is_in_use_is_listed_in_the_order_of_the_file()
    {
        var list = await FindAsync(new QuestionFilter());
        Assert.Equal(["h-1 一大在哪一年？", "h-2 A & B 对不对？"], list.Rows.Select(r => $"{r.Key} {r.Title}"));
        Assert.Equal((2, 3), (list.Total, list.All));
        Assert.Equal(["人物"], list.Bank.Themes);
    }

    [Theory]
    [InlineData("一大在", "h-1")]
    [InlineData("a & b", "h-2")]
    [InlineData("H-2", "h-2")]
    [InlineData(" 1919 ", "h-1")]
    [InlineData("strong", "")]
    public async Task Words_are_looked_for_in_the_id_and_in_what_a_member_reads(string words, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await FindAsync(new QuestionFilter(words))).Rows.Select(r => r.Key)));

    public static TheoryData<QuestionFilter, string> Filters => new()
    {
        { new QuestionFilter(Lesson: "two"), "h-2" },
        { new QuestionFilter(Kind: "single"), "h-1" },
        { new QuestionFilter(Theme: "人物"), "h-1 h-2" },
        { new QuestionFilter(Difficulty: "easy"), "h-1" },
        { new QuestionFilter(Retired: true), "h-3" },
        { new QuestionFilter(Retired: null, Difficulty: "hard"), "h-3" },
        { new QuestionFilter(Lesson: "one", Kind: "true-false"), "" },
    };

    [Theory, MemberData(nameof(Filters))]
    public async Task A_filter_leaves_what_it_names(QuestionFilter filter, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await FindAsync(filter)).Rows.Select(r => r.Key)));

    [Fact]
    public async Task A_large_bank_is_shown_a_page_at_a_time()
    {
        var bank = new StringBuilder();
        for (var i = 1; i <= 120; i++)
        {
            bank.Append(CultureInfo.InvariantCulture, $"## q-{i:000} {{.true-false lesson=one}}\n第 {i} 题\n\n- [x] 正确\n- [ ] 错误\n\n> 对。\n\n");
        }

        room.Files.Write(ExchangeRoom.Bank, bank.ToString());
        var last = await FindAsync(new QuestionFilter(), 99);
        Assert.Equal((3, 20, "q-101"), (last.Page, last.Rows.Count, last.Rows[0].Key));
        Assert.Equal(1, (await FindAsync(new QuestionFilter(), -1)).Page);
    }

    private async Task<QuestionList> FindAsync(QuestionFilter filter, int page = 1) =>
        (await new ListQuestions(room.Content).RunAsync("history", filter, page, TestContext.Current.CancellationToken)).Value!;
}
