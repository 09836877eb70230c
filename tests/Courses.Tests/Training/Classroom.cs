using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Training;

/// <summary>A school with a venue of 50 seats in town t1 and an organiser of that town, who belongs to no branch.</summary>
public sealed class Classroom : IAsyncDisposable
{
    private readonly Dictionary<string, MemberId> members = [];

    private Classroom(School school, Roster roster) => (School, Roster) = (school, roster);

    public School School { get; }
    public Roster Roster { get; }
    public Viewer Organiser { get; private set; } = Viewer.Nobody;
    public Guid VenueId { get; private set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Classroom> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var school = await School.OpenAsync(provider);
        var room = new Classroom(school, await Roster.CreateAsync(school));
        room.Organiser = await room.OrganiserOfAsync("d/t1");
        room.VenueId = await room.VenueAsync("党校", 50);
        return room;
    }

    /// <summary>An organiser of a unit; belongs to a branch of the other town, so that the town's audience stays countable.</summary>
    public async Task<Viewer> OrganiserOfAsync(string unitPath) => await Roster.AppointAsync(
        await Roster.MemberAsync("d/t2/b2", "组织委员"), unitPath == "d" ? PostKind.DistrictOrganiser : PostKind.TownOrganiser, unitPath);

    public async Task<Guid> VenueAsync(string name, int seats, string unit = "d/t1")
    {
        var now = School.Calendar.UtcNow();
        await using var db = School.NewDb();
        var venue = new Venue(RowId.At(now), name, VenueKind.PartySchool, Roster.Units[unit], seats, null, now);
        db.Venues.Add(venue);
        await db.SaveChangesAsync(Ct);
        return venue.Id;
    }

    public async Task<MemberId> MemberAsync(string name, string branch = "d/t1/b1") => members[name] = await Roster.MemberAsync(branch, name);

    public MemberId this[string name] => members[name];

    public Viewer Plain(string name, string branch = "d/t1/b1") => new(members[name], false, [], branch);

    /// <summary>Classes of the town t1 in March 2026, given as first and last day of the month.</summary>
    public NewRotation Request(params (int Opens, int Closes)[] classes) => new(
        RowId.At(School.Calendar.UtcNow()), "春季轮训", "d/t1", new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31),
        [.. classes.Select(c => new CandidateClass(VenueId, new ClassDays(March(c.Opens), March(c.Closes)), 10))]) { BranchShare = 100, KeepSpare = true };

    /// <summary>The same classes with so many seats each.</summary>
    public static NewRotation Seating(NewRotation request, int seats) => request with { Classes = [.. request.Classes.Select(c => c with { Seats = seats })] };

    public static DateOnly March(int day) => new(2026, 3, day);

    /// <summary>Sets the clock of the wall in Chao'an.</summary>
    public void At(DateOnly day, int hour, int minute = 0, int second = 0)
    {
        School.Clock.AdjustTime(new DateTimeOffset(School.Calendar.ToUtc(day, new TimeOnly(hour, minute, second))));
    }

    public async Task<Outcome<RotationPlan>> PlanAsync(NewRotation request, Viewer? viewer = null)
    {
        await using var db = School.NewDb(viewer ?? Organiser);
        return await new CreateRotation(db, School.Calendar).PlanAsync(request, Ct);
    }

    public async Task<Outcome<Rotation>> CreateAsync(NewRotation request, Viewer? viewer = null)
    {
        await using var db = School.NewDb(viewer ?? Organiser);
        return await new CreateRotation(db, School.Calendar).RunAsync(request, Ct);
    }

    public async Task<Outcome<Replan>> ReplanAsync(Guid rotation, Viewer? viewer = null)
    {
        await using var db = School.NewDb(viewer ?? Organiser);
        return await new ReplanRotation(db, School.Calendar).PlanAsync(rotation, Ct);
    }

    public async Task<Outcome<Replan>> ApplyAsync(Replan plan, Viewer? viewer = null)
    {
        await using var db = School.NewDb(viewer ?? Organiser);
        return await new ReplanRotation(db, School.Calendar).RunAsync(plan.Rotation.Id, plan.Fingerprint, Ct);
    }

    public async Task<int> RotateAsync()
    {
        await using var db = School.NewDb();
        return await new RotateCohorts(db, School.Calendar).RunAsync(_ => new LeaveShare(1, 7), Ct);
    }

    public async Task<Outcome<AttendanceTaken>> TickAsync(Guid cohort, int session, Viewer viewer, params string[] names)
    {
        await using var db = School.NewDb(viewer);
        return await new TakeAttendance(db, School.Calendar).RunAsync(cohort, session, [.. names.Select(n => members[n])], Ct);
    }

    /// <summary>Ticks the names at every session of the class, each when it begins.</summary>
    public async Task AttendAsync(Guid cohort, params string[] names)
    {
        await using var db = School.NewDb();
        var sessions = (await db.Cohorts.AsNoTracking().SingleAsync(c => c.Id == cohort, Ct)).Sessions;
        foreach (var session in sessions.OrderBy(s => s.StartsAt))
        {
            School.Clock.AdjustTime(new DateTimeOffset(session.StartsAt));
            Assert.Equal(names.Length, (await TickAsync(cohort, session.Number, Organiser, names)).Value!.Recorded.Count);
        }
    }

    public async Task<Outcome<Attendance>> CheckInAsync(Guid cohort, string code, Viewer viewer)
    {
        await using var db = School.NewDb(viewer);
        return await new CheckIn(db, School.Calendar).RunAsync(cohort, code, Ct);
    }

    /// <summary>The cohorts of the only rotation, by number.</summary>
    public async Task<List<Cohort>> CohortsAsync()
    {
        await using var db = School.NewDb();
        return await db.Cohorts.AsNoTracking().Include(c => c.Enrolments.Where(e => e.GivenUp == null)).OrderBy(c => c.Number).ToListAsync(Ct);
    }

    /// <summary>Everything that rotation has written, in words: turns, outcomes and places, each with the class number.</summary>
    public async Task<List<string>> RowsAsync()
    {
        await using var db = School.NewDb();
        var number = await db.Cohorts.ToDictionaryAsync(c => c.Id, c => c.Number, Ct);
        var name = await db.Members.ToDictionaryAsync(m => m.MemberId, m => m.Name, Ct);
        var turns = (await db.CohortTurns.ToListAsync(Ct)).Select(t => $"{number[t.CohortId]} {t.State}");
        var outcomes = (await db.CohortOutcomes.ToListAsync(Ct))
            .Select(o => $"{number[o.CohortId]} {name[o.MemberId]} {(o.Completed ? "completed" : "missed")} {o.AttendedQuarters}/{o.TotalQuarters}");
        var places = (await db.Enrolments.ToListAsync(Ct))
            .Select(e => $"{number[e.CohortId]} {name[e.MemberId]} placed" + (e.MovedFrom is { } from ? $" after {number[from]}" : ""));
        return [.. turns.Concat(outcomes).Concat(places).Order(StringComparer.Ordinal)];
    }

    public ValueTask DisposeAsync() => School.DisposeAsync();
}
