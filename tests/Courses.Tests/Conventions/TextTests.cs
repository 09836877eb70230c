using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Learning.Courses.Tests.Conventions;

public sealed partial class TextTests
{
    private static readonly Dictionary<string, string> Chinese = Read("Text.resx");
    private static readonly Dictionary<string, string> English = Read("Text.en.resx");

    [Fact]
    public void Both_files_have_the_same_keys() =>
        Assert.Equal(Chinese.Keys.Order(StringComparer.Ordinal), English.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_fill_the_same_placeholders()
    {
        var different = Chinese.Keys.Intersect(English.Keys, StringComparer.Ordinal)
            .Where(key => !Placeholders(Chinese[key]).SetEquals(Placeholders(English[key])));
        Assert.Empty(different);
    }

    [Fact]
    public void Every_refusal_has_its_sentence()
    {
        var missing =
            from file in SourceTree.Files("src", "*.cs")
            from Match refusal in RefusalCode().Matches(file.Text)
            where !Chinese.ContainsKey(refusal.Groups[1].Value)
            select $"{refusal.Groups[1].Value} ({file.Path})";
        Assert.Empty(missing.Distinct());
    }

    [Fact]
    public void Every_text_asked_for_by_name_exists()
    {
        var missing =
            from file in SourceTree.Files("src/Web", "*.cs").Concat(SourceTree.Files("src/Web", "*.cshtml"))
            from Match use in TextKey().Matches(file.Text)
            where !Chinese.ContainsKey(use.Groups[1].Value)
            select $"{use.Groups[1].Value} ({file.Path})";
        Assert.Empty(missing.Distinct());
    }

    [Fact]
    public void Pages_hold_no_sentence_of_their_own()
    {
        // The gallery shows both languages side by side and is never seen by a member.
        var chinese =
            from file in SourceTree.Files("src/Web", "*.cshtml")
            where !file.Path.Contains("/Dev/", StringComparison.Ordinal)
            from line in RazorComment().Replace(file.Text, "").Split('\n')
            where HanText().IsMatch(line) && !MeantAsChinese().IsMatch(line)
            select $"{file.Path}: {line.Trim()}";
        Assert.Empty(chinese);
    }

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Groups[1].Value)];

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(SourceTree.Root, "src/Web/Resources", file)).Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    [GeneratedRegex("new (?:Refusal|Sentence)\\(\\s*\"([^\"]+)\"")]
    private static partial Regex RefusalCode();

    [GeneratedRegex("\\btext\\[\"([A-Za-z0-9.-]+[A-Za-z0-9])\"[\\],]")]
    private static partial Regex TextKey();

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex RazorComment();

    /// <summary>The seal of the brand, which nobody reads aloud, and the switch that names a language in that language.</summary>
    [GeneratedRegex("class=\"seal\"|name=\"language\"")]
    private static partial Regex MeantAsChinese();

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex HanText();
}
