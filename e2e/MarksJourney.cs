using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A hall without a network: whoever takes attendance ticks names all the same, and they arrive when the network is back.</summary>
public sealed class MarksJourney(RunningSite site)
{
    private static readonly Way[] Ways = [Way.Phone, Way.DesktopInEnglish];

    public static TheoryData<Way> All => [.. Ways];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task Five_are_ticked_without_a_network_and_all_are_there_when_it_is_back(Way way)
    {
        var cohort = await ClassAsync(Array.IndexOf(Ways, way));
        await using var town = await Visitor.SignInAsync(site, way, "town");
        await town.OpenAsync($"/training/cohorts/{cohort}?session=1");
        var boxes = town.Page.Locator("input[name=members]");
        await Assertions.Expect(town.Page.Locator("[data-marks-hint]")).ToBeVisibleAsync();

        town.HasNoComplaints(); // Later the console rightly says that the line was down.

        await town.Page.Context.SetOfflineAsync(true);
        for (var i = 0; i < 5; i++)
        {
            await boxes.Nth(i).CheckAsync();
        }

        await town.Page.GetByRole(AriaRole.Button, new() { Name = town.Text("Attendance.Save") }).ClickAsync();
        await Assertions.Expect(town.Page.Locator("[data-count]")).ToHaveTextAsync(town.Text("Marks.Unsent", 5));
        await Assertions.Expect(town.Page.Locator("[data-why]")).ToHaveTextAsync(town.Text("Marks.Offline"));
        await Assertions.Expect(town.Page.Locator("[data-marks] li")).ToHaveCountAsync(5);
        Assert.Equal(0, await PresentAsync(cohort));

        // The page is closed before the network is back; another one finds what it left behind.
        var second = await town.Page.Context.NewPageAsync();
        await town.Page.CloseAsync(new() { RunBeforeUnload = false });
        await town.Page.Context.SetOfflineAsync(false);
        await second.GotoAsync($"/training/cohorts/{cohort}?session=1");

        // The page that was closed may have got its ticks through at the last moment; then they are sent a second time, and none is recorded twice.
        var saved = second.GetByText(town.Text("Attendance.Taken", 5, 0)).Or(second.GetByText(town.Text("Attendance.Taken", 0, 5)));
        await Assertions.Expect(saved.First).ToBeVisibleAsync();
        await Assertions.Expect(second.Locator("[data-marks]")).ToBeHiddenAsync();
        Assert.Equal(5, await PresentAsync(cohort));
    }

    private async Task<int> PresentAsync(Guid cohort)
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<CoursesDb>().StandingAttendances().CountAsync(a => a.CohortId == cohort, Ct);
    }

    /// <summary>A class of today, in a hall of its own.</summary>
    private async Task<Guid> ClassAsync(int turn)
    {
        await using var scope = site.NewScope();
        var (db, calendar) = (scope.ServiceProvider.GetRequiredService<CoursesDb>(), scope.ServiceProvider.GetRequiredService<SchoolCalendar>());
        var (day, now) = (calendar.Today(), calendar.UtcNow());
        var town = await db.Units.SingleAsync(u => u.Path == "chaoan/anbu", Ct);
        var hall = new Venue(RowId.At(now), $"离线教室 {turn}", VenueKind.PartySchool, town, 60, null, now);
        db.Add(hall);
        await db.SaveChangesAsync(Ct);
        var request = new NewRotation(RowId.At(now), $"离线轮训 {turn}", DemoPeople.HomeBranch, day, day, [new CandidateClass(hall.Id, new ClassDays(day, day), 60)])
        {
            BranchShare = 100,
            Day = [new DayPart(new TimeOnly(0, 10), new TimeOnly(23, 50), 32)],
        };
        var rotation = (await scope.ServiceProvider.GetRequiredService<CreateRotation>().RunAsync(request, Ct)).Value!.Id;
        return await db.Cohorts.Where(c => c.RotationId == rotation).Select(c => c.Id).SingleAsync(Ct);
    }
}
