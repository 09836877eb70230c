using Learning.Courses.Catalogue;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Catalogue;

namespace Learning.Courses.Tests.Coverage;

public sealed class OwedTests : IDisposable
{
    private readonly CourseFiles files = new();
    private readonly ContentFolder content;

    public OwedTests() => content = files.Open();

    public void Dispose() => files.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Everybody_owes_both_requirements_of_the_year_with_rule_progress_and_next_step(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var member = await story.MemberAsync("t1/b1");

        var owed = await OwedAsync(school, member);

        var regular = owed.Single(o => o.Requirement!.Requirement.Kind == RequirementKind.RegularEducation);
        Assert.Equal((new OwedProgress(0, 128), "20"), (regular.Progress, regular.Requirement!.Standing.Threshold!.Rule.Article));
        Assert.Equal(new OwedNext(OwedNextKind.Lesson, "history", "history/one"), regular.Next);
        var rotating = owed.Single(o => o.Requirement!.Requirement.Kind == RequirementKind.RotatingTraining);
        Assert.Equal((new OwedProgress(0, 1), new OwedNext(OwedNextKind.Wait)), (rotating.Progress, rotating.Next));

        var cohort = await story.ClassAsync(new(2026, 6, 1), new(2026, 6, 3), member);
        rotating = (await OwedAsync(school, member)).Single(o => o.Requirement!.Requirement.Kind == RequirementKind.RotatingTraining);
        Assert.Equal(new OwedNext(OwedNextKind.Class, CohortId: cohort.Id), rotating.Next);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_task_leads_through_its_lessons_to_its_quiz_and_is_gone_when_it_is_done(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var member = await story.MemberAsync("t1/b1");
        await AssignAsync(story, member, AssignmentKind.Course, new(2026, 3, 1)); // Yesterday: the clock stands on 2 March.
        await AssignAsync(story, member, AssignmentKind.Quiz, new(2026, 3, 20));

        var owed = await OwedAsync(school, member);
        Assert.Equal([AssignmentKind.Course, AssignmentKind.Quiz], owed.Take(2).Select(o => o.Task!.Asked.Kind));
        Assert.Equal((true, "Branch b1", new OwedProgress(0, 2)), (owed[0].IsOverdue, owed[0].Task!.UnitName, owed[0].Progress));
        Assert.Equal(new OwedNext(OwedNextKind.Lesson, "history", "history/one"), owed[0].Next);
        Assert.Equal((false, new OwedNext(OwedNextKind.Quiz, "history")), (owed[1].IsOverdue, owed[1].Next));

        await story.SaveAsync(new LessonCredit(RowId.At(story.Now), member, "history/one", new string('b', 64), story.Now));
        owed = await OwedAsync(school, member);
        Assert.Equal((new OwedProgress(1, 2), "history/two"), (owed[0].Progress, owed[0].Next.LessonKey));

        await story.SaveAsync(new LessonCredit(RowId.At(story.Now), member, "history/two", new string('b', 64), story.Now));
        Assert.Equal(new OwedNext(OwedNextKind.Quiz, "history"), (await OwedAsync(school, member))[0].Next);

        await story.SaveAsync(new CoursePass(RowId.At(story.Now), member, "history", new string('a', 64), 24, true, new(2026, 2, 1), story.Now));
        Assert.Equal([AssignmentKind.Quiz], (await OwedAsync(school, member)).Where(o => o.Task is not null).Select(o => o.Task!.Asked.Kind));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Who_is_exempt_owes_nothing(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var member = await story.MemberAsync("t1/b1");
        await AssignAsync(story, member, AssignmentKind.Course, new(2026, 3, 20));
        await story.ExemptAsync(member, ExemptionKind.Exempt, "age", new(2026, 1, 1));

        Assert.Empty(await OwedAsync(school, member));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_record_explains_the_hours_line_by_line(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var member = await story.MemberAsync("t1/b1", "陈立春");
        var pass = await story.PassAsync(member, new(2026, 2, 1), minutes: 40, quiz: true);
        var cohort = await story.ClassAsync(new(2026, 2, 10), new(2026, 2, 11), member);
        var outcome = await story.OutcomeAsync(member, cohort, 2);
        await story.SaveAsync(new Certificate(RowId.At(story.Now), member, "0A1B2C3D4E5F", pass, story.Now));
        await story.SaveAsync(new LessonEdition(new string('b', 64), "history/one", "zh-CN", "第一课", 12, "<p></p>", story.Now));
        await story.SaveAsync(new LessonCredit(RowId.At(story.Now), member, "history/one", new string('b', 64), story.Now));

        var record = await RecordAsync(member, member);

        var hours = record!.Standings.Single(s => s.Requirement.Kind == RequirementKind.RegularEducation).Standing.Hours!;
        Assert.Equal([(pass, 4), (pass, 2), (outcome, 64)], hours.Lines.Select(l => (l.SourceId, l.Quarters)));
        Assert.Equal((70, "2026 年轮训"), (hours.Quarters, record.Classes[outcome].Title));
        Assert.Equal(["0A1B2C3D4E5F"], record.Certificates.Select(c => c.Number));
        Assert.Equal([("history/one", "第一课")], record.Lessons.Select(l => (l.LessonKey, l.Title)));
        Assert.Equal(Box.Completed, record.Standings.Single(s => s.Requirement.Kind == RequirementKind.RotatingTraining).Standing.Box);

        var stranger = await story.MemberAsync("t1/b1");
        Assert.Null(await RecordAsync(stranger, member));

        async Task<RecordSheet?> RecordAsync(MemberId viewer, MemberId of)
        {
            await using var system = school.NewDb();
            await using var db = school.NewDb(await FindViewer.RunAsync(system, viewer, school.Calendar.Today(), Ct));
            return await new MemberRecord(db, school.Calendar, new MemberStandings(db, school.Calendar)).RunAsync(of, Ct);
        }
    }

    private async Task<IReadOnlyList<OwedItem>> OwedAsync(School school, MemberId member)
    {
        await using var system = school.NewDb();
        await using var db = school.NewDb(await FindViewer.RunAsync(system, member, school.Calendar.Today(), Ct));
        var owed = new Owed(db, school.Calendar, new MemberStandings(db, school.Calendar), new StudyProgress(db, content), new StudyFacts(db, school.Calendar));
        return await owed.RunAsync(member, Ct);
    }

    private static async Task AssignAsync(Story story, MemberId member, AssignmentKind kind, DateOnly dueOn)
    {
        var assignment = new Assignment(RowId.At(story.Now), kind, "history", story.Units[story.Path("t1/b1")], dueOn, story.Now, member);
        assignment.Add(member);
        await story.SaveAsync(assignment);
    }
}
