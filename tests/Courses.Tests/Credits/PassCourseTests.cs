using Learning.Courses.Credits;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Credits;

public sealed class PassCourseTests : IDisposable
{
    private readonly Study study = new();

    public void Dispose() => study.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_last_lesson_of_a_course_without_a_quiz_passes_it_with_one_certificate(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var member = await (await Roster.CreateAsync(school)).MemberAsync("d/t1/b1");
        study.Change("history/course.md", Study.QuizFields, "");

        await study.CreditAsync(school, member, "history/two");
        Assert.Null(await Study.FindPassAsync(school, member));
        await study.CreditAsync(school, member, "history/one");
        await study.CreditAsync(school, member, "history/one");

        var pass = await Study.FindPassAsync(school, member);
        Assert.Equal((24, false, study.Course.Hash), (pass!.Minutes, pass.QuizPassed, pass.EditionHash));
        Assert.Equal(school.Calendar.Today(), pass.PassedOn);
        await using var db = school.NewDb();
        var certificate = await db.Certificates.SingleAsync(Ct);
        Assert.Equal(pass.Id, certificate.SourceId);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{12}$", certificate.Number);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_course_with_a_quiz_waits_for_it_in_whatever_order(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var roster = await Roster.CreateAsync(school);
        var (lessonsFirst, quizFirst) = (await roster.MemberAsync("d/t1/b1"), await roster.MemberAsync("d/t1/b1"));

        await study.CreditAllAsync(school, lessonsFirst);
        Assert.Null(await study.PassAsync(school, lessonsFirst));
        await study.SitAsync(school, lessonsFirst, passed: true);
        Assert.True((await study.PassAsync(school, lessonsFirst))!.QuizPassed);

        await study.SitAsync(school, quizFirst, passed: true);
        Assert.Null(await study.PassAsync(school, quizFirst));
        await study.CreditAllAsync(school, quizFirst);
        Assert.NotNull(await study.PassAsync(school, quizFirst));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_failed_quiz_and_a_pass_that_was_put_right_pass_nothing(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var roster = await Roster.CreateAsync(school);
        var (failed, corrected) = (await roster.MemberAsync("d/t1/b1"), await roster.MemberAsync("d/t1/b1"));
        await study.CreditAllAsync(school, failed);
        await study.CreditAllAsync(school, corrected);

        await study.SitAsync(school, failed, passed: false);
        await study.SitAsync(school, corrected, passed: true, correctedTo: false);

        Assert.Null(await study.PassAsync(school, failed));
        Assert.Null(await study.PassAsync(school, corrected));
        await study.SitAsync(school, failed, passed: false, number: 2, correctedTo: true);
        Assert.NotNull(await study.PassAsync(school, failed));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_pass_lost_between_two_saves_is_made_good_by_the_next_click(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var member = await (await Roster.CreateAsync(school)).MemberAsync("d/t1/b1");
        await study.CreditAllAsync(school, member);
        study.Change("history/course.md", Study.QuizFields, "");

        await study.CreditAsync(school, member, "history/one");

        Assert.NotNull(await Study.FindPassAsync(school, member));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_tabs_at_once_give_one_pass_and_one_certificate(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var member = await (await Roster.CreateAsync(school)).MemberAsync("d/t1/b1");
        await study.CreditAllAsync(school, member);
        await study.SitAsync(school, member, passed: true);
        CoursePass? rival = null;
        await using var tab = school.NewDb();
        tab.SavingChanges += (_, _) => rival ??= Task.Run(() => study.PassAsync(school, member)).GetAwaiter().GetResult();

        var pass = await study.PassCourse(school, tab).RunAsync(member, "history", Ct);

        Assert.Equal(rival!.Id, pass!.Id);
        await using var db = school.NewDb();
        Assert.Equal(1, await db.CoursePasses.CountAsync(Ct));
        Assert.Equal(1, await db.Certificates.CountAsync(Ct));
    }
}
