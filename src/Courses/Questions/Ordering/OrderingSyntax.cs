using System.Globalization;
using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Markdig.Syntax;

namespace Learning.Courses.Questions.Ordering;

/// <summary>A numbered list in the right order: "1. 遵义会议".</summary>
internal static class OrderingSyntax
{
    public static IReadOnlyList<QuestionOption> Read(ListBlock list, ProblemList problems)
    {
        var steps = new List<QuestionOption>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (list.IsOrdered && item is [ParagraphBlock text])
            {
                steps.Add(new QuestionOption(CourseMarkdown.InlineHtml(text), true));
            }
            else
            {
                problems.Add(item.Line + 1, "Bank.StepShape");
            }
        }

        return steps;
    }

    public static IEnumerable<string> Write(Question question, BankInk ink) =>
        question.Options.Select((o, i) => BankInk.Item(string.Create(CultureInfo.InvariantCulture, $"{i + 1}. "), ink.Html(o.Text)));
}
