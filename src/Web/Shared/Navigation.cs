using Learning.Web.Hosting;

namespace Learning.Web.Shared;

/// <summary>A place in the main navigation. Shown to whoever the policy lets in, in this order.</summary>
/// <param name="Path">The place, and everything below it.</param>
/// <param name="Key">What it is called on screen.</param>
public sealed record NavigationItem(string Path, string Key, string Icon, string Policy)
{
    public static IReadOnlyList<NavigationItem> All { get; } =
    [
        new("/", "Nav.Home", "home", Policies.Member),
        new("/courses", "Nav.Learn", "book", Policies.Member),
        new("/classes", "Nav.Classes", "calendar", Policies.Member),
        new("/record", "Nav.Record", "certificate", Policies.Member),
        new("/branch", "Nav.Branch", "people", Policies.Secretary),
        new("/assign", "Nav.Assign", "list", Policies.Secretary),
        new("/training", "Nav.Training", "calendar", Policies.Secretary),
        new("/coverage", "Nav.Coverage", "chart", Policies.Secretary),
        new("/reports", "Nav.Reports", "inbox", Policies.Secretary),
        new("/authoring", "Nav.Author", "edit", Policies.Author),
        new("/admin/accounts", "Nav.Admin", "settings", Policies.Administrator),
    ];

    /// <summary>The item a page belongs to: the one with the longest path that the page's address begins with.</summary>
    public static NavigationItem? Of(PathString page) =>
        All.Where(i => i.Path == "/" ? page == "/" : page.StartsWithSegments(i.Path)).MaxBy(i => i.Path.Length);
}
