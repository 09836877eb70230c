using System.Globalization;
using System.Runtime.CompilerServices;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>The figures of every frozen report against the boxes of its members, and those stored beside the bytes against both.</summary>
public sealed class RecountFigures(CoursesDb db) : IRecount
{
    public string Kind => "report-figures";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var id in await ReportIds.AllAsync(db, ct))
        {
            // One at a time: a district's report is megabytes.
            var report = await db.Reports.AsNoTracking().SingleAsync(r => r.Id == id, ct);
            var stored = Words(report.Completed, report.Required, report.Members);
            if (Report.HashOf(report.Body) != report.Hash || ReportBody.Read(report.Body).Value is not { } body)
            {
                yield return new Recounted(id, null, stored, "@Report.Changed");
                continue;
            }

            tally.Add(body.Units.Count);
            var counted = ReportCount.Of(body.Units.Select(u => u.Path), body.Members);
            var total = counted.Find(u => u.Path == report.UnitPath)?.Counts ?? BoxCounts.None;
            if (stored != Words(total.Completed, total.Required, total.Total))
            {
                yield return new Recounted(id, null, stored, Words(total.Completed, total.Required, total.Total));
            }
            else if (!counted.SequenceEqual(body.Units))
            {
                var wrong = body.Units.Except(counted).FirstOrDefault() ?? body.Units[0];
                var right = counted.Find(u => u.Path == wrong.Path)?.Counts ?? BoxCounts.None;
                yield return new Recounted(
                    id, null, Words(wrong.Counts.Completed, wrong.Counts.Required, wrong.Counts.Total), Words(right.Completed, right.Required, right.Total));
            }
        }
    }

    private static string Words(int completed, int required, int members) =>
        string.Create(CultureInfo.InvariantCulture, $"{completed} / {required} ({members})");
}

/// <summary>The box of every member in every frozen report, asked for again as of its day and as known when it was frozen.</summary>
public sealed class RecountBoxes(CoursesDb db, CoverageQuery coverage) : IRecount
{
    public string Kind => "report-member";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var id in await ReportIds.AllAsync(db, ct))
        {
            var report = await db.Reports.AsNoTracking().SingleAsync(r => r.Id == id, ct);

            // A body that cannot be read is told by the recount of its figures. One judged by another wording of the rules than this
            // program has would differ by right.
            if (ReportBody.Read(report.Body).Value is not { } body || RulePacks.All.All(p => p.Key != body.Rules.Key || p.Hash != body.Rules.Hash))
            {
                continue;
            }

            var question = new CoverageQuestion(report.RequirementKey, report.UnitPath, report.Day, report.KnownAt, WithNames: true);
            var rows = (await coverage.RunAsync(question, ct)).Value is { } answer ? await new ReportRows(db).ReadAsync(answer, ct) : [];
            var counted = rows.ToDictionary(r => r.Row.RosterEntry);
            tally.Add(body.Members.Count);
            foreach (var member in body.Members)
            {
                var (row, who) = counted.GetValueOrDefault(member.RosterEntry);
                if (row is null || !row.SaysTheSameAs(member))
                {
                    yield return new Recounted(id, who?.MemberId, Words(member), row is null ? Recounted.None : Words(row));
                }
            }

            var reported = body.Members.Select(m => m.RosterEntry).ToHashSet();
            foreach (var (row, who) in rows.Where(r => !reported.Contains(r.Row.RosterEntry)))
            {
                yield return new Recounted(id, who.MemberId, Recounted.None, Words(row));
            }
        }
    }

    private static string Words(ReportMember member) => "@Box." + member.Box;
}

internal static class ReportIds
{
    public static Task<List<Guid>> AllAsync(CoursesDb db, CancellationToken ct) => db.Reports.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(ct);
}
