using Learning.Courses.Catalogue;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Plans;

/// <summary>
/// Gives a course or its quiz to the members of a unit, to be done by a day. Preview and act run the same code, so the preview
/// cannot lie. Asked twice, adds nobody twice and gives the first assignment back.
/// </summary>
public sealed class AssignCourse(CoursesDb db, SchoolCalendar calendar, ContentFolder content, FindDone findDone)
{
    private const int MostTries = 3;

    public async Task<Outcome<AssignPlan>> PlanAsync(AssignInput input, CancellationToken ct)
    {
        var unit = await db.Units.SingleOrDefaultAsync(u => u.Path == input.UnitPath, ct);
        if (unit is null || !MayAssign(unit.Path))
        {
            // One answer for both: who does not cover a unit is not told whether it exists.
            return new Refusal("Assign.NotYours");
        }

        if (RefuseCourse(input) is { } refusal)
        {
            return refusal;
        }

        if (input.DueOn < calendar.Today())
        {
            return new Refusal("Assign.DuePast");
        }

        var rows = await new AssignCandidates(db, calendar.Today(), input, findDone).RunAsync(ct);
        return new AssignPlan(input, unit, [.. rows.Where(r => r.Refusal is null)], [.. rows.Where(r => r.Refusal is not null)]);
    }

    public async Task<Outcome<Assigned>> RunAsync(AssignInput input, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var outcome = await PlanAsync(input, ct);
            if (outcome.Refusal is { } refusal)
            {
                return refusal;
            }

            var plan = outcome.Value!;
            if (plan.Refusal is { } nobody)
            {
                return await FindEarlierAsync(plan, ct) is { } earlier ? new Assigned(earlier, plan) : nobody;
            }

            try
            {
                return new Assigned(await StoreAsync(plan, ct), plan);
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // Somebody has given the same task to one of these members since we looked, and the unique index let only one
                // in. Nothing of ours is stored; a new plan refuses those members and adds the rest.
                db.ChangeTracker.Clear();
            }
        }
    }

    private bool MayAssign(string unitPath) =>
        db.Viewer.MemberId is not null
        && db.Viewer.HoldsOver(unitPath, PostKind.BranchSecretary, PostKind.TownOrganiser, PostKind.DistrictOrganiser);

    private Refusal? RefuseCourse(AssignInput input)
    {
        var course = content.Current.FindCourse(input.CourseKey);
        if (course is null)
        {
            return new Refusal("Assign.NoSuchCourse", input.CourseKey);
        }

        return input.Kind == AssignmentKind.Quiz && course.Quiz is null ? new Refusal("Assign.NoQuiz") : null;
    }

    private async Task<Guid> StoreAsync(AssignPlan plan, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var (input, giver) = (plan.Input, db.Viewer.MemberId!.Value);
        var assignment = new Assignment(RowId.At(now), input.Kind, input.CourseKey, plan.Unit, input.DueOn, now, giver);
        foreach (var row in plan.Added)
        {
            assignment.Add(row.MemberId);
        }

        db.Assignments.Add(assignment);
        await db.SaveChangesAsync(ct);
        return assignment.Id;
    }

    /// <summary>The viewer's own assignment of this very task: what a second click asks for.</summary>
    private Task<Guid?> FindEarlierAsync(AssignPlan plan, CancellationToken ct)
    {
        var (input, giver) = (plan.Input, db.Viewer.MemberId!.Value);
        return db.Assignments.AsNoTracking()
            .Where(a => a.RecordedBy == giver && a.Kind == input.Kind && a.CourseKey == input.CourseKey)
            .Where(a => a.UnitPath == input.UnitPath && a.DueOn == input.DueOn)
            .OrderByDescending(a => a.RecordedAt)
            .Select(a => (Guid?)a.Id)
            .FirstOrDefaultAsync(ct);
    }
}
