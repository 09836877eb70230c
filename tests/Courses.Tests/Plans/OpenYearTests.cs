using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Plans;

public sealed class OpenYearTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_year_brings_its_requirements_once_however_often_it_is_opened(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        await Roster.CreateAsync(school);

        Assert.Equal(["after-admission-2026", "after-appointment-2026", "regular-2026", "rotating-2026"], (await OpenAsync(school)).Select(r => r.Key).Order());
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
        Assert.Equal(4, await fresh.Requirements.CountAsync(Ct));
    }

    [Fact]
    public async Task A_year_of_an_old_pack_brings_what_that_pack_asked()
    {
        await using var school = await School.OpenAsync();
        await Roster.CreateAsync(school);

        var opened = await OpenAsync(school, 2023);

        Assert.Equal(["regular-2023", "rotating-2023"], opened.Select(r => r.Key).Order());
        Assert.All(opened, r => Assert.Equal("party-education-2019", r.RulePackKey));
    }

    private static async Task<IReadOnlyList<Requirement>> OpenAsync(School school, int year = 2026)
    {
        await using var db = school.NewDb();
        return await new OpenYear(db, school.Calendar, new AdoptRulePacks(db, school.Calendar)).RunAsync(year, Ct);
    }
}
