using System.Text.RegularExpressions;

namespace Learning.Courses.Questions.Exchange.Gift;

/// <summary>One question of a GIFT file, as text.</summary>
/// <param name="Line">Of its first line that is no comment.</param>
/// <param name="Text">Without comments; escaped signs are out of the way.</param>
internal sealed record GiftBlock(int Line, string Category, string? Id, IReadOnlyList<string> Tags, string Text);

/// <summary>Divides a file at its empty lines. A comment may give an id and tags, as Moodle writes them: "// [id:7] [tag:one]".</summary>
internal static partial class GiftBlocks
{
    private const string CategorySign = "$CATEGORY:";

    public static IReadOnlyList<GiftBlock> Of(string text)
    {
        var blocks = new List<GiftBlock>();
        var category = "";
        var current = new Lines();
        var number = 0;
        foreach (var line in text.Split('\n').Append(""))
        {
            number++;
            var trimmed = line.Trim();
            if (trimmed.StartsWith("//", StringComparison.Ordinal))
            {
                current.Comments.Add(trimmed);
            }
            else if (current.Text.Count == 0 && trimmed.StartsWith(CategorySign, StringComparison.Ordinal))
            {
                category = trimmed[CategorySign.Length..].Trim();
                current = new Lines();
            }
            else if (trimmed.Length > 0)
            {
                current.Line = current.Text.Count == 0 ? number : current.Line;
                current.Text.Add(line);
            }
            else if (current.Text.Count > 0)
            {
                blocks.Add(current.ToBlock(category));
                current = new Lines();
            }
        }

        return blocks;
    }

    private sealed class Lines
    {
        public int Line { get; set; }

        public List<string> Text { get; } = [];

        public List<string> Comments { get; } = [];

        public GiftBlock ToBlock(string category)
        {
            var named = Comments.SelectMany(c => Named().Matches(c)).Select(m => (Name: m.Groups["name"].Value, Value: m.Groups["value"].Value.Replace(@"\]", "]", StringComparison.Ordinal))).ToList();
            return new GiftBlock(
                Line,
                category,
                named.Find(n => n.Name == "id").Value,
                [.. named.Where(n => n.Name == "tag").Select(n => n.Value)],
                GiftText.Protect(string.Join('\n', Text)));
        }
    }

    [GeneratedRegex(@"\[(?<name>id|tag):(?<value>([^\]\\]|\\.)+)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
