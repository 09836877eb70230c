using System.Text.RegularExpressions;
using Learning.Courses.Tests.Conventions;

namespace Learning.Courses.Tests.Catalogue;

public sealed partial class ContentReasonTests
{
    [Fact]
    public void Every_reason_has_a_test() =>
        Assert.Empty(Reasons().Except(CodesIn("tests/Courses.Tests/Catalogue")).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Text.resx")]
    [InlineData("Text.en.resx")]
    public void Every_reason_has_its_sentence(string file)
    {
        var texts = File.ReadAllText(Path.Combine(SourceTree.Root, "src/Web/Resources", file));
        Assert.Empty(Reasons().Where(code => !texts.Contains($"name={code}", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Reasons()
    {
        var reasons = CodesIn("src/Courses/Catalogue");
        Assert.NotEmpty(reasons);
        return reasons;
    }

    private static HashSet<string> CodesIn(string folder) =>
        [.. SourceTree.Files(folder, "*.cs").SelectMany(f => Code().Matches(f.Text)).Select(m => m.Value)];

    [GeneratedRegex("\"Content\\.[A-Za-z0-9]+\"")]
    private static partial Regex Code();
}
