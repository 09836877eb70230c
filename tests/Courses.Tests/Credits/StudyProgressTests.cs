using Learning.Courses.Credits;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Catalogue;

namespace Learning.Courses.Tests.Credits;

public sealed class StudyProgressTests : IDisposable
{
    private readonly Study study = new();

    public void Dispose() => study.Dispose();

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task There_is_always_one_next_step(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var member = await (await Roster.CreateAsync(school)).MemberAsync("d/t1/b1");

        Assert.Equal((NextStep.Lesson, "history/one", false, 0), Look(await ProgressAsync(school, member)));
        await study.CreditAsync(school, member, "history/two");
        Assert.Equal((NextStep.Lesson, "history/one", true, 1), Look(await ProgressAsync(school, member)));
        await study.CreditAsync(school, member, "history/one");
        Assert.Equal((NextStep.Quiz, null, true, 2), Look(await ProgressAsync(school, member)));
        await study.SitAsync(school, member, passed: true);
        await study.PassAsync(school, member);
        Assert.Equal((NextStep.Done, null, true, 2), Look(await ProgressAsync(school, member)));

        static (NextStep, string?, bool, int) Look(CourseProgress p) => (p.Next, p.NextLesson?.Key, p.IsStarted, p.Finished);
    }

    [Fact]
    public async Task A_course_that_was_passed_asks_for_nothing_more_when_it_grows()
    {
        await using var school = await School.OpenAsync();
        var member = await (await Roster.CreateAsync(school)).MemberAsync("d/t1/b1");
        await study.CreditAllAsync(school, member);
        await study.SitAsync(school, member, passed: true);
        await study.PassAsync(school, member);

        study.Files.Write("history/03-three.md", CourseFiles.Lesson.Replace("第一课", "第三课", StringComparison.Ordinal));
        study.Content.Reload();

        var progress = await ProgressAsync(school, member);
        Assert.Equal((NextStep.Done, "history/three"), (progress.Next, progress.NextLesson!.Key));
    }

    [Fact]
    public async Task Nobody_sees_the_progress_of_another()
    {
        await using var school = await School.OpenAsync();
        var roster = await Roster.CreateAsync(school);
        var (member, other) = (await roster.MemberAsync("d/t1/b1"), await roster.MemberAsync("d/t1/b1"));
        await study.CreditAsync(school, member, "history/one");

        Assert.False((await ProgressAsync(school, other)).IsStarted);
    }

    private async Task<CourseProgress> ProgressAsync(School school, MemberId member)
    {
        await using var db = school.NewDb();
        return Assert.Single(await new StudyProgress(db, study.Content).RunAsync(member, TestContext.Current.CancellationToken));
    }
}
