using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>The day and the instant of a question: what was true on the day, as far as it was known at the instant.</summary>
public sealed record AsOf(DateOnly Day, DateTime KnownAt);

/// <summary>Who is answered for, and by which branch.</summary>
internal sealed record RosterEntry(MemberId MemberId, string BranchPath, Guid MembershipId);

/// <summary>Whose facts are wanted: those of everybody a unit answers for, or those of one member.</summary>
internal sealed record Whose(string? UnitPath, MemberId? Member)
{
    public static Whose Unit(string path) => new(path, null);

    public static Whose Person(MemberId member) => new(null, member);
}

/// <summary>
/// Reads the roster and the facts of its members as they were known, each kind of fact in one query for everybody.
/// The scope is lifted in this class, and only here: a member who has left the unit since is out of the viewer's sight today,
/// but must still be counted for the days on which the unit answered for him; and a class counts for a member who has moved
/// out of the sight of the town that held it. Those who come here have made sure that the viewer answers for the unit or the
/// member, or is that member.
/// </summary>
internal sealed class KnownFacts(CoursesDb db, SchoolCalendar calendar, Requirement requirement, RulePack pack, Whose whose, AsOf asOf)
{
    private readonly DateOnly lastDay = LastDay(requirement, pack);
    private readonly DateOnly judgedOn = asOf.Day < LastDay(requirement, pack) ? asOf.Day : LastDay(requirement, pack);
    private readonly DateTime knownAt = asOf.KnownAt;

    /// <summary>
    /// Every member once. Should two branches claim the same member on the same day, the later claim holds, whichever unit is
    /// asked: the sum over the branches stays the number of members.
    /// </summary>
    public async Task<List<RosterEntry>> RosterAsync(CancellationToken ct)
    {
        var claims = await Asked()
            .Join(Holding(), m => m.MemberId, any => any.MemberId, (m, any) => new { any.Id, any.MemberId, any.BranchPath, any.ValidFrom, any.RecordedAt })
            .ToListAsync(ct);
        return claims
            .GroupBy(c => c.MemberId, (_, rivals) => rivals.OrderBy(c => c.ValidFrom).ThenBy(c => c.RecordedAt).ThenBy(c => c.Id).Last())
            .Where(c => whose.UnitPath is null || Unit.IsWithin(c.BranchPath, whose.UnitPath))
            .Select(c => new RosterEntry(c.MemberId, c.BranchPath, c.Id))
            .ToList();
    }

    /// <summary>Number and name of everybody on the roster.</summary>
    public async Task<Dictionary<MemberId, (string Number, string Name)>> NamesAsync(CancellationToken ct)
    {
        var rows = await All<Member>()
            .Join(Subjects(), m => m.MemberId, id => id, (m, _) => new { m.MemberId, m.Number, m.Name })
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.MemberId, r => (r.Number, r.Name));
    }

    public async Task<Func<MemberId, MemberFacts>> FactsAsync(CancellationToken ct)
    {
        var (rotating, personal) = (requirement.Kind != RequirementKind.RegularEducation, requirement.Kind.IsPersonal());
        var classes = (await ClassesAsync(ct)).ToLookup(c => c.MemberId);
        var placements = (rotating ? [.. await PlacesAsync(ct), .. await SessionsAsync(ct)] : new List<Placement>()).ToLookup(p => p.MemberId);
        var courses = (rotating ? [] : await CoursesAsync(ct)).ToLookup(c => c.MemberId);
        var posts = (rotating && !personal ? [] : await PostsAsync(ct)).ToLookup(p => p.MemberId);
        var exemptions = (await ExemptionsAsync(ct)).ToLookup(e => e.MemberId);
        var visits = (await VisitsAsync(ct)).ToLookup(v => v.MemberId);
        var admitted = personal ? await AdmittedAsync(ct) : [];
        return id => new([.. classes[id]], [.. placements[id]], [.. courses[id]], [.. posts[id]], [.. exemptions[id]], [.. visits[id]])
        {
            AdmittedOn = admitted.TryGetValue(id, out var day) ? day : null,
        };
    }

    /// <summary>What the facts rest on, each kind in one query for everybody.</summary>
    public async Task<EvidenceBasis> BasisAsync(CancellationToken ct)
    {
        var regular = requirement.Kind == RequirementKind.RegularEducation;
        return new(await PresentAsync(ct), regular ? await OnPaperAsync(ct) : [], await ConfirmedVisitsAsync(ct), pack.AbsenceLimit);
    }

    private async Task<Dictionary<(Guid CohortId, MemberId MemberId), (int A, int B)>> PresentAsync(CancellationToken ct)
    {
        var standing = All<Training.Attendance>()
            .Where(a => a.RecordedAt <= knownAt && !All<Training.AttendanceWithdrawal>().Any(w => w.AttendanceId == a.Id && w.RecordedAt <= knownAt))
            .Join(Subjects(), a => a.MemberId, id => id, (a, _) => a);
        var seen = await QuartersAsync(standing.Where(a => a.Source == Training.AttendanceSource.Code), ct);
        var confirmed = await QuartersAsync(
            standing.Where(a => a.Source != Training.AttendanceSource.Code)
                .Join(All<Training.AttendanceConfirmation>().Where(c => c.RecordedAt <= knownAt), a => a.Id, c => c.ConfirmsId, (a, c) => new { a, c })
                .Where(x => x.a.RecordedBy == null || x.c.RecordedBy != x.a.RecordedBy)
                .Select(x => x.a),
            ct);
        return seen.Keys.Union(confirmed.Keys).ToDictionary(k => k, k => (seen.GetValueOrDefault(k), confirmed.GetValueOrDefault(k)));
    }

    private async Task<Dictionary<(Guid CohortId, MemberId MemberId), int>> QuartersAsync(IQueryable<Training.Attendance> attendances, CancellationToken ct)
    {
        var sessions = CohortsOfPeriod().SelectMany(c => c.Sessions, (c, s) => new { c.Id, s.Number, s.Quarters });
        var rows = await attendances
            .Join(sessions, a => new { Id = a.CohortId, Number = a.Session }, s => new { s.Id, s.Number }, (a, s) => new { a.CohortId, a.MemberId, s.Quarters })
            .GroupBy(a => new { a.CohortId, a.MemberId })
            .Select(g => new { g.Key.CohortId, g.Key.MemberId, Quarters = g.Sum(a => a.Quarters) })
            .ToListAsync(ct);
        return rows.ToDictionary(r => (r.CohortId, r.MemberId), r => r.Quarters);
    }

    /// <summary>Passed on paper, and not on the site as well.</summary>
    private async Task<HashSet<(MemberId MemberId, string CourseKey)>> OnPaperAsync(CancellationToken ct)
    {
        var passed = All<Quizzes.Attempt>().Where(a => All<Quizzes.AttemptResult>().Any(r => r.AttemptId == a.Id && r.Passed && r.RecordedAt <= knownAt));
        var rows = await passed.Where(a => a.SheetId != null)
            .Where(a => !passed.Any(other => other.SheetId == null && other.MemberId == a.MemberId && other.CourseKey == a.CourseKey))
            .Join(Subjects(), a => a.MemberId, id => id, (a, _) => new { a.MemberId, a.CourseKey })
            .ToListAsync(ct);
        return [.. rows.Select(r => (r.MemberId, r.CourseKey))];
    }

    private async Task<HashSet<Guid>> ConfirmedVisitsAsync(CancellationToken ct) => [.. await All<HomeVisit>()
        .Where(v => v.VisitedOn >= requirement.From && v.VisitedOn <= judgedOn)
        .Join(Subjects(), v => v.MemberId, id => id, (v, _) => v)
        .Join(All<HomeVisitConfirmation>().Where(c => c.RecordedAt <= knownAt), v => v.Id, c => c.ConfirmsId, (v, c) => new { v.Id, v.VisitedBy, c.RecordedBy })
        .Where(x => x.RecordedBy != x.VisitedBy)
        .Select(x => x.Id)
        .ToListAsync(ct)];

    /// <summary>The last day on which anything can count for anybody.</summary>
    private static DateOnly LastDay(Requirement requirement, RulePack pack) =>
        pack.PersonalRuleFor(requirement.Kind) is { } rule ? rule.DueOn(requirement.DueOn) : requirement.DueOn;

    private Task<Dictionary<MemberId, DateOnly>> AdmittedAsync(CancellationToken ct) => All<Member>()
        .Join(Subjects(), m => m.MemberId, id => id, (m, _) => new { m.MemberId, m.JoinedOn })
        .ToDictionaryAsync(m => m.MemberId, m => m.JoinedOn, ct);

    private IQueryable<T> All<T>()
        where T : class => db.Set<T>().AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope]);

    private IQueryable<Membership> Holding() => All<Membership>().Where(m =>
        m.ValidFrom <= asOf.Day && (m.ValidTo == null || m.ValidTo >= asOf.Day)
        && m.RecordedAt <= knownAt && (m.ReplacedAt == null || m.ReplacedAt > knownAt));

    private IQueryable<Membership> Asked()
    {
        if (whose.Member is { } member)
        {
            return Holding().Where(m => m.MemberId == member);
        }

        var (unitPath, below) = (whose.UnitPath, whose.UnitPath + "/");
        return Holding().Where(m => m.BranchPath == unitPath || m.BranchPath.StartsWith(below));
    }

    private IQueryable<MemberId> Subjects() => Asked().Select(m => m.MemberId).Distinct();

    private Task<List<FinishedClass>> ClassesAsync(CancellationToken ct) => All<Training.CohortOutcome>()
        .Where(o => o.CompletedOn >= requirement.From && o.CompletedOn <= judgedOn && o.RecordedAt <= knownAt)
        .Join(Subjects(), o => o.MemberId, id => id, (o, _) => o)
        .Select(o => new FinishedClass(o.Id, o.MemberId, o.CohortId, o.Completed, o.AttendedQuarters, o.TotalQuarters, o.CompletedOn))
        .ToListAsync(ct);

    private async Task<IEnumerable<Placement>> PlacesAsync(CancellationToken ct)
    {
        var rows = await All<Training.Enrolment>()
            .Where(e => e.RecordedAt <= knownAt && !OutcomesKnown().Any(o => o.CohortId == e.CohortId && o.MemberId == e.MemberId))
            .Where(e => !All<Training.PlaceGivenUp>().Any(g => g.EnrolmentId == e.Id && g.RecordedAt <= knownAt))
            .Join(Subjects(), e => e.MemberId, id => id, (e, _) => e)
            .Join(CohortsOfPeriod(), e => e.CohortId, c => c.Id, (e, c) => new { e.Id, e.MemberId, e.CohortId, e.RecordedAt, c.OpensOn, c.ClosesOn })
            .ToListAsync(ct);
        return rows.Select(e =>
        {
            var givenOn = calendar.DayOf(e.RecordedAt);
            return new Placement(e.Id, e.MemberId, e.CohortId, givenOn < e.OpensOn ? givenOn : e.OpensOn, e.ClosesOn, Attended: false);
        });
    }

    private async Task<IEnumerable<Placement>> SessionsAsync(CancellationToken ct)
    {
        var sessions = CohortsOfPeriod().SelectMany(c => c.Sessions, (c, s) => new { c.Id, c.ClosesOn, s.Number, s.StartsAt });
        var rows = await All<Training.Attendance>()
            .Where(a => a.RecordedAt <= knownAt && !OutcomesKnown().Any(o => o.CohortId == a.CohortId && o.MemberId == a.MemberId))
            .Where(a => !All<Training.AttendanceWithdrawal>().Any(w => w.AttendanceId == a.Id && w.RecordedAt <= knownAt))
            .Join(Subjects(), a => a.MemberId, id => id, (a, _) => a)
            .Join(sessions, a => new { Id = a.CohortId, Number = a.Session }, s => new { s.Id, s.Number }, (a, s) => new { a.Id, a.MemberId, a.CohortId, s.StartsAt, s.ClosesOn })
            .ToListAsync(ct);
        return rows.Select(a => new Placement(a.Id, a.MemberId, a.CohortId, calendar.DayOf(a.StartsAt), a.ClosesOn, Attended: true));
    }

    private IQueryable<Training.CohortOutcome> OutcomesKnown() =>
        All<Training.CohortOutcome>().Where(o => o.RecordedAt <= knownAt && o.CompletedOn <= judgedOn);

    private IQueryable<Training.Cohort> CohortsOfPeriod() =>
        All<Training.Cohort>().Where(c => c.ClosesOn >= requirement.From && c.ClosesOn <= lastDay);

    private Task<List<PassedCourse>> CoursesAsync(CancellationToken ct) => All<CoursePass>()
        .Where(p => p.PassedOn >= requirement.From && p.PassedOn <= judgedOn && p.RecordedAt <= knownAt)
        .Where(p => !All<CoursePassWithdrawal>().Any(w => w.PassId == p.Id && w.RecordedAt <= knownAt))
        .Join(Subjects(), p => p.MemberId, id => id, (p, _) => p)
        .Select(p => new PassedCourse(p.Id, p.MemberId, p.CourseKey, p.Minutes, p.QuizPassed, p.PassedOn))
        .ToListAsync(ct);

    private Task<List<PostHeld>> PostsAsync(CancellationToken ct)
    {
        // Those that raise what is owed, or that begin a member's own period.
        var raising = pack.PersonalRuleFor(requirement.Kind) is { } rule ? [.. rule.Posts] : pack.Thresholds.SelectMany(t => t.Posts).ToList();
        return Known<Post>()
            .Where(p => raising.Contains(p.Kind))
            .Select(p => new PostHeld(p.Id, p.MemberId, p.Kind, p.ValidFrom, p.ValidTo))
            .ToListAsync(ct);
    }

    private Task<List<ExemptionHeld>> ExemptionsAsync(CancellationToken ct) => Known<Exemption>()
        .Select(e => new ExemptionHeld(e.Id, e.MemberId, e.Kind, e.ReasonCode, e.ValidFrom, e.ValidTo))
        .ToListAsync(ct);

    private Task<List<VisitPaid>> VisitsAsync(CancellationToken ct) => All<HomeVisit>()
        .Where(v => v.VisitedOn >= requirement.From && v.VisitedOn <= judgedOn && v.RecordedAt <= knownAt)
        .Where(v => !All<HomeVisitWithdrawal>().Any(w => w.VisitId == v.Id && w.RecordedAt <= knownAt))
        .Join(Subjects(), v => v.MemberId, id => id, (v, _) => v)
        .Select(v => new VisitPaid(v.Id, v.MemberId, v.VisitedOn))
        .ToListAsync(ct);

    /// <summary>Whoever has a period of their own is judged on a day of their own, and was appointed new if the eve says so.</summary>
    private IQueryable<T> Known<T>()
        where T : Dated
    {
        var since = requirement.Kind.IsPersonal() ? requirement.From.AddDays(-1) : judgedOn;
        return KnownSince<T>(since);
    }

    private IQueryable<T> KnownSince<T>(DateOnly since)
        where T : Dated => All<T>()
        .Where(r => r.ValidFrom <= judgedOn && (r.ValidTo == null || r.ValidTo >= since))
        .Where(r => r.RecordedAt <= knownAt && (r.ReplacedAt == null || r.ReplacedAt > knownAt))
        .Join(Subjects(), r => r.MemberId, id => id, (r, _) => r);
}
