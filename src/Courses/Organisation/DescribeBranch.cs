using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>
/// Says what a branch is a branch of, from a day on. An organiser above it says so, because figures that are reported upward
/// depend on it. Saying the same again changes nothing.
/// </summary>
public sealed class DescribeBranch(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<BranchSetting>> RunAsync(string branchPath, BranchSettingKind kind, DateOnly from, CancellationToken ct)
    {
        var branch = db.Viewer.Covers(branchPath) ? await db.Units.SingleOrDefaultAsync(u => u.Path == branchPath && u.Kind == UnitKind.Branch, ct) : null;
        if ((branch is null ? new Refusal("Organisation.NoSuchBranch") : Refuse(branchPath, from)) is { } refusal)
        {
            return refusal;
        }

        var said = await db.BranchSettings.AsNoTracking().Where(s => s.UnitPath == branchPath).ToListAsync(ct);
        if (BranchSetting.On(from, said) is { } standing && standing.Kind == kind)
        {
            return standing;
        }

        var now = calendar.UtcNow();
        var setting = new BranchSetting(RowId.At(now), branch!, kind, from, now, db.Viewer.MemberId);
        db.BranchSettings.Add(setting);
        await db.SaveChangesAsync(ct);
        return setting;
    }

    private Refusal? Refuse(string branchPath, DateOnly from)
    {
        if (!db.Viewer.HoldsOver(branchPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
        {
            return new Refusal("BranchSetting.OrganiserOnly");
        }

        return from > calendar.Today() ? new Refusal("BranchSetting.NotYet", calendar.Today()) : null;
    }
}
