using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>What became known of one member after a report was frozen. One side is null for a member who was, or is, not in it.</summary>
/// <param name="Member">As known now; as known then for somebody whom the unit no longer answers for on that day. Null when that cannot be said.</param>
public sealed record ReportChange(ReportMember? Before, ReportMember? After, CoveredMember? Member);

/// <param name="Changes">By pseudonym; everybody not listed stands where the report says.</param>
/// <param name="UnitNames">By path: the unit's and those below it.</param>
public sealed record ReportAmendment(
    Report Report, ReportBody Body, DateTime KnownAt, BoxCounts Total, IReadOnlyList<ReportChange> Changes, IReadOnlyDictionary<string, string> UnitNames)
{
    /// <summary>Who is counted as completed now and was not.</summary>
    public int Gained => Changes.Count(c => c.After?.Box == Box.Completed && c.Before?.Box != Box.Completed);

    /// <summary>Who was counted as completed and no longer is.</summary>
    public int Lost => Changes.Count(c => c.Before?.Box == Box.Completed && c.After?.Box != Box.Completed);
}

/// <summary>
/// Compares a frozen report with the answer that the same question gets now. The amendment is computed at every question and
/// stored nowhere, so that it cannot disagree with the facts; the report itself is only read.
/// </summary>
public sealed class AmendReport(CoursesDb db, SchoolCalendar calendar, CoverageQuery coverage)
{
    public async Task<Outcome<ReportAmendment>> RunAsync(Guid reportId, CancellationToken ct)
    {
        if (await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == reportId, ct) is not { } report || !db.Viewer.Covers(report.UnitPath))
        {
            return new Refusal("Report.NoSuchReport");
        }

        if (ReportBody.Read(report.Body).Value is not { } body)
        {
            return new Refusal("Verify.BadReport");
        }

        var question = new CoverageQuestion(report.RequirementKey, report.UnitPath, report.Day, calendar.UtcNow(), WithNames: true);
        var outcome = await coverage.RunAsync(question, ct);
        if (outcome.Value is not { } answer)
        {
            return outcome.Refusal!;
        }

        // What was recorded a moment ago may have no place in the ledger yet; nothing here asks for it.
        var rows = await new ReportRows(db).ReadAsync(answer, ct);
        var changes = await WithThoseGoneAsync(question with { KnownAt = report.KnownAt }, Compare(body.Members, rows), ct);
        return new ReportAmendment(report, body, question.KnownAt, answer.Total, changes, await UnitNamesAsync(report.UnitPath, ct));
    }

    /// <summary>Who is no longer answered for has no name in the answer of now, but had one in that of then.</summary>
    private async Task<IReadOnlyList<ReportChange>> WithThoseGoneAsync(CoverageQuestion then, List<ReportChange> changes, CancellationToken ct)
    {
        if (changes.TrueForAll(c => c.Member is not null) || (await coverage.RunAsync(then, ct)).Value is not { } answer)
        {
            return changes;
        }

        var rows = await new ReportRows(db).ReadAsync(answer, ct);
        var members = rows.ToDictionary(r => r.Row.Subject, r => r.Member, StringComparer.Ordinal);
        return changes.ConvertAll(c => c.Member is null ? c with { Member = members.GetValueOrDefault(c.Before!.Subject) } : c);
    }

    private Task<Dictionary<string, string>> UnitNamesAsync(string unitPath, CancellationToken ct)
    {
        var below = unitPath + "/";
        return db.Units.AsNoTracking().Where(u => u.Path == unitPath || u.Path.StartsWith(below)).ToDictionaryAsync(u => u.Path, u => u.Name, ct);
    }

    private static List<ReportChange> Compare(IReadOnlyList<ReportMember> before, IReadOnlyList<(ReportMember Row, CoveredMember Member)> now)
    {
        var frozen = before.ToDictionary(m => m.Subject, StringComparer.Ordinal);
        var present = now.Select(n => n.Row.Subject).ToHashSet(StringComparer.Ordinal);
        return [.. now
            .Select(n => new ReportChange(frozen.GetValueOrDefault(n.Row.Subject), n.Row, n.Member))
            .Where(c => c.Before is null || !c.Before.SaysTheSameAs(c.After!))
            .Concat(before.Where(m => !present.Contains(m.Subject)).Select(m => new ReportChange(m, null, null)))
            .OrderBy(c => (c.Before ?? c.After)!.Subject, StringComparer.Ordinal)];
    }
}
