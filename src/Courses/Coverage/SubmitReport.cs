using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <param name="Earlier">The report that stands; then nothing more is submitted.</param>
/// <param name="Answer">What would be frozen; null when there is a report.</param>
public sealed record ReportPlan(Report? Earlier, CoverageAnswer? Answer);

/// <summary>
/// Freezes what a unit reports: the figures of every unit below it, the box of every member, the rules, the editions and the
/// checkpoint, as bytes whose hash goes on record. Submitting twice gives the first report back.
/// </summary>
public sealed class SubmitReport(CoursesDb db, SchoolCalendar calendar, CoverageQuery coverage, SealLedger seal)
{
    public async Task<Outcome<Report>> RunAsync(string requirementKey, string unitPath, DateOnly day, CancellationToken ct)
    {
        var plan = await PlanAsync(requirementKey, unitPath, day, withNames: true, ct);
        return plan switch
        {
            { Refusal: { } refusal } => refusal,
            { Value.Earlier: { } earlier } => earlier,
            _ => await FreezeAsync(plan.Value!.Answer!, ct),
        };
    }

    /// <summary>What would be reported now, or what has been.</summary>
    public Task<Outcome<ReportPlan>> PlanAsync(string requirementKey, string unitPath, DateOnly day, CancellationToken ct) =>
        PlanAsync(requirementKey, unitPath, day, withNames: false, ct);

    private async Task<Outcome<ReportPlan>> PlanAsync(string requirementKey, string unitPath, DateOnly day, bool withNames, CancellationToken ct)
    {
        if (!IsFor(db.Viewer, unitPath))
        {
            return new Refusal(db.Viewer.Covers(unitPath) ? "Report.NotYourUnit" : "Coverage.NotYours");
        }

        if (day > calendar.Today())
        {
            return new Refusal("Report.DayNotOver", day);
        }

        if (await FindAsync(requirementKey, unitPath, day, ct) is { } earlier)
        {
            return new ReportPlan(earlier, null);
        }

        var outcome = await coverage.RunAsync(new CoverageQuestion(requirementKey, unitPath, day, calendar.UtcNow(), withNames), ct);
        return outcome switch
        {
            { Refusal: { } refusal } => refusal,
            { Value: { } personal } when personal.Requirement.Kind.IsPersonal() => new Refusal("Report.OwnPeriods"),
            { Value: var answer } when day < answer!.Requirement.From => new Refusal("Report.BeforePeriod", answer.Requirement.From),
            _ => new ReportPlan(null, outcome.Value),
        };
    }

    /// <summary>A unit is spoken for by those who hold a post at it; those above read its report and do not write it.</summary>
    public static bool IsFor(Viewer viewer, string unitPath) => viewer.Paths.Contains(unitPath) || (viewer.Everything && viewer.Posts.Count == 0);

    private async Task<Outcome<Report>> FreezeAsync(CoverageAnswer answer, CancellationToken ct)
    {
        // Asked first, sealed then: whatever the answer rests on was committed by now, and so has its place after sealing.
        await seal.RunAsync(ct);
        if (await db.LedgerCheckpoints.AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct) is not { } checkpoint)
        {
            return new Refusal("Ledger.NotSealedYet");
        }

        var rows = await new ReportRows(db).ReadAsync(answer, ct);
        var body = await BodyAsync(answer, checkpoint.Note, [.. rows.Select(r => r.Row)], ct);
        var now = calendar.UtcNow();
        var report = new Report(RowId.At(now), answer.Unit, body, checkpoint.Size, now, db.Viewer.MemberId);
        db.Reports.Add(report);
        try
        {
            await db.SaveChangesAsync(ct);
            return report;
        }
        catch (DbUpdateException)
        {
            // Two clicks: the index lets one report in, and the loser reads the winner.
            db.ChangeTracker.Clear();
            if (await FindAsync(body.RequirementKey, body.UnitPath, body.Day, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private async Task<ReportBody> BodyAsync(CoverageAnswer answer, string note, IReadOnlyList<ReportMember> members, CancellationToken ct)
    {
        var (question, requirement) = (answer.Question, answer.Requirement);
        var below = question.UnitPath + "/";
        var paths = await db.Units.AsNoTracking()
            .Where(u => u.Path == question.UnitPath || u.Path.StartsWith(below))
            .Select(u => u.Path)
            .ToListAsync(ct);
        var editions = await db.CourseEditions.AsNoTracking()
            .Where(e => e.RecordedAt <= question.KnownAt)
            .Select(e => new { e.CourseKey, e.Hash, e.RecordedAt })
            .ToListAsync(ct);
        return new ReportBody(
            requirement.Key,
            requirement.Kind.ToString(),
            requirement.From,
            requirement.DueOn,
            question.UnitPath,
            question.Day,
            question.KnownAt,
            new ReportRules(answer.Pack.Key, answer.Pack.Hash),
            note,
            [.. editions
                .GroupBy(e => e.CourseKey, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new ReportEdition(g.Key, g.OrderBy(e => e.RecordedAt).ThenBy(e => e.Hash, StringComparer.Ordinal).Last().Hash))],
            ReportCount.Of(paths, members),
            members);
    }

    private Task<Report?> FindAsync(string requirementKey, string unitPath, DateOnly day, CancellationToken ct) => db.Reports.AsNoTracking()
        .SingleOrDefaultAsync(r => r.RequirementKey == requirementKey && r.UnitPath == unitPath && r.Day == day, ct);
}
