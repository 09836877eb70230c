using Learning.Courses.Questions;
using Learning.Courses.Questions.Exchange;
using Learning.Courses.Questions.Exchange.Xlsx;

namespace Learning.Courses.Tests.Questions.Exchange;

public sealed class XlsxTests : IDisposable
{
    private const string Heads = "题号|题型|课|题干|选项A|选项B|选项C|答案|计分|解析";

    private readonly ExchangeRoom room = new();

    public void Dispose() => room.Dispose();

    [Theory]
    [InlineData("|单选题|第二课|谁？|甲|乙||b||因", "two .single |甲|+乙")]
    [InlineData("|多选|two|谁？|甲|乙|丙|A、Ｃ|部分得分|因", "two .multiple credit=partial|+甲|乙|+丙")]
    [InlineData("|判断题|one|对吗？||||×||因", "one .true-false |正确|+错误")]
    [InlineData("|填空题|one|选____|育|||培||因", "one .fill-in |+培|+育")]
    [InlineData("|数值题|one|几？||||32||因", "one .numeric |+32")]
    [InlineData("|配对题|one|配对|一大 → 1921|七大→1945|→ 1949||全对得分|因", "one .matching credit=all|+一大→1921|+七大→1945|+→1949")]
    [InlineData("|排序题|one|排序|甲|乙|丙|BCA||因", "one .ordering |+乙|+丙|+甲")]
    public void A_row_is_a_question(string row, string expected)
    {
        var question = Assert.Single(ExchangeRoom.Questions(Plan(Heads, row)));
        Assert.Equal(expected, $"{question.LessonKey.Split('/')[1]} .{KindRoles.Of(question.Kind).Word} {string.Join(' ', question.Settings.Select(s => $"{s.Key}={s.Value}"))}|{string.Join('|', question.Options.Select(o => $"{(o.Right ? "+" : "")}{o.Text}{(o.Match.Length > 0 ? "→" + o.Match : "")}"))}");
    }

    [Theory]
    [InlineData("|单选题|one|谁？|甲|乙||C||因", "Exchange.NoSuchOption")]
    [InlineData("|单选题|one|谁？|甲|乙||||因", "Exchange.NoKey")]
    [InlineData("|问答题|one|谈谈||||||因", "Exchange.Essay")]
    [InlineData("|看图题|one|谁？||||||因", "Exchange.UnknownType")]
    [InlineData("|判断题|one|对吗？||||也许||因", "Exchange.NoSuchOption")]
    [InlineData("|配对题|one|配对|一大 1921|七大→1945||||因", "Exchange.BadPair")]
    [InlineData("|排序题|one|排序|甲|乙|丙|AB||因", "Exchange.NoSuchOption")]
    [InlineData("|单选题|one|谁？|甲|乙||A|部分得分|因", "Exchange.BadCredit")]
    [InlineData("|单选题|无|谁？|甲|乙||A||因", "Exchange.NoLesson")]
    public void A_row_with_a_mistake_is_named_by_its_number(string row, string code)
    {
        var plan = room.Plan(room.Request(Sheet(Heads, "|判断题|one|对吗？||||对||因", "", row), lesson: null));
        Assert.Equal([2, 4], plan.Rows.Select(r => r.At.Line));
        Assert.Equal([code], plan.Rows[1].Reasons.Select(r => r.Code));
    }

    [Theory]
    [InlineData("容易|人物", "Easy 人物", "")]
    [InlineData("较难|", "Hard ", "")]
    [InlineData("3|人物", "", "Exchange.BadDifficulty")]
    [InlineData("|人物、会议", "", "Exchange.BadTheme")]
    public void Difficulty_and_theme_may_stand_in_columns_of_their_own(string cells, string expected, string code)
    {
        var plan = Plan("题号|题型|课|题干|选项A|选项B|选项C|答案|难易度|知识点", $"|判断题|one|对吗？||||对|{cells}");
        Assert.Equal(code, string.Join(' ', plan.Rows[0].Reasons.Select(r => r.Code)));
        Assert.Equal(expected, string.Join(' ', ExchangeRoom.Questions(plan).Select(q => $"{q.Tags.Difficulty} {q.Tags.Theme}")));
    }

    [Fact]
    public void Heads_may_stand_lower_in_another_order_and_under_other_names()
    {
        var plan = Plan("某党校题库", "正确答案|题目|类型|选项A|选项B", "A|谁？|单选|甲|乙");
        Assert.Equal(["3 q-", "Accepted"], ExchangeRoom.Said(plan).Select(s => s.Split(' ')).SelectMany(s => (string[])[$"{s[0]} {s[1][..2]}", s[2]]));
    }

    [Fact]
    public void A_sheet_of_something_else_is_refused()
    {
        Assert.Equal("Exchange.NoSheet", room.Import.Plan(room.Request(Sheet("姓名|支部", "张三|一支部"))).Refusal?.Code);
        Assert.Equal("Exchange.NotThisFormat", room.Import.Plan(room.Request(Packages.Of(("xl/workbook.xml", "<workbook/>")))).Refusal?.Code);
        Assert.Equal("Exchange.UnknownFormat", room.Import.Plan(room.Request(Packages.Of(("readme.txt", "hello")))).Refusal?.Code);
        Assert.Equal("Exchange.BadZip", room.Import.Plan(room.Request(ExchangeRoom.FileOf("PK damaged"), "xlsx")).Refusal?.Code);
    }

    [Fact]
    public void A_sheet_that_claims_a_million_rows_has_those_that_it_has()
    {
        var plan = room.Plan(room.Request(Workbook($"""<dimension ref="A1:XFD1048576"/><sheetData>{Row(1, Heads)}{Row(1048576, "|判断题|one|对吗？||||对||因")}</sheetData>""")));
        Assert.Equal(1048576, Assert.Single(plan.Rows).At.Line);
    }

    [Fact]
    public async Task The_template_explains_itself_and_is_read_when_it_is_filled_in()
    {
        var template = (await new DrawUpTemplate(room.Content).RunAsync("history", TestContext.Current.CancellationToken)).Value!;
        var file = ForeignFile.Of(template.FileName, template.Bytes);

        Assert.Equal("Exchange.NothingInIt", room.Import.Plan(room.Request(file)).Refusal?.Code);
        Assert.Contains("第一课", string.Concat(ForeignZip.Open(file).Value!.Files.Values.Select(System.Text.Encoding.UTF8.GetString)), StringComparison.Ordinal);
        var examples = XlsxTemplate.Examples("history/one").ToList();
        var plan = room.Plan(room.Request(ForeignFile.Of("a.xlsx", ExchangeRoom.Format("xlsx").Write(examples, "history"))));
        Assert.Equal(examples.Count, plan.Count(ImportState.Accepted));
        Assert.Equal(examples.Select(e => e.Kind), ExchangeRoom.Questions(plan).Select(q => q.Kind));
    }

    [Fact]
    public async Task What_looks_like_a_formula_is_a_text_and_comes_back_as_it_was()
    {
        await room.ApplyAsync(room.Request("::x::\\=1+1？{\\=2 ~\\=3}".Replace("{\\=2 ~", "{=\\=2 ~", StringComparison.Ordinal), "gift"));
        var bank = (await new ExportQuestions(room.Content).RunAsync("history", ExchangeRoom.Format("xlsx"), TestContext.Current.CancellationToken)).Value!;

        var sheet = XlsxSheet.Open(ForeignZip.Open(ForeignFile.Of("a", bank.Bytes)).Value!, "试题").Value!;
        Assert.Contains("'=1+1？", sheet.Rows.Last().Cells.Values);
        Assert.Equal(1, room.Plan(room.Request(ForeignFile.Of("a", bank.Bytes))).Count(ImportState.Unchanged));
    }

    [Fact]
    public void Options_that_differ_in_markup_only_leave_the_question_out()
    {
        var losses = new LossList();
        ExchangeRoom.Format("xlsx").Check(KindBank.Of("k-1") with { Options = [new("<em>a</em>", true), new("a", false)] }, losses);
        Assert.Contains(new Loss("Exchange.EqualWithoutMarkup") { Spoils = true }, losses.All);
    }

    private ImportPlan Plan(params string[] rows) => room.Plan(room.Request(Sheet(rows)));

    private static ForeignFile Sheet(params string[] rows) => Workbook($"<sheetData>{string.Concat(rows.Select((r, i) => Row(i + 1, r)))}</sheetData>");

    private static string Row(int number, string cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Split('|').Select((c, i) => c.Length == 0 ? "" : $"<c r=\"{(char)('A' + i)}{number}\" t=\"inlineStr\"><is><r><t>{c[..1]}</t></r><rPh><t>zhu yin</t></rPh><r><t>{c[1..]}</t></r></is></c>"))}</row>";

    private static ForeignFile Workbook(string sheet) => Packages.Of(
        ("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"""),
        ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sheet}</worksheet>"""));
}
