using System.Text.Json;
using System.Text.RegularExpressions;

namespace Learning.Courses.Tests.Conventions;

public sealed partial class PageTests
{
    [Fact]
    public void No_page_asks_for_what_the_security_policy_forbids()
    {
        var forbidden =
            from file in SourceTree.Files("src/Web", "*.cshtml")
            from Match match in InlineCode().Matches(file.Text)
            select $"{match.Value.Trim()} ({file.Path})";
        Assert.Empty(forbidden);
    }

    [Fact]
    public void Style_sheets_name_colours_only_where_tokens_are_made_or_ink_meets_paper()
    {
        var named =
            from file in SourceTree.Files("src/Web/Client/styles", "*.scss")
            where !AllowedColours.Contains(Path.GetFileName(file.Path))
            from Match colour in Colour().Matches(file.Text)
            where !string.Equals(colour.Value, "#fff", StringComparison.Ordinal)
            select $"{colour.Value} ({file.Path})";
        Assert.Empty(named);
    }

    [Fact]
    public void Front_end_packages_are_pinned_and_their_lock_names_no_host()
    {
        var client = Path.Combine(SourceTree.Root, "src/Web/Client");
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(client, "package.json")));
        var versions = new[] { "dependencies", "devDependencies" }.SelectMany(kind => package.RootElement.GetProperty(kind).EnumerateObject());

        Assert.All(versions, version => Assert.Matches(@"^\d+\.\d+\.\d+$", version.Value.GetString()));
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Path.Combine(client, "package-lock.json")), StringComparison.Ordinal);
    }

    /// <summary>Tokens; what Bootstrap must know while it is compiled; a certificate, whose paper is white in dark mode too; figures, likewise.</summary>
    private static readonly HashSet<string> AllowedColours = ["_tokens.scss", "_bootstrap.scss", "_print.scss", "_article.scss"];

    [GeneratedRegex(@"\sstyle=""[^""]*|<style\b|<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+=""[^""]*|href=""javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();

    [GeneratedRegex("#[0-9a-f]{3,8}\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Colour();
}
