using System.Text;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Tests.Questions.Exchange;

public sealed class ExportTests : IDisposable
{
    private readonly ExchangeRoom room = new(KindBank.Text);

    public void Dispose() => room.Dispose();

    [Fact]
    public async Task A_bank_is_written_as_gift_and_what_is_left_out_is_named()
    {
        var bank = await ExportAsync("gift");

        Assert.Equal("history.gift.txt", bank.FileName);
        Assert.Equal(
            ["k-2 Exchange.AllOrNothingElsewhere", "k-8 Exchange.KindNotCarried", "k-9 Exchange.KindNotCarried", "k-10 Exchange.KindNotCarried", "k-11 Exchange.KindNotCarried", "k-12 Exchange.KindNotCarried"],
            bank.Rows.Where(r => r.Losses.Count > 0).Select(r => $"{r.Key} {string.Join(' ', r.Losses.Select(l => l.Code))}"));
        Assert.Equal(
            """
            $CATEGORY: history/one

            // [id:k-1]
            ::k-1::哪一年？{
            	~1919年
            	=1921年
            	~1927年
            	####1921年。
            }

            // [id:k-2]
            ::k-2::哪几项？{
            	~%33.33333%甲
            	~%-100%乙
            	~%33.33333%丙
            	~%33.33333%丁
            	####甲、丙、丁。
            }

            // [id:k-3] [tag:credit=partial]
            ::k-3::哪几项？{
            	~%33.33333%甲
            	~%-33.33333%乙
            	~%33.33333%丙
            	~%33.33333%丁
            	####甲、丙、丁。
            }

            // [id:k-4]
            ::k-4::对不对？{
            	TRUE
            	####对。
            }

            // [id:k-5]
            ::k-5::选、育、{
            	=%100%管
            	=%100%管理
            	####管。
            }、用。

            // [id:k-6]
            ::k-6::每年一般不少于多少学时？{
            	#=32:0
            	=40:0.5
            	####32学时。
            }

            // [id:k-7]
            ::k-7::会议和年份配对。{
            	=一大 -> 1921年
            	=七大 -> 1945年
            	=遵义会议 -> 1935年
            	= -> 1949年
            	####都是党史上的大事。
            }


            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(bank.Bytes));
    }

    [Fact]
    public async Task What_is_written_comes_back_as_the_same_bank()
    {
        foreach (var format in ForeignFormat.All.Where(f => f.Word is not ("aiken" or "xlsx")))
        {
            var bank = await ExportAsync(format.Word);
            var plan = room.Plan(room.Request(ForeignFile.Of(bank.FileName, bank.Bytes)));

            Assert.Equal(format, plan.Format);
            Assert.Equal(bank.Rows.Count(r => !r.IsLeftOut), plan.Count(ImportState.Unchanged));
            Assert.Equal(plan.Rows.Count, plan.Count(ImportState.Unchanged));
        }
    }

    [Theory]
    [InlineData("____{=a->b}", "gift", "Exchange.ArrowInPair")]
    public async Task A_text_that_the_format_would_misread_leaves_the_question_out(string gift, string format, string code)
    {
        await room.ApplyAsync(room.Request("::x::" + gift.Replace("->", "-[html]>", StringComparison.Ordinal), "gift"));
        room.Files.Replace(ExchangeRoom.Bank, @"a-\[html\]>b", "a->b");
        room.Content.Reload();

        var row = (await ExportAsync(format)).Rows.Single(r => r.Key == "x");
        Assert.True(row.IsLeftOut);
        Assert.Contains(code, row.Losses.Select(l => l.Code));
    }

    [Fact]
    public async Task A_picture_stays_here_and_that_is_said()
    {
        room.Files.Write("history/figures/map.svg", Catalogue.CourseFiles.Drawing);
        room.Files.Replace(ExchangeRoom.Bank, "> 1921年。\n", "> ![图](figures/map.svg)\n");
        room.Content.Reload();

        Assert.Contains("Exchange.PictureStaysHere", (await ExportAsync("gift")).Rows[0].Losses.Select(l => l.Code));
        Assert.Equal(ImportState.Unchanged, room.Plan(room.Request(ForeignFile.Of("a", (await ExportAsync("gift")).Bytes))).Rows[0].State);
    }

    [Fact]
    public async Task A_course_without_a_bank_is_named()
    {
        room.Files.Write("plain/course.md", Catalogue.CourseFiles.Head[..Catalogue.CourseFiles.Head.IndexOf("quiz:", StringComparison.Ordinal)].Replace("order: 1", "order: 2", StringComparison.Ordinal) + "---\n介绍。\n");
        room.Files.Write("plain/01-one.md", Catalogue.CourseFiles.Lesson);
        room.Content.Reload();

        Assert.Equal("Exchange.NoBank", (await RunAsync("plain", "gift")).Refusal?.Code);
        Assert.Equal("Exchange.NoCourse", (await RunAsync("nowhere", "gift")).Refusal?.Code);
        Assert.Equal("## k {.single lesson=one}", room.Plan(new ImportRequest("plain", ExchangeRoom.FileOf("::k::谁？{=甲 ~乙}"), null, "one")).Merged.Split('\n')[0]);
    }

    private async Task<ExportedBank> ExportAsync(string format) => (await RunAsync("history", format)).Value!;

    private Task<Outcome<ExportedBank>> RunAsync(string course, string format) =>
        new ExportQuestions(room.Content).RunAsync(course, ExchangeRoom.Format(format), TestContext.Current.CancellationToken);
}
