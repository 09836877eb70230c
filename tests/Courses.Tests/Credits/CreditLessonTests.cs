using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Credits;

public sealed class CreditLessonTests : IDisposable
{
    private readonly Study study = new();

    public void Dispose() => study.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_double_click_credits_once(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var member = await (await Roster.CreateAsync(school)).MemberAsync("d/t1/b1");

        var first = await study.CreditAsync(school, member, "history/one");
        school.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await study.CreditAsync(school, member, "history/one");

        Assert.Equal(first.Value!.Id, second.Value!.Id);
        await using var db = school.NewDb();
        var credit = await db.LessonCredits.SingleAsync(Ct);
        Assert.Equal(credit.EditionHash, (await db.LessonEditions.SingleAsync(Ct)).Hash);
        Assert.Equal(1, await db.Evidence.CountAsync(e => e.Kind == "lesson.completed", Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_tabs_at_once_give_one_credit(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var member = await (await Roster.CreateAsync(school)).MemberAsync("d/t1/b1");
        var hash = study.HashOf("history/one");
        Outcome<LessonCredit> rival = default;
        await using var tab = school.NewDb();
        tab.SavingChanges += (_, _) =>
        {
            if (rival.Value is null && tab.ChangeTracker.Entries<LessonCredit>().Any())
            {
                rival = Task.Run(() => study.CreditAsync(school, member, "history/one", hash)).GetAwaiter().GetResult();
            }
        };

        var credit = await study.CreditLesson(school, tab).RunAsync(member, "history/one", hash, Ct);

        Assert.Equal(rival.Value!.Id, credit.Value!.Id);
        await using var db = school.NewDb();
        Assert.Equal(1, await db.LessonCredits.CountAsync(Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_page_opened_before_the_text_was_changed_is_credited_with_what_it_showed(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var member = await (await Roster.CreateAsync(school)).MemberAsync("d/t1/b1");
        var shown = study.HashOf("history/one");
        await using (var db = school.NewDb())
        {
            await new KeepEditions(db, school.Calendar, study.Content).RunAsync(Ct);
        }

        study.Change("history/01-one.md", "1921年", "1921年7月");

        Assert.Equal(shown, (await study.CreditAsync(school, member, "history/one", shown)).Value!.EditionHash);
    }

    [Fact]
    public async Task What_we_never_showed_is_not_credited()
    {
        await using var school = await School.OpenAsync();
        var member = await (await Roster.CreateAsync(school)).MemberAsync("d/t1/b1");

        Assert.Equal("Lesson.Changed", (await study.CreditAsync(school, member, "history/one", new string('0', 64))).Refusal!.Code);
        Assert.Equal("Lesson.Changed", (await study.CreditAsync(school, member, "history/one", study.HashOf("history/two"))).Refusal!.Code);
        Assert.Equal("Lesson.Unknown", (await study.CreditAsync(school, member, "history/none", study.HashOf("history/one"))).Refusal!.Code);

        await using var db = school.NewDb();
        Assert.Empty(await db.LessonCredits.ToListAsync(Ct));
    }
}
