using System.Text.RegularExpressions;

namespace Learning.Courses.Tests.Conventions;

public sealed partial class DependencyTests
{
    /// <summary>From top to bottom: a folder may use those above it in the list, never those below. Storage sees all.</summary>
    private static readonly string[] Stack =
        ["Catalogue", "Organisation", "Ledger", "Questions", "Quizzes", "Training", "Credits", "Plans", "Coverage", "Notices", "Records"];

    [Fact]
    public void A_folder_uses_only_folders_above_it()
    {
        var offences =
            from file in SourceTree.Files("src/Courses", "*.cs")
            let room = Array.IndexOf(Stack, file.Path.Split('/')[2])
            where room >= 0
            from Match use in UsingRoom().Matches(file.Text)
            let used = Array.IndexOf(Stack, use.Groups[1].Value)
            where used > room
            select $"{file.Path} uses {use.Groups[1].Value}";
        Assert.Empty(offences);
    }

    [Fact]
    public void Every_folder_of_the_domain_is_in_the_stack()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "src/Courses")).Select(Path.GetFileName)
            .Except(["bin", "obj", "Storage"]).Order(StringComparer.Ordinal);
        Assert.Equal(Stack.Order(StringComparer.Ordinal), folders);
    }

    [Fact]
    public void The_domain_knows_nothing_of_http_pages_or_the_schedule()
    {
        var offences = SourceTree.Files("src/Courses", "*.cs")
            .Where(f => f.Text.Contains("using Microsoft.AspNetCore", StringComparison.Ordinal) || f.Text.Contains("using Quartz", StringComparison.Ordinal));
        Assert.Empty(offences.Select(f => f.Path));
    }

    [GeneratedRegex(@"Learning\.Courses\.(\w+)[;.]")]
    private static partial Regex UsingRoom();
}
