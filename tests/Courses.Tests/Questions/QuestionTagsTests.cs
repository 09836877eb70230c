using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Questions.Exchange;
using Learning.Courses.Quizzes;
using Learning.Courses.Tests.Catalogue;
using Learning.Courses.Tests.Questions.Exchange;

namespace Learning.Courses.Tests.Questions;

public sealed class QuestionTagsTests : IDisposable
{
    private const string Body = "\n哪一年？\n\n- [ ] 1919年\n- [x] 1921年\n\n> 1921年。\n";

    private readonly CourseFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void An_author_says_in_the_braces_what_a_question_is_about_and_how_hard_it_is()
    {
        Assert.Equal(new QuestionTags("人物", Difficulty.Easy, false), Read("difficulty=easy theme=人物 lesson=one").Tags);
        Assert.Equal(new QuestionTags("", null, true), Read("retired lesson=one").Tags);
        Assert.Equal(QuestionTags.None, Read("lesson=one").Tags);
    }

    [Fact]
    public void Tags_are_no_part_of_the_wording()
    {
        var plain = Read("lesson=one");
        var tagged = Read("lesson=one difficulty=hard theme=人物 retired");

        Assert.Equal(plain.Hash(), tagged.Hash());
        Assert.Equal(QuestionTags.None, Question.From(tagged.ToVersion("history", Languages.Chinese, default)).Tags);
    }

    [Fact]
    public void A_question_without_tags_has_the_hash_it_had_before_there_were_any() =>
        Assert.Equal("3e54e3085e1307c72be4d770ca7b911a685206f7d057aa2f2da27d304cce05a3", Read("lesson=one").Hash());

    [Fact]
    public void The_writer_keeps_them()
    {
        var text = BankWriter.Write(Read("lesson=one retired theme=人物 difficulty=medium"), new LossList());
        Assert.StartsWith("## k-1 {.single lesson=one difficulty=medium theme=人物 retired}\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("difficulty=simple", "1 Bank.BadDifficulty")]
    [InlineData("difficulty=easy difficulty=hard", "1 Bank.BadDifficulty")]
    [InlineData("difficulty", "1 Bank.BadDifficulty")]
    [InlineData("theme=一，二", "1 Bank.BadTheme")]
    [InlineData("theme=\"一 二\"", "1 Bank.BadTheme")]
    [InlineData("theme=一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "1 Bank.BadTheme")]
    [InlineData("retired=yes", "1 Bank.BadRetired")]
    [InlineData("colour=red", "1 Bank.UnknownSetting")]
    public void What_cannot_be_a_tag_is_named_with_its_line(string braces, string expected)
    {
        files.Write("history/questions.md", $"## k-1 {{.single lesson=one {braces}}}{Body}");
        Assert.Equal([expected], files.Open(new BankCheck()).Current.Problems.Select(p => $"{p.Line} {p.Code}"));
    }

    [Fact]
    public void A_part_of_a_passage_has_no_tags_of_its_own()
    {
        files.Write("history/questions.md", $"## k-1 {{.passage lesson=one difficulty=easy}}\n材料。\n\n### 1 {{.single difficulty=easy}}{Body}\n### 2 {{.single}}{Body}");
        Assert.Equal(["4 Bank.UnknownSetting"], files.Open(new BankCheck()).Current.Problems.Select(p => $"{p.Line} {p.Code}"));
    }

    [Fact]
    public void A_retired_question_is_on_no_new_paper_and_does_not_count()
    {
        files.Write("history/questions.md", $"## k-1 {{.single lesson=one retired}}{Body}\n## k-2 {{.single lesson=two}}{Body}");
        var folder = files.Open(new BankCheck());
        var bank = new QuestionBanks().Find(folder.Current.FindCourse("history")!, Languages.Chinese)!;
        Assert.All(Enumerable.Range(0, 20), seed => Assert.Equal(bank.Questions[1].Hash, Assert.Single(DrawPaper.Run(bank, 2, seed)).QuestionHash));

        files.Replace("history/questions.md", "{.single lesson=two}", "{.single lesson=two retired}");
        Assert.Equal(["1 Bank.TooSmall"], folder.Reload().Problems.Select(p => $"{p.Line} {p.Code}"));
    }

    [Fact]
    public void A_translation_has_the_tags_of_the_original_and_none_of_its_own()
    {
        files.Write("history/questions.md", $"## k-1 {{.single lesson=one retired}}{Body}\n## k-2 {{.single lesson=two theme=人物}}{Body}");
        files.Write("history/en/course.md", CourseFiles.Head.Replace("党史", "History", StringComparison.Ordinal));
        files.Write("history/en/questions.md", $"## k-1 {{.single lesson=one}}{Body}\n## k-2 {{.single lesson=two}}{Body}");
        var folder = files.Open(new BankCheck());

        var english = new QuestionBanks().Find(folder.Current.FindCourse("history")!, Languages.English)!;
        Assert.Equal(Languages.English, english.Language);
        Assert.Equal(["k-2 人物"], english.Drawable.Select(q => $"{q.Question.Key} {q.Question.Tags.Theme}"));

        files.Replace("history/en/questions.md", "lesson=two}", "lesson=two difficulty=easy}");
        Assert.Equal(["9 Bank.TagsInTranslation"], folder.Reload().Problems.Select(p => $"{p.Line} {p.Code}"));
    }

    [Theory]
    [InlineData("gift", "")]
    [InlineData("moodle-xml", "")]
    [InlineData("xlsx", "")]
    [InlineData("aiken", "Exchange.TagsStayHere")]
    [InlineData("qti2", "Exchange.TagsStayHere")]
    [InlineData("qti3", "Exchange.TagsStayHere")]
    public void A_format_carries_them_or_says_that_it_does_not(string word, string expected)
    {
        using var room = new ExchangeRoom();
        var format = ExchangeRoom.Format(word);
        var tagged = Read("lesson=one difficulty=hard theme=人物");
        var losses = new LossList();
        format.Check(tagged, losses);
        Assert.Equal(expected, string.Join(' ', losses.All.Select(l => l.Code).Where(c => c == "Exchange.TagsStayHere")));

        var file = ForeignFile.Of("a", format.Write([tagged], "history"));
        var read = Assert.Single(ExchangeRoom.Questions(room.Plan(room.Request(file, word))));
        Assert.Equal(expected.Length == 0 ? tagged.Tags : QuestionTags.None, read.Tags);
    }

    [Fact]
    public void A_file_that_says_nothing_of_them_takes_none_away_and_one_that_does_changes_only_them()
    {
        using var room = new ExchangeRoom($"## k-1 {{.single lesson=one difficulty=hard theme=人物 retired}}{Body}");
        const string Gift = "::k-1::哪一年？{~1919年 =1921年 ####1921年。}";

        Assert.Equal(["1 k-1 Unchanged"], ExchangeRoom.Said(room.Plan(Gift)));
        var plan = room.Plan("// [tag:difficulty=easy]\n" + Gift);
        Assert.Equal(["2 k-1 Changed Tags"], ExchangeRoom.Said(plan));
        Assert.StartsWith("## k-1 {.single lesson=one difficulty=easy theme=人物 retired}\n", plan.Merged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retired_question_is_not_exported_and_that_is_said()
    {
        using var room = new ExchangeRoom($"## k-1 {{.single lesson=one retired}}{Body}\n## k-2 {{.single lesson=one}}{Body}");
        var exported = (await new ExportQuestions(room.Content).RunAsync("history", ExchangeRoom.Format("gift"), TestContext.Current.CancellationToken)).Value!;
        Assert.Equal(["k-1 Exchange.Retired", "k-2 "], exported.Rows.Select(r => $"{r.Key} {string.Join(' ', r.Losses.Select(l => l.Code))}"));
        Assert.DoesNotContain("k-1", System.Text.Encoding.UTF8.GetString(exported.Bytes), StringComparison.Ordinal);
    }

    private static Question Read(string braces)
    {
        var found = new List<string>();
        var bank = KindBank.Read($"## k-1 {{.single {braces}}}{Body}", found);
        Assert.Empty(found);
        return Assert.Single(bank.Questions).Question;
    }
}
