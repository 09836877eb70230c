using System.Text.RegularExpressions;
using System.Xml.Linq;
using Learning.Courses.Tests.Conventions;

namespace Learning.Courses.Tests.Questions;

public sealed partial class BankTextTests
{
    [Fact]
    public void Every_problem_of_a_bank_has_a_sentence_and_a_test()
    {
        var codes = SourceTree.Files("src/Courses/Questions", "*.cs").SelectMany(f => Code().Matches(f.Text)).Select(m => m.Groups[1].Value).ToHashSet();
        var sentences = XDocument.Load(Path.Combine(SourceTree.Root, "src/Web/Resources/Text.resx")).Root!.Elements("data").Select(d => d.Attribute("name")!.Value);
        var tests = string.Concat(SourceTree.Files("tests/Courses.Tests/Questions", "*.cs").Select(f => f.Text));

        Assert.NotEmpty(codes);
        Assert.Empty(codes.Except(sentences));
        Assert.All(codes, code => Assert.Contains(code, tests, StringComparison.Ordinal));
    }

    [GeneratedRegex("\"((?:Bank|Question|Exchange)\\.[A-Za-z]+)\"")]
    private static partial Regex Code();
}
