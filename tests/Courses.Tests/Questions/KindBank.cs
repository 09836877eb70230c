using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Learning.Courses.Questions;

namespace Learning.Courses.Tests.Questions;

/// <summary>One question or two of every kind, written as authors write them.</summary>
internal static class KindBank
{
    public const string Text = """
        ## k-1 {.single lesson=one}
        哪一年？

        - [ ] 1919年
        - [x] 1921年
        - [ ] 1927年

        > 1921年。

        ## k-2 {.multiple lesson=one}
        哪几项？

        - [x] 甲
        - [ ] 乙
        - [x] 丙
        - [x] 丁

        > 甲、丙、丁。

        ## k-3 {.multiple credit=partial lesson=one}
        哪几项？

        - [x] 甲
        - [ ] 乙
        - [x] 丙
        - [x] 丁

        > 甲、丙、丁。

        ## k-4 {.true-false lesson=one}
        对不对？

        - [x] 正确
        - [ ] 错误

        > 对。

        ## k-5 {.fill-in lesson=one}
        选、育、____、用。

        - [x] 管
        - [x] 管理

        > 管。

        ## k-6 {.numeric lesson=one}
        每年一般不少于多少学时？

        - [x] 32
        - [x] 40 ± 0.5

        > 32学时。

        ## k-7 {.matching lesson=one}
        会议和年份配对。

        - 一大 → 1921年
        - 七大 → 1945年
        - 遵义会议 → 1935年
        - → 1949年

        > 都是党史上的大事。

        ## k-8 {.ordering lesson=one}
        按时间先后排序。

        1. 一大
        2. 遵义会议
        3. 七大

        > 1921年、1935年、1945年。

        ## k-9 {.ordering credit=partial lesson=one}
        按时间先后排序。

        1. 一大
        2. 遵义会议
        3. 七大

        > 1921年、1935年、1945年。

        ## k-10 {.cloze lesson=one}
        “头雁”工程的四步是选、____、管、____。

        1. - [x] 育
           - [x] 培育
        2. - [ ] 退
           - [x] 用

        > 选、育、管、用。

        ## k-11 {.passage lesson=one}
        1935年1月，中央政治局在遵义召开扩大会议。

        会议集中解决了军事和组织问题。

        ### 1 {.single}
        会议在哪里召开？

        - [x] 遵义
        - [ ] 瓦窑堡

        > 遵义。

        ### 2 {.cloze}
        会议解决了____和____问题。

        1. - [x] 军事
        2. - [x] 组织

        > 军事和组织。

        ## k-12 {.short-answer lesson=one}
        遵义会议为什么是转折点？请用两三句话回答。

        - 解决了军事和组织问题
        - 开始独立自主解决**中国革命**问题

        > 两点各一分。

        """;

    public static IReadOnlyList<Question> Questions { get; } = [.. Read(Text, []).Questions.Select(q => q.Question)];

    public static Question Of(string key) => Questions.Single(q => q.Key == key);

    public static QuestionBank Read(string text, List<string> found)
    {
        var problems = new ProblemList("history/questions.md");
        var scope = new TextScope("history", Languages.Chinese, [], new Dictionary<string, FigureFile>(), new HashSet<string> { "history/one", "history/two" });
        var bank = BankReader.Read(text, scope, problems);
        found.AddRange(problems.ToList().Select(p => $"{p.Line} {p.Code}"));
        return bank;
    }
}
