using System.Globalization;
using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Markdig.Syntax;

namespace Learning.Courses.Questions.Cloze;

/// <summary>A numbered list, one number per blank, each with its own list of ticked lines: "1. - [x] 管".</summary>
internal static class ClozeSyntax
{
    public static IReadOnlyList<QuestionOption> Read(ListBlock list, ProblemList problems)
    {
        var lines = new List<QuestionOption>();
        var blank = 0;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (list.IsOrdered && item is [ListBlock inner])
            {
                blank++;
                lines.AddRange(TickedList.Read(inner, problems).Select(i => new QuestionOption(i.Text, i.Ticked) { Group = blank }));
            }
            else
            {
                problems.Add(item.Line + 1, "Bank.BlankShape");
            }
        }

        return lines;
    }

    public static IEnumerable<string> Write(Question question, BankInk ink) =>
        ClozeBlank.Of(question).Select(blank => BankInk.Item(
            string.Create(CultureInfo.InvariantCulture, $"{blank.Number}. "),
            string.Join('\n', blank.Lines.Select(o => ink.Ticked(BankInk.Words(o.Text), o.Right)))));
}
