using Markdig.Extensions.TaskLists;
using Markdig.Syntax;

namespace Learning.Courses.Catalogue.Markdown;

/// <summary>One choice of a question as the author wrote it: "- [x] 1921年".</summary>
/// <param name="Html">The text as it is shown, without a paragraph around it.</param>
/// <param name="Text">The same without any markup, for variants that are compared with what a member types.</param>
/// <param name="Line">Counted from 1.</param>
public sealed record TickedItem(string Html, string Text, bool Ticked, int Line);

/// <summary>Reads the choices of a check question and of a question in a bank: a list whose items begin with a box.</summary>
public static class TickedList
{
    /// <summary>The choices in order. Items without a box or with more than one paragraph are reported and left out.</summary>
    public static IReadOnlyList<TickedItem> Read(ListBlock list, ProblemList problems)
    {
        var items = new List<TickedItem>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (item is [ParagraphBlock { Inline.FirstChild: TaskList box } text])
            {
                items.Add(new TickedItem(CourseMarkdown.InlineHtml(text), CourseMarkdown.InlineText(text), box.Checked, item.Line + 1));
            }
            else
            {
                problems.Add(item.Line + 1, "Content.OptionShape");
            }
        }

        foreach (var repeated in items.GroupBy(i => i.Html).SelectMany(same => same.Skip(1)))
        {
            problems.Add(repeated.Line, "Content.RepeatedOption", repeated.Text);
        }

        return items;
    }
}
