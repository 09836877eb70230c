using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Markdig.Syntax;

namespace Learning.Courses.Questions.Matching;

/// <summary>"- 遵义会议 → 1935年", and "- → 1936年" for an answer too many.</summary>
internal static class MatchingSyntax
{
    public const string Arrow = "→";

    public static IReadOnlyList<QuestionOption> Read(ListBlock list, ProblemList problems)
    {
        var pairs = new List<QuestionOption>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (item is [ParagraphBlock text] && CourseMarkdown.InlineText(text).Split(Arrow) is [var left, var right] && right.Trim().Length > 0)
            {
                pairs.Add(new QuestionOption(left.Trim(), true) { Match = right.Trim() });
            }
            else
            {
                problems.Add(item.Line + 1, "Bank.PairShape");
            }
        }

        return pairs;
    }

    public static IEnumerable<string> Write(Question question, BankInk ink) =>
        question.Options.Select(o => o.Text.Length == 0 ? $"- {Arrow} {BankInk.Words(o.Match)}" : $"- {BankInk.Words(o.Text)} {Arrow} {BankInk.Words(o.Match)}");
}
