using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Jobs;

namespace Learning.Web.Demo;

/// <summary>
/// The year the demo district has had: venues, a rotation in every town with two classes held, one going on and one to come,
/// tasks given, lessons studied, quizzes passed. Told with the clock moved, so that every row bears the day on which it happened.
/// </summary>
internal sealed class DemoYear(IServiceScopeFactory scopes, DevClock clock, SchoolCalendar calendar, DateOnly today, DemoDistrict district)
{
    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>Four days of eight credit hours each make the thirty-two of a year.</summary>
    private const int DaysOfClass = 4;

    public async Task RunAsync(CancellationToken ct)
    {
        var start = calendar.Today();
        var span = today.DayNumber - start.DayNumber;
        var (first, second) = (start.AddDays(span * 35 / 100), start.AddDays(span * 70 / 100));
        await PlanClassesAsync([first, second, today.AddDays(-1), today.AddDays(14)], ct);
        await HoldClassAsync(first, 96, ct);
        MoveTo(start.AddDays(span / 2), Morning);
        await InScopeAsync(s => new DemoStudy(s, district).RunAsync(ct));
        await HoldClassAsync(second, 88, ct);
        MoveTo(today.AddDays(-20), Morning);
        await AssignAsync(today.AddDays(21), ct);
        MoveTo(today.AddDays(-1), Morning);
        await RotateAsync(ct);
    }

    private async Task PlanClassesAsync(DateOnly[] opening, CancellationToken ct)
    {
        foreach (var (path, name) in district.UnitsInOrder.Where(u => u.Path.Count(c => c == '/') == 1))
        {
            var members = district.Members.Count(m => Unit.IsWithin(m.BranchPath, path));
            var capacity = Math.Max(2, (members + 2) / 3);
            await InScopeAsync(async s =>
            {
                var venue = new NewVenue(RowId.At(calendar.UtcNow()), $"{name}党校", VenueKind.PartySchool, path, Math.Max(60, capacity), 3 + (path.Length % 3));
                Done(await s.GetRequiredService<RecordVenue>().RunAsync(venue, ct));
                var classes = opening.Select(d => new CandidateClass(venue.Id, new ClassDays(d, d.AddDays(DaysOfClass - 1)), capacity)).ToList();
                var rotation = new NewRotation(
                    RowId.At(calendar.UtcNow()), $"{name}{today.Year}年党员集中轮训", path, calendar.Today(), classes[^1].Days.ClosesOn, classes) { KeepSpare = true };
                Done(await s.GetRequiredService<CreateRotation>().RunAsync(rotation, ct));
            });
        }
    }

    /// <summary>Opens the classes of that day, ticks most of those who were placed, and closes the classes when they are over.</summary>
    private async Task HoldClassAsync(DateOnly opens, int percentPresent, CancellationToken ct)
    {
        MoveTo(opens, Morning);
        await RotateAsync(ct);
        for (var day = 0; day < DaysOfClass; day++)
        {
            foreach (var (number, at) in new[] { (1, new TimeOnly(9, 0)), (2, new TimeOnly(15, 0)) })
            {
                MoveTo(opens.AddDays(day), at);
                await InScopeAsync(s => new DemoAttendance(s).TickAsync(opens, (day * 2) + number, percentPresent, ct));
            }
        }

        MoveTo(opens.AddDays(DaysOfClass), Morning);
        await RotateAsync(ct);
    }

    private async Task AssignAsync(DateOnly dueOn, CancellationToken ct)
    {
        foreach (var (path, _) in district.UnitsInOrder.Where(u => u.Path.Count(c => c == '/') == 2))
        {
            await InScopeAsync(async s =>
            {
                var secretary = district.Members.First(m => m.BranchPath == path).Id;
                await ActAsAsync(s, secretary, ct);
                await s.GetRequiredService<AssignCourse>().RunAsync(new AssignInput(AssignmentKind.Course, "district-plan", path, dueOn), ct);
                if (path == DemoPeople.HomeBranch)
                {
                    await s.GetRequiredService<AssignCourse>().RunAsync(new AssignInput(AssignmentKind.Quiz, "site-guide", path, today.AddDays(-3)), ct);
                }
            });
        }
    }

    private Task RotateAsync(CancellationToken ct) =>
        InScopeAsync(s => s.GetRequiredService<RotateCohorts>().RunAsync(RotateCohortsJob.LeaveOn, ct));

    private void MoveTo(DateOnly day, TimeOnly at) => clock.MoveBy(calendar.ToUtc(day, at) - calendar.UtcNow());

    private async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System);
        await work(scope.ServiceProvider);
    }

    private async Task ActAsAsync(IServiceProvider services, MemberId member, CancellationToken ct)
    {
        var db = services.GetRequiredService<Learning.Courses.Storage.CoursesDb>();
        services.GetRequiredService<Viewing>().Become(await Learning.Courses.Storage.FindViewer.RunAsync(db, member, calendar.Today(), ct));
    }

    private static void Done<T>(Outcome<T> outcome)
        where T : class
    {
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"The demo was refused: {refusal.Code}.");
        }
    }
}
