namespace Learning.Courses.Tests.Catalogue;

/// <summary>For every reason why the site refuses a text: one mistake, and the file and line that the author is told.</summary>
public sealed class ContentProblemTests : IDisposable
{
    private const string One = "history/01-one.md";
    private const string Course = "history/course.md";
    private const string Figure = "history/figures/map.svg";

    private readonly CourseFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("Content.NoFrontMatter", One, 1, "---\ntitle", "title")]
    [InlineData("Content.NoFrontMatter", Course, 1, "---\n介绍。", "介绍。")]
    [InlineData("Content.BadFrontMatter", One, 4, "minutes: 12", "minutes: 12\nminutes: 13")]
    [InlineData("Content.BadFrontMatter", One, 1, "minutes: 12", "minutes: [")]
    [InlineData("Content.BadFrontMatter", One, 2, "title: 第一课", "title: 第一课: 建党")]
    [InlineData("Content.FieldMissing", One, 2, "title: 第一课\n", "")]
    [InlineData("Content.FieldMissing", One, 2, "title: 第一课", "title:")]
    [InlineData("Content.FieldMissing", Course, 7, "  questions: 1\n", "")]
    [InlineData("Content.FieldMissing", One, 6, "    title: 《中国共产党简史》\n", "")]
    [InlineData("Content.FieldTooLong", One, 2, "第一课", "@201")]
    [InlineData("Content.FieldNotText", One, 2, "title: 第一课", "title: [一, 二]")]
    [InlineData("Content.FieldNotFields", Course, 6, "quiz:\n  questions: 1\n  pass-percent: 60\n  minutes: 10\n  attempts: 3", "quiz: yes")]
    [InlineData("Content.FieldNotList", One, 6, "  - id: jianshi\n    title: 《中国共产党简史》\n    year: 2021", "  id: jianshi")]
    [InlineData("Content.FieldUnknown", One, 4, "summary: 一句话。", "minuts: 12\nsummary: 一句话。")]
    [InlineData("Content.NumberOutOfRange", One, 3, "minutes: 12", "minutes: 181")]
    [InlineData("Content.NumberOutOfRange", One, 3, "minutes: 12", "minutes: 十二")]
    [InlineData("Content.NumberOutOfRange", Course, 8, "pass-percent: 60", "pass-percent: 0")]
    [InlineData("Content.NumberOutOfRange", Course, 8, "  questions: 1", "  blueprint:\n    - draw: 60\n    - draw: 60")]
    [InlineData("Content.NumberOutOfRange", Course, 8, "  questions: 1", "  blueprint:\n    - draw: 0")]
    [InlineData("Content.FieldNotList", Course, 7, "  questions: 1", "  blueprint: all")]
    [InlineData("Content.FieldUnknown", Course, 9, "  questions: 1", "  blueprint:\n    - draw: 1\n      lessons: one")]
    [InlineData("Content.FieldUnknown", Course, 9, "  questions: 1", "  blueprint:\n    - question: h-1\n      lesson: one")]
    [InlineData("Content.QuestionsAndBlueprint", Course, 7, "  questions: 1", "  questions: 1\n  blueprint:\n    - draw: 1")]
    [InlineData("Content.BlueprintItem", Course, 8, "  questions: 1", "  blueprint:\n    - lesson: one")]
    [InlineData("Content.BlueprintItem", Course, 8, "  questions: 1", "  blueprint:\n    - draw: 1\n      question: h-1")]
    [InlineData("Content.UnknownShuffle", Course, 8, "  questions: 1", "  questions: 1\n  shuffle: all")]
    [InlineData("Content.NotADay", Course, 10, "  attempts: 3", "  opens: 12月1日\n  attempts: 3")]
    [InlineData("Content.ClosesBeforeItOpens", Course, 11, "  attempts: 3", "  opens: 2026-12-02\n  closes: 2026-12-01\n  attempts: 3")]
    [InlineData("Content.UnknownTheme", Course, 3, "theme: party-history", "theme: history")]
    [InlineData("Content.NoSources", One, 2, "sources:\n  - id: jianshi\n    title: 《中国共产党简史》\n    year: 2021\n", "")]
    [InlineData("Content.SourceNotDeclared", One, 10, "[@jianshi]", "[@jianshi][@other]")]
    [InlineData("Content.SourceNotCited", One, 6, "[@jianshi]", "")]
    [InlineData("Content.SourceRepeated", One, 9, "    year: 2021\n", "    year: 2021\n  - id: jianshi\n    title: 又一次\n")]
    [InlineData("Content.BadSourceId", One, 6, "id: jianshi", "id: 简史")]
    [InlineData("Content.BadLink", One, 8, "year: 2021", "url: http://example.org/")]
    [InlineData("Content.BadLink", One, 10, "[@jianshi]", "[@jianshi] [网页](http://example.org/)")]
    [InlineData("Content.DeadLessonLink", One, 10, "[@jianshi]", "[@jianshi] [第三课](lesson:history/three)")]
    [InlineData("Content.EmptyLesson", One, 2, "开幕于1921年。[@jianshi]\n", "")]
    [InlineData("Content.BadFormula", One, 10, "1921年", "$\\frac{1$年")]
    [InlineData("Content.RawHtml", One, 10, "1921年", "<b>1921年</b>")]
    [InlineData("Content.HeadingLevel", One, 12, "[@jianshi]", "[@jianshi]\n\n# 一级")]
    [InlineData("Content.HeadingLevel", One, 12, "[@jianshi]", "[@jianshi]\n\n### 跳过二级")]
    [InlineData("Content.HeadingAttributes", One, 12, "[@jianshi]", "[@jianshi]\n\n## 节 {.red}")]
    [InlineData("Content.StrayTickBox", One, 12, "[@jianshi]", "[@jianshi]\n\n- [x] 勾")]
    [InlineData("Content.UnknownContainer", One, 12, "[@jianshi]", "[@jianshi]\n\n::: kye\n要点\n:::")]
    [InlineData("Content.UnclosedContainer", One, 12, "[@jianshi]", "[@jianshi]\n\n::: key\n要点")]
    [InlineData("Content.TimelineShape", One, 13, "[@jianshi]", "[@jianshi]\n\n::: timeline\n- 没有日期\n:::")]
    [InlineData("Content.CheckShape", One, 12, "[@jianshi]", "[@jianshi]\n\n::: check\n问？\n:::")]
    [InlineData("Content.OptionShape", One, 16, "[@jianshi]", "[@jianshi]\n\n::: check\n问？\n\n- [x] 一\n- 二\n\n> 因为。\n:::")]
    [InlineData("Content.RepeatedOption", One, 16, "[@jianshi]", "[@jianshi]\n\n::: check\n问？\n\n- [x] 一\n- [ ] 一\n\n> 因为。\n:::")]
    [InlineData("Content.TooFewOptions", One, 15, "[@jianshi]", "[@jianshi]\n\n::: check\n问？\n\n- [x] 一\n\n> 因为。\n:::")]
    [InlineData("Content.NoRightAnswer", One, 15, "[@jianshi]", "[@jianshi]\n\n::: check\n问？\n\n- [ ] 一\n- [ ] 二\n\n> 因为。\n:::")]
    [InlineData("Content.NoWrongAnswer", One, 15, "[@jianshi]", "[@jianshi]\n\n::: check\n问？\n\n- [x] 一\n- [x] 二\n\n> 因为。\n:::")]
    [InlineData("Content.FigureMissing", One, 13, "[@jianshi]", "[@jianshi]\n\n^^^\n![图](figures/none.svg)\n^^^ 图 1")]
    [InlineData("Content.FigureElsewhere", One, 13, "[@jianshi]", "[@jianshi]\n\n^^^\n![图](https://example.org/a.svg)\n^^^ 图 1")]
    [InlineData("Content.FigureWithoutWords", One, 13, "[@jianshi]", "[@jianshi]\n\n^^^\n![](figures/map.svg)\n^^^ 图 1")]
    [InlineData("Content.FigureShape", One, 12, "[@jianshi]", "[@jianshi]\n\n^^^\n![图](figures/map.svg)\n^^^")]
    [InlineData("Content.SvgBroken", Figure, 1, "</svg>", "")]
    [InlineData("Content.SvgBroken", Figure, 1, "<svg", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg")]
    [InlineData("Content.SvgWithoutSize", Figure, 1, " viewBox=\"0 0 640 480\"", "")]
    [InlineData("Content.SvgUnsafe", Figure, 2, "<title>", "\n<script>alert(1)</script><title>")]
    [InlineData("Content.SvgUnsafe", Figure, 2, "<title>", "\n<foreignObject/><title>")]
    [InlineData("Content.SvgUnsafe", Figure, 2, "<title>", "\n<g onclick=\"alert(1)\"/><title>")]
    [InlineData("Content.SvgUnsafe", Figure, 2, "<title>", "\n<a href=\"https://example.org/\"/><title>")]
    [InlineData("Content.SvgUnsafe", Figure, 2, "<title>", "\n<use xlink:href=\"x.svg#a\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"/><title>")]
    [InlineData("Content.SvgUnsafe", Figure, 2, "<title>", "\n<rect fill=\"url('https://example.org/a')\"/><title>")]
    [InlineData("Content.SvgUnsafe", Figure, 2, "<title>", "\n<style>@import 'https://example.org/a.css'</style><title>")]
    [InlineData("Content.SvgUnsafe", Figure, 2, "<title>", "\n<p xmlns=\"http://www.w3.org/1999/xhtml\"/><title>")]
    [InlineData("Content.SvgUnsafe", Figure, 1, "<svg", "<?xml-stylesheet href=\"a.css\"?><svg")]
    public void A_mistake_is_reported_with_its_file_and_line(string code, string file, int line, string old, string @new)
    {
        files.Write(Figure, CourseFiles.Drawing);
        files.Replace(file, old, @new == "@201" ? new string('长', 201) : @new);

        AssertProblem(code, file, line);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        files.Replace(One, "minutes: 12", "minutes: 0");
        files.Replace(One, "1921年", "<b>1921年</b>");
        files.Replace("history/02-two.md", "[@jianshi]", "");

        Assert.Equal(
            [$"{One}:3 Content.NumberOutOfRange", $"{One}:10 Content.RawHtml", $"{One}:10 Content.RawHtml", "history/02-two.md:6 Content.SourceNotCited"],
            files.Open().Current.Problems.Select(p => $"{p.File}:{p.Line} {p.Code}"));
    }

    private void AssertProblem(string code, string file, int line)
    {
        var problems = files.Open().Current.Problems;
        Assert.Contains((code, file, line), problems.Select(p => (p.Code, p.File, p.Line)));
    }
}
