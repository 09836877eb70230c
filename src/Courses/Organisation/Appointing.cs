namespace Learning.Courses.Organisation;

/// <summary>Who may fill which post: an organiser those below, the administrator every one. Nobody fills a post above their own unit.</summary>
public static class Appointing
{
    private static readonly PostKind[] ByTown = [PostKind.BranchSecretary, PostKind.CommitteeMember];
    private static readonly PostKind[] ByDistrict = [.. ByTown, PostKind.TownOrganiser, PostKind.Author, PostKind.Reviewer];

    public static bool MayAppoint(this Viewer viewer, PostKind kind, string unitPath) =>
        viewer.HoldsOver(unitPath, PostKind.Administrator)
        || (ByDistrict.Contains(kind) && viewer.HoldsOver(unitPath, PostKind.DistrictOrganiser))
        || (ByTown.Contains(kind) && viewer.HoldsOver(unitPath, PostKind.TownOrganiser));

    /// <summary>A secretary leads a branch, an organiser a town or the district; the other posts may be held anywhere.</summary>
    public static bool Suits(this PostKind kind, UnitKind unit) => kind switch
    {
        PostKind.BranchSecretary or PostKind.CommitteeMember => unit == UnitKind.Branch,
        PostKind.TownOrganiser => unit == UnitKind.Town,
        PostKind.DistrictOrganiser => unit == UnitKind.District,
        _ => true,
    };
}
