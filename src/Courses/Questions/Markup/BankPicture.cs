using System.Text;
using AngleSharp.Dom;

namespace Learning.Courses.Questions.Markup;

/// <summary>A picture of ours: a figure of the course, written as authors write it. Any other picture is none that the site could show.</summary>
internal static class BankPicture
{
    private const string Folder = "figures/";

    public static string? Of(IElement picture)
    {
        var source = picture.GetAttribute("src") ?? "";
        var words = PlainText.Clean(picture.GetAttribute("alt") ?? "").Replace('\n', ' ');
        var from = source.StartsWith("/content/", StringComparison.Ordinal) ? source.IndexOf("/" + Folder, StringComparison.Ordinal) + 1 : 0;
        var name = source[from..].Split('?')[0];
        if (!name.StartsWith(Folder, StringComparison.Ordinal) || words.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '.'))
        {
            return null;
        }

        var markdown = new StringBuilder("![");
        MarkdownEscape.Append(markdown, words);
        return markdown.Append("](").Append(name).Append(')').ToString();
    }
}
