namespace Learning.Courses.Tests.Conventions;

/// <summary>The sources as text, for rules that a compiler does not keep.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files below a folder of the repository, without what was generated.</summary>
    public static IEnumerable<SourceFile> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal)
                && !f.Contains("/Migrations/", StringComparison.Ordinal) && !f.Contains("/node_modules/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(f => new SourceFile(f, File.ReadAllText(Path.Combine(Root, f))));

    // Not from the compiler's [CallerFilePath]: a deterministic build writes /_/ there.
    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Learning.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Learning.sln not found above the tests.");
        }

        return folder;
    }
}

internal sealed record SourceFile(string Path, string Text);
