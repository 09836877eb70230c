using System.Text;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Tests.Questions.Exchange;

/// <summary>What becomes of a bank when a file is imported, whatever its format.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Bank = """
        ## h-1 {.single lesson=one}
        一大在**哪一年**召开？

        * [ ] 1919年
        * [x] 1921年

        > 1921年。

        ## h-2 {.true-false lesson=two}
        七大在延安召开。

        - [x] 正确
        - [ ] 错误

        > 对。

        """;

    private const string File = """
        $CATEGORY: history/two

        ::h-1::[html]一大在<strong>哪一年</strong>召开？{~1919年 =1921年 ####1921年。}

        ::h-2::七大在哪里召开？{~西安 =延安 ####延安。}

        ::h-3::八大在北京召开。{T ####对。}

        ::h-4::谈谈体会。{}

        ::h-3::再来一次。{T}
        """;

    private readonly ExchangeRoom room = new(Bank);

    public void Dispose() => room.Dispose();

    [Fact]
    public async Task A_file_is_merged_and_what_it_does_not_touch_keeps_every_character()
    {
        var plan = await room.ApplyAsync(room.Request(File.Replace("$CATEGORY: history/two\n\n", "", StringComparison.Ordinal), lesson: "two"));

        Assert.Equal(
            ["1 h-1 Unchanged", "3 h-2 Changed Kind Stem Options Explanation", "5 h-3 Accepted", "7 - Refused Exchange.Essay", "9 h-3 Refused Exchange.Repeated"],
            ExchangeRoom.Said(plan));
        Assert.Equal(
            Bank.ReplaceLineEndings("\n")[..Bank.ReplaceLineEndings("\n").IndexOf("## h-2", StringComparison.Ordinal)] + """
            ## h-2 {.single lesson=two}
            七大在哪里召开？

            - [ ] 西安
            - [x] 延安

            > 延安。

            ## h-3 {.true-false lesson=two}
            八大在北京召开。

            - [x] 正确
            - [ ] 错误

            > 对。

            """.ReplaceLineEndings("\n"),
            room.BankText);
        Assert.Equal(3, new Learning.Courses.Questions.QuestionBanks().Find(room.Content.Current.FindCourse("history")!, "zh-CN")!.Questions.Count);
    }

    [Fact]
    public async Task Importing_twice_changes_nothing()
    {
        await room.ApplyAsync(room.Request(File));
        var once = room.BankText;

        var plan = await room.ApplyAsync(room.Request(File));

        Assert.False(plan.ChangesBank);
        Assert.Equal(once, room.BankText);
        Assert.Equal(3, plan.Count(ImportState.Unchanged));
    }

    [Fact]
    public void A_plan_writes_nothing()
    {
        Assert.True(room.Plan(File).CanBeApplied);
        Assert.Equal(Bank, room.BankText);
    }

    [Fact]
    public async Task What_was_planned_is_not_applied_to_a_bank_that_has_changed_since()
    {
        var plan = room.Plan(File);
        room.Files.Replace(ExchangeRoom.Bank, "> 对。", "> 是的。");
        var saved = room.BankText;

        Assert.Equal("Exchange.BankChanged", (await room.Import.RunAsync(room.Request(File), plan.Hash, TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.Equal(saved, room.BankText);
    }

    [Fact]
    public void A_bank_that_is_saved_between_the_plan_and_the_writing_is_not_written_over()
    {
        var bank = CourseBank.Open(room.Content, "history").Value!;
        room.Files.Replace(ExchangeRoom.Bank, "> 对。", "> 是的。");
        var saved = room.BankText;

        Assert.Equal("Exchange.BankChanged", bank.Replace(room.Content, new BankTexts("## other", null))?.Code);
        Assert.Equal(saved, room.BankText);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_an_answer_and_nothing_is_half_written()
    {
        // A folder where the new file should be: the same answer as on a read-only mount, also for root.
        Directory.CreateDirectory(Path.Combine(room.Files.Root, "history/.questions.md.new"));

        var outcome = await room.Import.RunAsync(room.Request(File), room.Plan(File).Hash, TestContext.Current.CancellationToken);

        Assert.Equal("Exchange.CannotWrite", outcome.Refusal?.Code);
        Assert.Equal(Bank, room.BankText);
    }

    [Fact]
    public async Task Nobody_is_overtaken_who_is_writing()
    {
        await using (new FileStream(Path.Combine(room.Files.Root, "history/.questions.md.lock"), FileMode.Create, FileAccess.Write, FileShare.None))
        {
            Assert.Equal("Exchange.CannotWrite", (await room.Import.RunAsync(room.Request(File), room.Plan(File).Hash, TestContext.Current.CancellationToken)).Refusal?.Code);
        }

        await room.ApplyAsync(room.Request(File));
        Assert.Equal(["01-one.md", "02-two.md", "course.md", "questions.md"], Directory.EnumerateFiles(Path.Combine(room.Files.Root, "history")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_bank_with_a_translation_is_not_left_without_one()
    {
        room.Files.Write("history/en/course.md", Catalogue.CourseFiles.Head.Replace("党史", "History", StringComparison.Ordinal));
        room.Files.Write("history/en/questions.md", Bank.Replace("正确", "True", StringComparison.Ordinal).Replace("错误", "False", StringComparison.Ordinal));

        var plan = room.Plan(File);

        Assert.False(plan.CanBeApplied);
        Assert.Equal("Exchange.BankWouldBreak", (await room.Import.RunAsync(room.Request(File), plan.Hash, TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.Contains("Bank.NotTranslated", plan.Problems.Select(p => p.Code));
        Assert.Contains("## h-3", plan.Merged, StringComparison.Ordinal); // for whoever puts both files in place by hand
    }

    [Fact]
    public void An_import_may_fill_a_bank_that_is_too_small_for_its_quiz()
    {
        room.Files.Replace("history/course.md", "questions: 1", "questions: 20");
        Assert.True(room.Plan(File).CanBeApplied);
    }

    [Theory]
    [InlineData("nowhere", "", "one", "Exchange.NoCourse")]
    [InlineData("history", "nowhere", "one", "Exchange.UnknownFormat")]
    [InlineData("history", "", "nowhere", "Exchange.UnknownLesson")]
    [InlineData("../history", "", "one", "Exchange.NoCourse")]
    public void What_does_not_exist_is_refused(string course, string text, string lesson, string code) =>
        Assert.Equal(code, room.Import.Plan(new ImportRequest(course, ExchangeRoom.FileOf(text.Length > 0 ? text : File), null, lesson)).Refusal?.Code);

    [Fact]
    public void A_course_with_a_mistake_is_put_right_first()
    {
        room.Files.Replace(ExchangeRoom.Bank, "* [x] 1921年", "* [ ] 1921年");
        Assert.Equal("Exchange.CourseHasProblems", room.Import.Plan(room.Request(File)).Refusal?.Code);
    }

    [Fact]
    public void A_file_without_questions_is_named_and_so_is_one_with_too_many()
    {
        Assert.Equal("Exchange.NothingInIt", room.Import.Plan(room.Request("// nothing", "gift")).Refusal?.Code);
        Assert.Equal("Exchange.TooManyItems", room.Import.Plan(room.Request(string.Concat(Enumerable.Repeat("a{T}\n\n", 5001)), "gift")).Refusal?.Code);
        Assert.Equal(["Exchange.TextTooLong"], room.Plan(new string('党', 20_001) + "{T}", "gift").Rows[0].Reasons.Select(r => r.Code));
    }

    [Fact]
    public void A_file_in_the_encoding_of_chinese_windows_is_read_and_that_is_said()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("::k::一大在哪里召开？{=上海 ~北京}");
        var plan = room.Plan(room.Request(ForeignFile.Of("a.txt", gbk)));

        Assert.Equal([new Learning.Courses.Questions.Loss("Exchange.Encoding", "GB18030")], plan.Notes);
        Assert.Contains("一大在哪里召开？", plan.Merged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_is_understood(string encoding)
    {
        var with = Encoding.GetEncoding(encoding);
        var plan = room.Plan(room.Request(ForeignFile.Of("a.txt", [.. with.GetPreamble(), .. with.GetBytes("::k::一大在哪里召开？{=上海 ~北京}")])));
        Assert.Equal(["1 k Accepted Exchange.NoExplanation"], ExchangeRoom.Said(plan));
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x0A })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00 })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0xFF })]
    [InlineData(new byte[] { (byte)'a', 0, (byte)'b' })]
    [InlineData(new byte[] { (byte)'c', 0xE9 })]
    public void What_is_no_text_in_any_of_them_is_refused(byte[] bytes) =>
        Assert.Equal("Exchange.NotText", room.Import.Plan(room.Request(ForeignFile.Of("a.txt", bytes), "gift")).Refusal?.Code);

    [Theory]
    [InlineData("<b>")]
    [InlineData("<b><p>")]
    [InlineData("<table>")]
    [InlineData("> ")]
    [InlineData("&#x110000;")]
    public void A_text_made_to_stop_the_reader_stops_nobody(string piece)
    {
        foreach (var (format, length) in (IEnumerable<(string, int)>)[("html", 19_000), ("html", 1_000_000), ("markdown", 19_000), ("markdown", 1_000_000)])
        {
            var text = string.Concat(Enumerable.Repeat(piece, length / piece.Length)).Replace("#", "\\#", StringComparison.Ordinal);
            var plan = room.Plan($"::k::[{format}]{text}{{=甲#{text} ~{text}}}\n\n::l::谁？{{=甲 ~乙}}", "gift");
            Assert.Equal(ImportState.Accepted, plan.Rows.Single(r => r.Key == "l").State);
            Assert.True(length < 20_000 || plan.Rows.Single(r => r.Key == "k").State == ImportState.Refused);
        }
    }

    [Fact]
    public async Task A_hundred_megabytes_are_refused_without_being_read()
    {
        await using var long_ = new Endless(100L * 1024 * 1024);
        Assert.Equal("Exchange.TooLarge", (await ForeignFile.ReadAsync("a", long_, TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.Equal(0, long_.Taken);

        await using var unknown = new Endless(null);
        Assert.Equal("Exchange.TooLarge", (await ForeignFile.ReadAsync("a", unknown, TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.InRange(unknown.Taken, ForeignFile.LargestBytes, ForeignFile.LargestBytes + (128 * 1024));

        Assert.Equal("Exchange.Empty", (await ForeignFile.ReadAsync("a", new MemoryStream(), TestContext.Current.CancellationToken)).Refusal?.Code);
    }

    /// <summary>Bytes without end, which counts those that were asked for.</summary>
    private sealed class Endless(long? length) : Stream
    {
        public long Taken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => length is not null;

        public override bool CanWrite => false;

        public override long Length => length ?? throw new NotSupportedException();

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Taken += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
