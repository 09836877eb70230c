namespace Learning.Courses.Catalogue;

/// <summary>What a course is about, in the order in which courses are listed. Coverage can be asked per theme, so the names are never changed.</summary>
public static class Themes
{
    public static IReadOnlyList<string> All { get; } =
        ["party-history", "prc-history", "reform-history", "socialism-history", "district-plan", "site-guide"];
}
