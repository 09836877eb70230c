using Learning.Courses.Coverage;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;

namespace Learning.Courses.Tests.Coverage;

/// <summary>Requirements whose period is each member's own, through the database. The rules themselves are in docs/rule-cases.md.</summary>
public sealed class PersonalPeriodTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_new_secretary_is_told_until_the_half_year_is_over_also_in_the_next_year(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (story, fresh, _) = await TellAsync(school);

        Assert.Null(await OfAsync(new(2026, 9, 30)));
        var told = await OfAsync(new(2027, 1, 31));
        Assert.Equal((new DateOnly(2027, 3, 31), Box.NotStarted, false), (told!.DueOn, told.Standing.Box, told.Standing.IsOverdue));
        Assert.Null(await OfAsync(new(2027, 4, 1)));

        async Task<MemberStanding?> OfAsync(DateOnly day)
        {
            await using var db = story.School.NewDb();
            return (await new MemberStandings(db, story.School.Calendar).RunAsync(fresh, day, Ct)).SingleOrDefault(s => s.Requirement.Kind == RequirementKind.AfterAppointment);
        }
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_coverage_counts_those_whose_period_has_begun_and_judges_each_on_a_day_of_their_own(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (story, fresh, early) = await TellAsync(school);
        var key = $"after-appointment-{story.Root}";
        await story.OutcomeAsync(early, await story.ClassAsync(new(2026, 8, 1), new(2026, 8, 2), early), 2);
        await story.OutcomeAsync(fresh, await story.ClassAsync(new(2027, 3, 30), new(2027, 3, 31), fresh), 2);

        Assert.Equal(new BoxCounts(0, 0, 1, 0, 0, 0, 0, 0), (await story.AskAsync(key, "", new(2026, 6, 30))).Total);
        Assert.Equal(new BoxCounts(0, 0, 1, 0, 0, 0, 0, 1), (await story.AskAsync(key, "", new(2026, 8, 1))).Total); // the class ended a day late
        Assert.Equal(new BoxCounts(0, 0, 2, 0, 0, 0, 0, 1), (await story.AskAsync(key, "", new(2026, 12, 31))).Total);
        Assert.Equal(new BoxCounts(1, 0, 1, 0, 0, 0, 0, 1), (await story.AskAsync(key, "", new(2027, 6, 1))).Total);
        Assert.Equal(["d/t1/b1", "d/t2/b1"], (await story.AskAsync(key, "", new(2026, 12, 31), withNames: true)).Names.Select(n => n.Branch.Path));
    }

    [Fact]
    public async Task A_unit_does_not_report_what_has_no_day_of_its_own()
    {
        await using var school = await School.OpenAsync();
        var (story, _, _) = await TellAsync(school);
        school.Clock.SetUtcNow(new DateTimeOffset(story.Now.AddDays(30)));
        await using var db = school.NewDb(story.As("d"));
        var submit = new SubmitReport(db, school.Calendar, new CoverageQuery(db, school.Calendar), new SealLedger(db, school.Calendar, new LedgerKeyFile(new LedgerSettings("unused"))));

        Assert.Equal("Report.OwnPeriods", (await submit.RunAsync($"after-appointment-{story.Root}", "d", new(2026, 12, 31), Ct)).Refusal?.Code);
    }

    /// <summary>Two new secretaries: one since 1 February, one since 1 October; a third has been in office for years.</summary>
    private static async Task<(Story Story, MemberId Fresh, MemberId Early)> TellAsync(School school)
    {
        var story = await Story.BeginAsync(school);
        await story.AddPersonalAsync();
        story.Now = new(2027, 6, 2, 1, 0, 0, DateTimeKind.Utc);
        var (early, fresh, old) = (await story.MemberAsync("t1/b1"), await story.MemberAsync("t2/b1"), await story.MemberAsync("t2/b2"));
        await story.AppointAsync(early, PostKind.BranchSecretary, "t1/b1", new(2026, 2, 1));
        await story.AppointAsync(fresh, PostKind.BranchSecretary, "t2/b1", new(2026, 10, 1));
        await story.AppointAsync(old, PostKind.BranchSecretary, "t2/b2", new(2020, 1, 1));
        await story.AppointAsync(await story.MemberAsync("t2/b2"), PostKind.CommitteeMember, "t2/b2", new(2026, 5, 1));
        school.Clock.SetUtcNow(new DateTimeOffset(story.Now));
        return (story, fresh, early);
    }
}
