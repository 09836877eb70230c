using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage.Statistics;

/// <summary>What a class is called in a list.</summary>
public sealed record ClassTitle(string Rotation, int Number);

/// <summary>
/// Reads the attendances of a period as they were known, each with what was true of the member on its day: the branch, the
/// posts, the circumstances. One query for each kind of fact. The scope is lifted here as in <see cref="KnownFacts"/>: a
/// member who has left since attended all the same, and the unit that answered on that day counts it. Those who come here have
/// made sure that the viewer answers for the unit.
/// </summary>
internal sealed class KnownAttendances(CoursesDb db, string unitPath, DateOnly from, DateOnly to, DateTime knownAt)
{
    public async Task<List<AttendanceLine>> ReadAsync(StatisticsRules rules, CancellationToken ct)
    {
        var claims = (await ClaimsAsync(ct)).ToLookup(c => c.MemberId);
        var traits = await TraitsAsync(rules, ct);
        var lines = new List<AttendanceLine>();
        foreach (var met in (await ClassesAsync(rules.Counts, ct)).Concat(await CoursesAsync(rules.Counts, ct)))
        {
            if (Claim.On(met.On, claims[met.MemberId]) is { } branch && Unit.IsWithin(branch, unitPath))
            {
                var line = new AttendanceLine(met.SourceId, met.Kind, met.MemberId, branch, met.On, met.CohortId, met.CourseKey, []);
                lines.Add(line with { Rows = [.. rules.Rows.Where(row => traits.Fit(row, line)).Select(row => row.Key)] });
            }
        }

        return [.. lines.OrderBy(l => l.On).ThenBy(l => l.BranchPath, StringComparer.Ordinal).ThenBy(l => l.SourceId)];
    }

    /// <summary>Who holds one of the posts on the last day of the period.</summary>
    public async Task<HashSet<(MemberId, PostKind)>> HoldersAsync(List<PostKind> kinds, CancellationToken ct)
    {
        var rows = await Known<Post>()
            .Where(p => kinds.Contains(p.Kind) && (p.ValidTo == null || p.ValidTo >= to))
            .Join(Subjects(), p => p.MemberId, id => id, (p, _) => new { p.MemberId, p.Kind })
            .ToListAsync(ct);
        return [.. rows.Select(r => (r.MemberId, r.Kind))];
    }

    /// <summary>Number and name of whoever stands in the lines.</summary>
    public async Task<Dictionary<MemberId, (string Number, string Name)>> NamesAsync(IReadOnlyCollection<AttendanceLine> lines, CancellationToken ct)
    {
        var names = new Dictionary<MemberId, (string, string)>();
        foreach (var some in lines.Select(l => l.MemberId).Distinct().Chunk(AtOnce))
        {
            foreach (var m in await All<Member>().Where(m => some.Contains(m.MemberId)).Select(m => new { m.MemberId, m.Number, m.Name }).ToListAsync(ct))
            {
                names.Add(m.MemberId, (m.Number, m.Name));
            }
        }

        return names;
    }

    /// <summary>The classes that ended in the period.</summary>
    public Task<Dictionary<Guid, ClassTitle>> TitlesAsync(CancellationToken ct) => All<Cohort>()
        .Where(c => c.ClosesOn >= from && c.ClosesOn <= to)
        .Join(All<Rotation>(), c => c.RotationId, r => r.Id, (c, r) => new { c.Id, r.Title, c.Number })
        .ToDictionaryAsync(c => c.Id, c => new ClassTitle(c.Title, c.Number), ct);

    /// <summary>Few enough for the parameters of one query in both databases.</summary>
    private const int AtOnce = 5_000;

    private IQueryable<T> All<T>()
        where T : class => db.Set<T>().AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope]);

    private IQueryable<T> Known<T>()
        where T : Dated => All<T>().Where(r =>
            r.ValidFrom <= to && (r.ValidTo == null || r.ValidTo >= from)
            && r.RecordedAt <= knownAt && (r.ReplacedAt == null || r.ReplacedAt > knownAt));

    /// <summary>Everybody for whom the unit answered on some day of the period.</summary>
    private IQueryable<MemberId> Subjects()
    {
        var below = unitPath + "/";
        return Known<Membership>().Where(m => m.BranchPath == unitPath || m.BranchPath.StartsWith(below)).Select(m => m.MemberId).Distinct();
    }

    /// <summary>Of other units too: should two branches claim a member on one day, it must not matter who asks.</summary>
    private Task<List<Claim>> ClaimsAsync(CancellationToken ct) => Known<Membership>()
        .Join(Subjects(), m => m.MemberId, id => id, (m, _) => new Claim(m.Id, m.MemberId, m.BranchPath, m.ValidFrom, m.ValidTo, m.RecordedAt))
        .ToListAsync(ct);

    private async Task<IEnumerable<Met>> ClassesAsync(IReadOnlyList<AttendanceKind> counts, CancellationToken ct)
    {
        var (attended, completed) = (counts.Contains(AttendanceKind.ClassAttended), counts.Contains(AttendanceKind.ClassCompleted));
        if (!attended && !completed)
        {
            return [];
        }

        var rows = await All<CohortOutcome>()
            .Where(o => o.CompletedOn >= from && o.CompletedOn <= to && o.RecordedAt <= knownAt && (attended ? o.AttendedQuarters > 0 : o.Completed))
            .Join(Subjects(), o => o.MemberId, id => id, (o, _) => new { o.Id, o.MemberId, o.CohortId, o.CompletedOn })
            .ToListAsync(ct);
        var kind = attended ? AttendanceKind.ClassAttended : AttendanceKind.ClassCompleted;
        return rows.Select(o => new Met(o.Id, kind, o.MemberId, o.CompletedOn, o.CohortId, null));
    }

    private async Task<IEnumerable<Met>> CoursesAsync(IReadOnlyList<AttendanceKind> counts, CancellationToken ct)
    {
        if (!counts.Contains(AttendanceKind.CoursePassed))
        {
            return [];
        }

        var rows = await All<CoursePass>()
            .Where(p => p.PassedOn >= from && p.PassedOn <= to && p.RecordedAt <= knownAt)
            .Where(p => !All<CoursePassWithdrawal>().Any(w => w.PassId == p.Id && w.RecordedAt <= knownAt))
            .Join(Subjects(), p => p.MemberId, id => id, (p, _) => new { p.Id, p.MemberId, p.CourseKey, p.PassedOn })
            .ToListAsync(ct);
        return rows.Select(p => new Met(p.Id, AttendanceKind.CoursePassed, p.MemberId, p.PassedOn, null, p.CourseKey));
    }

    private async Task<MemberTraits> TraitsAsync(StatisticsRules rules, CancellationToken ct)
    {
        var (kinds, circumstances) = (rules.Rows.SelectMany(r => r.Posts).Distinct().ToList(), rules.Rows.SelectMany(r => r.Circumstances).Distinct().ToList());
        var below = unitPath + "/";
        return new MemberTraits(
            (await Known<Post>().Where(p => kinds.Contains(p.Kind)).Join(Subjects(), p => p.MemberId, id => id, (p, _) => p).ToListAsync(ct)).ToLookup(p => p.MemberId),
            (await Known<MemberCircumstance>().Where(c => circumstances.Contains(c.Kind)).Join(Subjects(), c => c.MemberId, id => id, (c, _) => c).ToListAsync(ct)).ToLookup(c => c.MemberId),
            (await All<BranchSetting>().Where(s => s.RecordedAt <= knownAt && (s.UnitPath == unitPath || s.UnitPath.StartsWith(below))).ToListAsync(ct)).ToLookup(s => s.UnitPath),
            await All<Member>().Join(Subjects(), m => m.MemberId, id => id, (m, _) => new { m.MemberId, m.JoinedOn }).ToDictionaryAsync(m => m.MemberId, m => m.JoinedOn, ct));
    }

    private sealed record Met(Guid SourceId, AttendanceKind Kind, MemberId MemberId, DateOnly On, Guid? CohortId, string? CourseKey);

    private sealed record Claim(Guid Id, MemberId MemberId, string BranchPath, DateOnly ValidFrom, DateOnly? ValidTo, DateTime RecordedAt)
    {
        /// <summary>Should two branches claim the same member on the same day, the later claim holds, as in coverage.</summary>
        public static string? On(DateOnly day, IEnumerable<Claim> ofMember) => ofMember
            .Where(c => c.ValidFrom <= day && (c.ValidTo is null || c.ValidTo >= day))
            .OrderBy(c => c.ValidFrom).ThenBy(c => c.RecordedAt).ThenBy(c => c.Id)
            .LastOrDefault()?.BranchPath;
    }
}
