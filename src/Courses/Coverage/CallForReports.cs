using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>Asks the units below for their reports of a day. A call stands once made: asking twice gives the first one back.</summary>
public sealed class CallForReports(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<ReportCall>> RunAsync(string requirementKey, string unitPath, DateOnly day, DateOnly dueOn, CancellationToken ct)
    {
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Path == unitPath, ct);
        if (unit is null || !db.Viewer.Covers(unitPath))
        {
            return new Refusal("Coverage.NotYours");
        }

        if (unit.Kind == UnitKind.Branch || !SubmitReport.IsFor(db.Viewer, unitPath))
        {
            return new Refusal("Report.NotYourUnit");
        }

        if (await FindAsync(requirementKey, unitPath, day, ct) is { } earlier)
        {
            return earlier;
        }

        if (await RefusalAsync(requirementKey, unitPath, day, dueOn, ct) is { } refusal)
        {
            return refusal;
        }

        var now = calendar.UtcNow();
        var call = new ReportCall(RowId.At(now), requirementKey, unit.UnitId, unitPath, day, dueOn, now, db.Viewer.MemberId);
        db.ReportCalls.Add(call);
        try
        {
            await db.SaveChangesAsync(ct);
            return call;
        }
        catch (DbUpdateException)
        {
            // Two clicks: the index lets one call in, and the loser reads the winner.
            db.ChangeTracker.Clear();
            if (await FindAsync(requirementKey, unitPath, day, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private async Task<Refusal?> RefusalAsync(string requirementKey, string unitPath, DateOnly day, DateOnly dueOn, CancellationToken ct)
    {
        var requirement = await db.Requirements.AsNoTracking().SingleOrDefaultAsync(r => r.Key == requirementKey, ct);
        if (requirement is null || !Unit.IsWithin(unitPath, requirement.UnitPath))
        {
            return new Refusal("Coverage.OutsideRequirement");
        }

        if (day < requirement.From)
        {
            return new Refusal("Report.BeforePeriod", requirement.From);
        }

        // A deadline that has passed already would make everybody late who could not have known.
        return dueOn < day || dueOn < calendar.Today() ? new Refusal("Report.DeadlinePassed") : null;
    }

    private Task<ReportCall?> FindAsync(string requirementKey, string unitPath, DateOnly day, CancellationToken ct) => db.ReportCalls.AsNoTracking()
        .SingleOrDefaultAsync(c => c.RequirementKey == requirementKey && c.UnitPath == unitPath && c.Day == day, ct);
}
