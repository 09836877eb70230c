using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;

namespace Learning.Courses.Questions.ShortAnswer;

/// <summary>A plain list of what the answer should say: "- 指出独立自主". No boxes, since there is nothing to choose.</summary>
internal static class GuideSyntax
{
    public static IReadOnlyList<QuestionOption> Read(ListBlock list, ProblemList problems)
    {
        var lines = new List<QuestionOption>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (!list.IsOrdered && item is [ParagraphBlock text] && text.Inline?.FirstChild is not TaskList)
            {
                lines.Add(new QuestionOption(CourseMarkdown.InlineHtml(text), true));
            }
            else
            {
                problems.Add(item.Line + 1, "Bank.GuideShape");
            }
        }

        return lines;
    }

    public static IEnumerable<string> Write(Question question, BankInk ink) => question.Options.Select(o => BankInk.Item("- ", ink.Html(o.Text)));
}
