using System.Globalization;
using Learning.Courses;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Load;

/// <summary>
/// What people do in the year: organisers plan, replan, call classes off and grant exemptions; members come to class or not; branches
/// send members to each other. By the use cases behind the pages, as the person who does it. Jobs do none of it.
/// </summary>
internal sealed class YearPeople(PlayedSite site, YearClock clock, Lots lots, int year)
{
    private const int AbsentPerThousand = 80;
    private const int MovedPerThousand = 20;
    private const int ClassDays = 4;
    private const int ClassesOfTown = 6;
    private const int NoticeBeforeLoss = 2;

    private readonly Dictionary<string, MemberId> townOrganisers = new(StringComparer.Ordinal);
    private readonly List<(DateOnly On, MemberId Member, string To, int Days, bool IsReceived)> moves = [];
    private readonly List<(DateOnly On, Guid Transfer)> arrivals = [];
    private MemberId districtOrganiser;

    public YearTally Tally { get; } = new();

    public string DistrictOrganiserNumber { get; private set; } = "";

    private DateOnly Today => clock.Calendar.Today();

    /// <summary>Finds out who is who, and draws who will move.</summary>
    public async Task GetReadyAsync()
    {
        await using var db = site.OpenDb();
        foreach (var post in await db.Posts.AsNoTracking().Where(p => p.ReplacedAt == null && p.ValidTo == null).ToListAsync())
        {
            if (post.Kind == PostKind.TownOrganiser)
            {
                townOrganisers[post.UnitPath] = post.MemberId;
            }
            else if (post.Kind == PostKind.DistrictOrganiser)
            {
                districtOrganiser = post.MemberId;
            }
        }

        DistrictOrganiserNumber = await db.Members.Where(m => m.MemberId == districtOrganiser).Select(m => m.Number).SingleAsync();
        var busy = await db.Posts.Where(p => p.ReplacedAt == null).Select(p => p.MemberId).ToHashSetAsync();
        var branches = await db.Units.Where(u => u.Kind == UnitKind.Branch).OrderBy(u => u.Path).Select(u => u.Path).ToListAsync();
        foreach (var member in await RosterAsync(db))
        {
            if (!busy.Contains(member.Id) && lots.Of($"moves/{member.Number}") < MovedPerThousand)
            {
                var to = branches[lots.Among(branches.Count, $"to/{member.Number}")];
                var on = new DateOnly(year, 1, 20).AddDays(lots.Among(310, $"on/{member.Number}"));
                if (to != member.Branch)
                {
                    moves.Add((on, member.Id, to, 1 + lots.Among(25, $"after/{member.Number}"), lots.Of($"received/{member.Number}") < 800));
                }
            }
        }
    }

    /// <summary>The exemptions of last year end with it: whoever still has a reason gets one for this year, and some are deferred.</summary>
    public async Task RenewExemptionsAsync()
    {
        List<(MemberId Member, string Number, string Reason)> before;
        await using (var db = site.OpenDb())
        {
            var lastDay = new DateOnly(year - 1, 12, 31);
            before = (await db.Exemptions.AsNoTracking().Where(e => e.ReplacedAt == null && e.Kind == ExemptionKind.Exempt && e.ValidTo == lastDay)
                .Join(db.Members, e => e.MemberId, m => m.MemberId, (e, m) => new { e.MemberId, m.Number, e.ReasonCode }).ToListAsync())
                .ConvertAll(e => (e.MemberId, e.Number, e.ReasonCode));
            before.AddRange((await RosterAsync(db)).Where(m => lots.Of($"deferred/{m.Number}") < 10).Select(m => (m.Id, m.Number, "")));
        }

        foreach (var (member, _, reason) in before.OrderBy(b => b.Number, StringComparer.Ordinal))
        {
            await using var db = await AsAsync(districtOrganiser);
            var input = reason.Length > 0
                ? new ExemptionInput(member, ExemptionKind.Exempt, reason, Today, new DateOnly(year, 12, 31))
                : new ExemptionInput(member, ExemptionKind.Deferred, "posting", Today, new DateOnly(year + 1, 3, 31));
            await new GrantExemption(db, clock.Calendar).RunAsync(input, CancellationToken.None); // Whoever is excused already stays so.
        }
    }

    /// <summary>One rotation in each town, with a spare class for whoever misses one.</summary>
    public async Task PlanAsync()
    {
        foreach (var ((town, organiser), index) in townOrganisers.OrderBy(t => t.Key, StringComparer.Ordinal).Select((t, i) => (t, i)))
        {
            await using var db = await AsAsync(organiser);
            var venue = await db.Venues.AsNoTracking().Where(v => v.UnitPath == town).OrderBy(v => v.Id).FirstAsync();
            var members = await db.Memberships.CountAsync(m => m.ReplacedAt == null && m.ValidTo == null && m.BranchPath.StartsWith(town + "/"));
            var seats = Math.Min(venue.Seats, ((members * 5 / 4) / (ClassesOfTown - 1)) + 1);
            var classes = new[] { (3, 1), (4, 12), (6, 1), (9, 6), (10, 18), (11, 22) }
                .Select(d => MondayFrom(new DateOnly(year, d.Item1, d.Item2).AddDays(index % 3 * 7)))
                .Select(d => new CandidateClass(venue.Id, new ClassDays(d, d.AddDays(ClassDays - 1)), seats))
                .ToList();
            var request = new NewRotation(RowId.At(clock.Calendar.UtcNow()), $"{year}年党员集中轮训", town, new DateOnly(year, 2, 1), new DateOnly(year, 12, 20), classes) { KeepSpare = true };
            Done(await new CreateRotation(db, clock.Calendar).RunAsync(request, CancellationToken.None));
        }
    }

    /// <summary>Towns look once a month whom their rotation has not placed, and who has come or gone.</summary>
    public async Task ReplanAsync()
    {
        foreach (var (town, organiser) in townOrganisers.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            await using var db = await AsAsync(organiser);
            var first = new DateOnly(year, 1, 1);
            foreach (var rotation in await db.Rotations.AsNoTracking().Where(r => r.UnitPath == town && r.From >= first && r.To >= Today).Select(r => r.Id).ToListAsync())
            {
                var replan = new ReplanRotation(db, clock.Calendar);
                if ((await replan.PlanAsync(rotation, CancellationToken.None)).Value is { Change.IsNone: false } plan)
                {
                    db.ChangeTracker.Clear();
                    Done(await replan.RunAsync(rotation, plan.Fingerprint, CancellationToken.None));
                    Tally.PlacedAnew += plan.Change.Joined.Count + plan.Change.Moved.Count;
                }
            }
        }
    }

    /// <summary>A hall is lost for some weeks: its next class is called off, its members are placed anew, and then it is closed.</summary>
    public async Task LoseVenueAsync(int nth)
    {
        var town = townOrganisers.Keys.Order(StringComparer.Ordinal).ElementAt(lots.Among(townOrganisers.Count, $"venue/{nth}"));
        await using var db = await AsAsync(townOrganisers[town]);
        var (soon, venue) = (Today.AddDays(NoticeBeforeLoss), await db.Venues.AsNoTracking().Where(v => v.UnitPath == town).OrderBy(v => v.Id).FirstAsync());
        var planned = await db.Cohorts.AsNoTracking().Where(c => c.VenueId == venue.Id && c.State == CohortState.Planned && c.OpensOn >= soon)
            .OrderBy(c => c.OpensOn).Select(c => new { c.Id, c.OpensOn, c.ClosesOn }).ToListAsync();
        if (planned.Count == 0)
        {
            return; // Nothing would be held there any more.
        }

        var consider = new ConsiderCallOff(db, clock.Calendar);
        var callOff = Done(await consider.RunAsync([planned[0].Id], CancellationToken.None));
        db.ChangeTracker.Clear();
        var done = Done(await new CallOffClasses(db, clock.Calendar, consider)
            .RunAsync(new CallOffInput([planned[0].Id], CalledOffBecause.Other, "场地不能使用"), callOff.Fingerprint, CancellationToken.None));
        db.ChangeTracker.Clear();
        Done(await new CloseVenue(db, clock.Calendar).RunAsync(
            new NewClosure(RowId.At(clock.Calendar.UtcNow()), venue.Id, town, planned[0].OpensOn, planned[0].ClosesOn, "场地不能使用"), CancellationToken.None));
        Tally.VenuesLost++;
        Tally.CalledOff += done.Classes.Count;
        Tally.PlacedAnew += done.PlacedAnew;
        Tally.LeftOut += done.LeftOut;
    }

    /// <summary>Those who move today are sent, and those who have arrived are received; some never are.</summary>
    public async Task MoveMembersAsync()
    {
        foreach (var (_, transfer) in arrivals.FindAll(a => a.On == Today))
        {
            await using var db = await AsAsync(districtOrganiser);
            Done(await new ReceiveTransfer(db, clock.Calendar).RunAsync(transfer, CancellationToken.None));
            Tally.Received++;
        }

        foreach (var move in moves.FindAll(m => m.On == Today))
        {
            await using var db = await AsAsync(districtOrganiser);
            var sent = Done(await new SendTransfer(db, clock.Calendar).RunAsync(move.Member, move.To, CancellationToken.None));
            Tally.Sent++;
            if (move.IsReceived)
            {
                arrivals.Add((Today.AddDays(move.Days), sent.Id));
            }
        }
    }

    /// <summary>The lists of today's classes, and of the days since a day on which nothing could be ticked: kept on paper until then.</summary>
    public async Task AttendAsync(DateOnly since)
    {
        List<(Guid Id, string Unit, int Number, List<int> Sessions, List<(MemberId Id, string Number)> Placed)> classes;
        await using (var db = site.OpenDb())
        {
            var (from, now) = (clock.Calendar.ToUtc(since, TimeOnly.MinValue), clock.Calendar.UtcNow());
            var running = await db.Cohorts.AsNoTracking().Where(c => c.OpensOn <= Today && c.ClosesOn >= Today && c.State != CohortState.CalledOff).OrderBy(c => c.UnitPath).ThenBy(c => c.Number).ToListAsync();
            classes = [];
            foreach (var c in running)
            {
                var placed = await db.Enrolments.AsNoTracking().Where(e => e.CohortId == c.Id && e.GivenUp == null).Join(db.Members, e => e.MemberId, m => m.MemberId, (e, m) => new { m.MemberId, m.Number }).ToListAsync();
                classes.Add((c.Id, c.UnitPath, c.Number, [.. c.Sessions.Where(s => s.StartsAt >= from && s.StartsAt <= now).Select(s => s.Number)], placed.ConvertAll(p => (p.MemberId, p.Number))));
            }
        }

        foreach (var (id, unit, number, sessions, placed) in classes)
        {
            var there = placed.FindAll(p => lots.Of($"absent/{p.Number}/{unit}/{number}") >= AbsentPerThousand).ConvertAll(p => p.Id);
            foreach (var session in sessions)
            {
                await using var db = await AsAsync(townOrganisers.GetValueOrDefault(unit, districtOrganiser));
                Tally.Ticks += Done(await new TakeAttendance(db, clock.Calendar).RunAsync(id, session, there, CancellationToken.None)).Recorded.Count;
            }
        }
    }

    private async Task<CoursesDb> AsAsync(MemberId person)
    {
        await using var db = site.OpenDb();
        return site.OpenDb(await FindViewer.RunAsync(db, person, Today, CancellationToken.None));
    }

    private static async Task<List<(MemberId Id, string Number, string Branch)>> RosterAsync(CoursesDb db) =>
        (await db.Memberships.AsNoTracking().Where(m => m.ReplacedAt == null && m.ValidTo == null)
            .Join(db.Members, m => m.MemberId, p => p.MemberId, (m, p) => new { p.MemberId, p.Number, m.BranchPath }).OrderBy(m => m.Number).ToListAsync())
        .ConvertAll(m => (m.MemberId, m.Number, m.BranchPath));

    private static DateOnly MondayFrom(DateOnly day) => day.AddDays(((int)DayOfWeek.Monday - (int)day.DayOfWeek + 7) % 7);

    private static T Done<T>(Outcome<T> outcome)
        where T : class => outcome.Value ?? throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"The year was refused: {outcome.Refusal!.Code} {string.Join(", ", outcome.Refusal.Args)}"));
}

/// <summary>What happened in the year.</summary>
internal sealed class YearTally
{
    public int Sent { get; set; }
    public int Received { get; set; }
    public int VenuesLost { get; set; }
    public int CalledOff { get; set; }
    public int PlacedAnew { get; set; }
    public int LeftOut { get; set; }
    public int Ticks { get; set; }
}
