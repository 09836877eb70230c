using Learning.Courses.Coverage;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;

namespace Learning.Courses.Tests.Coverage;

/// <summary>Who has reported upward, on time, late or not yet; and who may report and ask for reports.</summary>
public sealed class ReportListTests : IDisposable
{
    private static readonly DateOnly June30 = new(2026, 6, 30);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("reports-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Reports_are_on_time_late_or_missing_against_the_call_and_against_nothing_else()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        await story.MemberAsync("t1/b1");
        At(story, 1);
        await SubmitAsync(story, "d/t1/b1");
        var before = await ListAsync(story, "d/t1");
        Assert.Null(before.Call);
        Assert.Equal([ReportState.Reported, ReportState.Open], before.Lines.Select(l => l.State));

        Assert.Null((await CallAsync(story, story.As("d/t1"), "d/t1", new(2026, 7, 3))).Refusal);
        At(story, 3);
        Assert.Equal([ReportState.Reported, ReportState.Open], (await ListAsync(story, "d/t1")).Lines.Select(l => l.State));
        At(story, 4);
        Assert.Equal([ReportState.Reported, ReportState.Missing], (await ListAsync(story, "d/t1")).Lines.Select(l => l.State));
        await SubmitAsync(story, "d/t1/b2");
        var after = await ListAsync(story, "d/t1");

        Assert.Equal([(1, 1), (0, 0)], after.Lines.Select(l => (l.Report!.Members, l.Report.Required)));
        Assert.Equal([ReportState.Reported, ReportState.Late], after.Lines.Select(l => l.State));
        Assert.Equal(ReportState.Open, after.Own.State); // Who asks is not asked.
        Assert.Equal(ReportState.Late, (await ListAsync(story, "d/t1/b2")).Own.State);
    }

    [Fact]
    public async Task The_call_of_the_nearest_unit_above_holds()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        At(story, 1);
        await CallAsync(story, story.As("d"), "d", new(2026, 7, 20));
        Assert.Equal(new(2026, 7, 20), (await ListAsync(story, "d/t1")).Lines[0].DueOn);
        await CallAsync(story, story.As("d/t1"), "d/t1", new(2026, 7, 10));

        Assert.Equal(new(2026, 7, 10), (await ListAsync(story, "d/t1")).Lines[0].DueOn);
        Assert.Equal(new(2026, 7, 20), (await ListAsync(story, "d/t2")).Lines[0].DueOn);
        Assert.Equal(new(2026, 7, 20), (await ListAsync(story, "d")).Lines[0].DueOn);
    }

    [Fact]
    public async Task A_second_call_changes_nothing()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        At(story, 1);
        var first = await CallAsync(story, story.As("d"), "d", new(2026, 7, 20));
        var second = await CallAsync(story, story.As("d"), "d", new(2026, 7, 2));

        Assert.Equal((first.Value!.Id, first.Value.DueOn), (second.Value!.Id, second.Value.DueOn));
    }

    [Theory]
    [InlineData("d/t1", "d", "2026-07-20", "Coverage.NotYours")]
    [InlineData("d", "d/t1", "2026-07-20", "Report.NotYourUnit")]
    [InlineData("d/t1/b1", "d/t1/b1", "2026-07-20", "Report.NotYourUnit")]
    [InlineData("d", "d", "2026-06-29", "Report.DeadlinePassed")]
    public async Task Only_those_above_ask_and_only_for_what_can_still_be_done(string post, string unit, string dueOn, string refusal)
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        At(story, 1);

        Assert.Equal(refusal, (await CallAsync(story, story.As(post), unit, DateOnly.Parse(dueOn, null))).Refusal?.Code);
    }

    [Theory]
    [InlineData("d", "d/t1", "Report.NotYourUnit")]
    [InlineData("d/t1/b1", "d/t1", "Coverage.NotYours")]
    [InlineData("d/t1", "d/t1", null)]
    public async Task A_unit_is_reported_by_those_who_hold_a_post_at_it(string post, string unit, string? refusal)
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        At(story, 1);
        await using var db = school.NewDb(story.As(post));

        Assert.Equal(refusal, (await Submit(db, school).PlanAsync(story.RotatingKey, unit, June30, Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Before_the_period_there_is_nothing_to_report()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        At(story, 1);
        await using var db = school.NewDb();

        Assert.Equal("Report.BeforePeriod", (await Submit(db, school).RunAsync(story.RotatingKey, "d", new(2025, 12, 31), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task The_days_to_choose_are_ends_of_months_and_what_was_reported()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        story.School.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 12, 1, 0, 0, TimeSpan.Zero));
        await using var db = school.NewDb();
        await Submit(db, school).RunAsync(story.RotatingKey, "d/t1", new(2026, 3, 10), Ct);
        var list = (await new ReportList(db, school.Calendar).RunAsync(story.RotatingKey, "d", null, Ct)).Value!;

        Assert.Equal([new(2026, 3, 10), new(2026, 2, 28), new(2026, 1, 31)], list.Days);
    }

    [Fact]
    public async Task The_page_of_a_report_says_what_was_frozen_and_who_is_behind_it()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        var done = await story.MemberAsync("t1/b1", "王小明");
        var leaver = await story.MemberAsync("t1/b1", "李四");
        await story.OutcomeAsync(done, await story.ClassAsync(new(2026, 3, 2), new(2026, 3, 5), done), 4);
        At(story, 1);
        var report = await SubmitAsync(story, "d");
        At(story, 5);
        await story.ReceiveAsync(leaver, "t2/b1", new(2026, 6, 1));

        await using var db = school.NewDb();
        var read = new ReportRead(db, new CoverageQuery(db, school.Calendar));
        var district = (await read.RunAsync(report.Id, null, false, Ct)).Value!;
        var branch = (await read.RunAsync(report.Id, "d/t1/b1", false, Ct)).Value!;

        Assert.Equal([("d/t1", 2), ("d/t2", 0)], district.Children.Select(c => (c.Unit.Path, c.Counts.Total)));
        Assert.Empty(district.Names);
        Assert.Equal(["d", "d/t1"], branch.Above.Select(u => u.Path));
        Assert.Equal([("王小明", Box.Completed), ("李四", Box.NotStarted)], branch.Names.Select(n => (n.Member!.Name, n.Row.Box)));
        Assert.Equal("Report.NoSuchReport", (await read.RunAsync(report.Id, "d/atlantis", false, Ct)).Refusal?.Code);
        await using var elsewhere = school.NewDb(story.As("d/t1"));
        Assert.Equal("Report.NoSuchReport", (await new ReportRead(elsewhere, new CoverageQuery(elsewhere, school.Calendar)).RunAsync(report.Id, "d/t1", false, Ct)).Refusal?.Code);
    }

    private LedgerKeyFile Keys => new(new LedgerSettings(folder.FullName));

    private static void At(Story story, int dayOfJuly)
    {
        story.Now = new(2026, 7, dayOfJuly, 1, 0, 0, DateTimeKind.Utc);
        story.School.Clock.SetUtcNow(new DateTimeOffset(story.Now));
    }

    private SubmitReport Submit(CoursesDb db, School school) =>
        new(db, school.Calendar, new CoverageQuery(db, school.Calendar), new SealLedger(db, school.Calendar, Keys));

    private async Task<Report> SubmitAsync(Story story, string unit)
    {
        await using var db = story.School.NewDb();
        var outcome = await Submit(db, story.School).RunAsync(story.RotatingKey, unit, June30, Ct);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    private static async Task<Outcome<ReportCall>> CallAsync(Story story, Viewer who, string unit, DateOnly dueOn)
    {
        await using var db = story.School.NewDb(who);
        return await new CallForReports(db, story.School.Calendar).RunAsync(story.RotatingKey, unit, June30, dueOn, Ct);
    }

    private static async Task<ReportOverview> ListAsync(Story story, string unit)
    {
        await using var db = story.School.NewDb();
        return (await new ReportList(db, story.School.Calendar).RunAsync(story.RotatingKey, unit, June30, Ct)).Value!;
    }
}
