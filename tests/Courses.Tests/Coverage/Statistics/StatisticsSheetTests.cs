using Learning.Courses.Coverage;
using Learning.Courses.Coverage.Statistics;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;

namespace Learning.Courses.Tests.Coverage.Statistics;

/// <summary>
/// A district whose sheet was filled by hand, for 2026 up to 30 June.
/// <code>
/// who  branch                 story                                                     attendances (人次)
/// ---  ---------------------  --------------------------------------------------------  -------------------------------
///  1   t1/b1 (village)        secretary; class of May completed; one course             class, course (rural)
///  2   t1/b1                  admitted in February; class of May, one day of four        class (new member)
///  3   t1/b2 ("两新")          two courses; a third was withdrawn                         course, course (两新 twice)
///  4   t1/b2                  floating since April; class of May completed              class (两新, floating)
///  5   t1/b1, since 1 June    course in March at t1/b1, class of June at t2/b1          course for b1 (rural), class for t2/b1
///      t2/b1
///  6   t2/b1                  did not come to the class of June                         none
///  7   t2/b2                  course of December 2025, class that ends in July          none
///
///        total  persons  secretaries  rural distance  两新  new  floating
/// t1/b1      4        3            2               2     0    1         0
/// t1/b2      3        2            0               0     3    0         1
/// t2/b1      1        1            0               0     0    0         0
/// t2/b2      0        0            0               0     0    0         0
/// d          8        5 (number 5 was in two branches and is one person)
/// </code>
/// Number 1 has 32 of the 56 hours that secretaries owe; nobody in t1/b1 has reached 32. In t2/b2 number 7 is exempt: nobody
/// is asked there.
/// </summary>
public sealed class StatisticsSheetTests
{
    private static readonly DateOnly June30 = new(2026, 6, 30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Every_number_is_the_one_on_paper(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await TellAsync(school);

        await ExpectAsync("t1/b1", 3, 4, 2, 2, 0, 1, 0);
        await ExpectAsync("t1/b2", 2, 3, 0, 0, 3, 0, 1);
        await ExpectAsync("t2/b1", 1, 1, 0, 0, 0, 0, 0);
        await ExpectAsync("t2/b2", 0, 0, 0, 0, 0, 0, 0);
        await ExpectAsync("t1", 5, 7, 2, 2, 3, 1, 1);
        await ExpectAsync("t2", 1, 1, 0, 0, 0, 0, 0);
        await ExpectAsync("", 5, 8, 2, 2, 3, 1, 1);

        async Task ExpectAsync(string unit, int persons, params int[] times)
        {
            var sheet = await story.FillAsync(unit, June30);
            Assert.Equal(times, sheet.Total.Rows.Select(r => r.Times));
            Assert.Equal(persons, sheet.Total.Rows[0].Persons);
        }
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_branch_reaches_the_hours_when_everybody_who_is_required_has_them(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await TellAsync(school);
        Assert.Equal([new StandardCount(0, 3, 4), new StandardCount(0, 1, 4)], (await story.FillAsync("", June30)).Total.Standards);

        // The secretary reaches 56: the committee has reached it, the members have not.
        var secretary = (await story.AskAsync(story.RegularKey, "t1/b1", June30)).Names.Single(n => n.Name == "01").MemberId;
        await story.OutcomeAsync(secretary, await story.ClassAsync(new(2026, 6, 8), new(2026, 6, 10), secretary), 3);
        var sheet = await story.FillAsync("", June30);

        Assert.Equal([new StandardCount(0, 3, 4), new StandardCount(1, 1, 4)], sheet.Total.Standards);
        var line = sheet.BranchesOf(sheet.Rules.Standards[1]).Single(b => b.Reached);
        Assert.Equal(("d/t1/b1", 1, 1, "01"), (line.Branch.Path, line.Completed, line.Required, line.Asked.Single().Name));
        Assert.Equal((0, 1), sheet.BranchesOf(sheet.Rules.Standards[0]).Where(b => b.Branch.Path == "d/t2/b2").Select(b => (b.Required, b.Excluded)).Single());
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Every_attendance_has_its_name_its_class_and_its_proof(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await TellAsync(school);
        var sheet = await story.FillAsync("", June30);
        await using var db = school.NewDb(story.As("d"));

        var lines = await new StatisticsList(db, school.Calendar).RunAsync(sheet, sheet.Lines, Ct);

        Assert.Equal(sheet.Lines, lines.Select(l => l.Line));
        Assert.Equal(["01", "01", "02", "03", "03", "04", "05", "05"], lines.Select(l => l.Name).Order());
        Assert.All(lines, l => Assert.Equal(l.Line.CohortId is null, l.Class is null));
        Assert.All(lines.Where(l => l.Class is not null), l => Assert.Equal("2026 年轮训", l.Class!.Rotation));
        Assert.Equal(lines.Count, db.Evidence.Count(e => sheet.Lines.Select(l => l.SourceId).Contains(e.SourceId)));
    }

    [Fact]
    public async Task What_was_recorded_later_changes_no_earlier_sheet()
    {
        await using var school = await School.OpenAsync();
        var story = await TellAsync(school);
        var then = story.Now;
        var before = (await story.FillAsync("", June30)).Total;
        story.Now = story.Now.AddDays(3);
        await story.DescribeAsync("t1/b1", BranchSettingKind.NewOrganisation, new(2026, 1, 1));
        await story.EndAsync((await story.AskAsync(story.RegularKey, "t1/b1", June30)).Names.Single(n => n.Name == "02").MemberId, new(2026, 4, 1));

        Assert.Equal(before.Rows, (await story.FillAsync("", June30, then)).Total.Rows);
        Assert.Equal([7, 2, 0, 6, 0, 1], (await story.FillAsync("", June30)).Total.Rows.Select(r => r.Times)); // 2 had left before the class
    }

    [Fact]
    public async Task After_the_year_its_last_day_is_asked_for()
    {
        await using var school = await School.OpenAsync();
        var story = await TellAsync(school);
        story.Now = new(2027, 2, 1, 0, 0, 0, DateTimeKind.Utc);

        var sheet = await story.FillAsync("", new(2027, 1, 31));

        Assert.Equal(new DateOnly(2026, 12, 31), sheet.Question.Day);
        Assert.Equal(9, sheet.Total.Rows[0].Times); // with the class that ended in July
    }

    [Theory]
    [InlineData("d/t1", "d/t2", 2026, "Coverage.NotYours")]
    [InlineData("d/t1", "d", 2026, "Coverage.NotYours")]
    [InlineData("d", "d", 2031, "Statistics.NoSuchYear")]
    [InlineData("d", "d/t9", 2026, "Coverage.NoSuchUnit")]
    [InlineData("d", "d", -1, "Statistics.NoSuchYear")]
    public async Task What_is_not_yours_or_not_there_is_refused(string viewer, string unit, int year, string code)
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        await using var db = school.NewDb(story.As(viewer));
        var fill = new FillStatistics(db, new CoverageQuery(db, school.Calendar), school.Calendar);

        Assert.Equal(code, (await fill.RunAsync(new StatisticsQuestion(year, unit, June30, school.Calendar.UtcNow()), Ct)).Refusal?.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task An_organiser_says_what_a_branch_is_and_saying_it_again_changes_nothing(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var from = new DateOnly(2026, 1, 1);
        async Task<Outcome<BranchSetting>> SayAsync(string viewer, BranchSettingKind kind, DateOnly since)
        {
            await using var db = school.NewDb(story.As(viewer));
            return await new DescribeBranch(db, school.Calendar).RunAsync("d/t1/b1", kind, since, Ct);
        }

        var first = await SayAsync("d/t1", BranchSettingKind.Village, from);
        var second = await SayAsync("d/t1", BranchSettingKind.Village, from);

        Assert.Equal(first.Value!.Id, second.Value!.Id);
        Assert.Equal("BranchSetting.OrganiserOnly", (await SayAsync("d/t1/b1", BranchSettingKind.Other, from)).Refusal?.Code);
        Assert.Equal("Organisation.NoSuchBranch", (await SayAsync("d/t2", BranchSettingKind.Other, from)).Refusal?.Code);
        Assert.Equal("BranchSetting.NotYet", (await SayAsync("d/t1", BranchSettingKind.Other, new(2027, 1, 1))).Refusal?.Code);
        await using var fresh = school.NewDb();
        Assert.Equal(1, fresh.Evidence.Count(e => e.Kind == "branch.described"));
    }

    private static async Task<Story> TellAsync(School school)
    {
        var story = await Story.BeginAsync(school);
        await story.DescribeAsync("t1/b1", BranchSettingKind.Village, new(2020, 1, 1));
        await story.DescribeAsync("t1/b2", BranchSettingKind.NewOrganisation, new(2020, 1, 1));
        var who = new List<MemberId>();
        foreach (var (branch, i) in new[] { "t1/b1", "t1/b1", "t1/b2", "t1/b2", "t1/b1", "t2/b1", "t2/b2" }.Select((b, i) => (b, i)))
        {
            who.Add(await story.MemberAsync(branch, $"{i + 1:00}", admitted: i == 1 ? new(2026, 2, 1) : null));
        }

        await story.AppointAsync(who[0], PostKind.BranchSecretary, "t1/b1", new(2024, 1, 1));
        await story.ExemptAsync(who[6], ExemptionKind.Exempt, "age", new(2026, 1, 1));
        await story.FloatAsync(who[3], new(2026, 4, 1));
        story.Now = new(2026, 7, 10, 2, 0, 0, DateTimeKind.Utc);
        await story.ReceiveAsync(who[4], "t2/b1", new(2026, 6, 1));
        var may = await story.ClassAsync(new(2026, 5, 11), new(2026, 5, 14), who[0], who[1], who[3]);
        await story.OutcomeAsync(who[0], may, 4);
        await story.OutcomeAsync(who[1], may, 1);
        await story.OutcomeAsync(who[3], may, 4);
        var june = await story.ClassAsync(new(2026, 6, 15), new(2026, 6, 16), who[4], who[5]);
        await story.OutcomeAsync(who[4], june, 2);
        await story.OutcomeAsync(who[5], june, 0);
        await story.OutcomeAsync(who[6], await story.ClassAsync(new(2026, 6, 30), new(2026, 7, 2), who[6]), 3);
        await story.PassAsync(who[0], new(2026, 3, 1), minutes: 10, quiz: false);
        await story.PassAsync(who[2], new(2026, 3, 1));
        await story.PassAsync(who[2], new(2026, 3, 2));
        await story.WithdrawAsync(who[2], await story.PassAsync(who[2], new(2026, 3, 3)));
        await story.PassAsync(who[4], new(2026, 3, 4));
        await story.PassAsync(who[6], new(2025, 12, 31));
        return story;
    }
}
