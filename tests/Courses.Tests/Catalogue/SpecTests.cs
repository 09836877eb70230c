using System.Text.RegularExpressions;
using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;

namespace Learning.Courses.Tests.Catalogue;

/// <summary>
/// Reads Specs/*.md. Every ```spec block holds Markdown, a line with a single dot, and either the expected HTML or the
/// expected problems ("! line code args").
/// </summary>
public sealed partial class SpecTests
{
    private static readonly TextScope Scope = new(
        "party-history",
        Languages.Chinese,
        [
            new Source("jianshi", "《中国共产党简史》", "人民出版社", 2021, "第一章", null, 4),
            new Source("web", "A & B", null, null, null, "https://example.org/?a=1&b=2", 9),
        ],
        new Dictionary<string, FigureFile>(StringComparer.Ordinal)
        {
            ["figures/map.svg"] = new("figures/map.svg", new string('a', 64), 640, 480, default),
        },
        new HashSet<string>(StringComparer.Ordinal) { "party-history/founding" });

    public static TheoryData<string, int> Examples()
    {
        var data = new TheoryData<string, int>();
        foreach (var file in Directory.EnumerateFiles(SpecFolder, "*.md").Order(StringComparer.Ordinal))
        {
            for (var i = 0; i < Blocks(file).Count; i++)
            {
                data.Add(Path.GetFileName(file), i + 1);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Examples))]
    public void The_specification_holds(string file, int example)
    {
        var block = Blocks(Path.Combine(SpecFolder, file))[example - 1];
        Assert.Equal(block.Expected, Render(block.Text));
    }

    private static string Render(string text)
    {
        var problems = new ProblemList("spec.md");
        var document = CourseMarkdown.Read(text, Scope, problems);
        return problems.Count == 0
            ? CourseMarkdown.ToHtml(document)
            : string.Concat(problems.ToList().Select(p => $"! {string.Join(' ', [p.Line, p.Code, .. p.Args])}\n"));
    }

    private static string SpecFolder => Path.Combine(AppContext.BaseDirectory, "Catalogue", "Specs");

    private static List<(string Text, string Expected)> Blocks(string file) =>
        [.. SpecBlock().Matches(File.ReadAllText(file)).Select(m => (m.Groups["text"].Value, m.Groups["expected"].Value))];

    [GeneratedRegex(@"^```spec\n(?<text>.*?)^\.\n(?<expected>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex SpecBlock();
}
