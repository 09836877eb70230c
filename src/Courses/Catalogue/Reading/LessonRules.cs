using Markdig.Extensions.TaskLists;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Learning.Courses.Catalogue.Markdown.CheckQuestions;

namespace Learning.Courses.Catalogue.Reading;

/// <summary>What a lesson may not have, although a question bank may.</summary>
internal static class LessonRules
{
    public static void Check(MarkdownDocument document, ProblemList problems)
    {
        CheckHeadings(document, problems);
        foreach (var box in document.Descendants<TaskList>().Where(b => !IsInCheckQuestion(b)))
        {
            problems.Add(box.Line + 1, "Content.StrayTickBox");
        }
    }

    /// <summary>The title of the page is the first level, so a lesson begins with ## and skips none: a screen reader is read the outline.</summary>
    private static void CheckHeadings(MarkdownDocument document, ProblemList problems)
    {
        var above = 1;
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            if (heading.Level == 1 || heading.Level > above + 1)
            {
                problems.Add(heading.Line + 1, "Content.HeadingLevel", new string('#', Math.Max(2, Math.Min(heading.Level, above + 1))));
            }

            if (heading.TryGetAttributes() is not null)
            {
                problems.Add(heading.Line + 1, "Content.HeadingAttributes");
            }

            above = Math.Max(2, heading.Level);
        }
    }

    private static bool IsInCheckQuestion(TaskList box)
    {
        Block? block = box.Parent?.ParentBlock;
        while (block is not null and not CheckQuestion)
        {
            block = block.Parent;
        }

        return block is not null;
    }
}
