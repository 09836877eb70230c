using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Plans;

public sealed class OpenYearTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_year_brings_its_two_requirements_once_however_often_it_is_opened(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        await Roster.CreateAsync(school);

        Assert.Equal(["regular-2026", "rotating-2026"], (await OpenAsync(school)).Select(r => r.Key).Order());
        Assert.Empty(await OpenAsync(school));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_servers_that_open_the_year_at_once_open_it_once(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        await Roster.CreateAsync(school);
        await using var db = school.NewDb();
        await new AdoptRulePacks(db, school.Calendar).RunAsync(Ct);
        var first = true;
        db.SavingChanges += (_, _) =>
        {
            if (first)
            {
                first = false;
                OpenAsync(school).GetAwaiter().GetResult();
            }
        };

        Assert.Empty(await new OpenYear(db, school.Calendar, new AdoptRulePacks(db, school.Calendar)).RunAsync(2026, Ct));

        await using var fresh = school.NewDb();
        Assert.Equal(2, await fresh.Requirements.CountAsync(Ct));
    }

    private static async Task<IReadOnlyList<Requirement>> OpenAsync(School school)
    {
        await using var db = school.NewDb();
        return await new OpenYear(db, school.Calendar, new AdoptRulePacks(db, school.Calendar)).RunAsync(2026, Ct);
    }
}
