using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Learning.Courses.Catalogue.Markdown.CheckQuestions;

/// <summary>::: check. A question inside a lesson that the reader answers for himself; nothing is sent and nothing is kept.</summary>
internal sealed class CheckQuestion(BlockParser parser) : CustomContainer(parser), IResolvable
{
    /// <summary>Counted through the lesson from 1; keeps the choices of two questions apart.</summary>
    public int Number { get; set; }

    public CourseWords Words { get; private set; } = CourseWords.In(Languages.Chinese);

    public ParagraphBlock? Stem { get; private set; }

    public IReadOnlyList<TickedItem> Options { get; private set; } = [];

    public QuoteBlock? Explanation { get; private set; }

    public void Resolve(TextScope scope, ProblemList problems)
    {
        Words = CourseWords.In(scope.Language);
        if (this is not [ParagraphBlock stem, ListBlock list, QuoteBlock explanation])
        {
            problems.Add(Line + 1, "Content.CheckShape");
            return;
        }

        (Stem, Explanation) = (stem, explanation);
        var seen = problems.Count;
        Options = TickedList.Read(list, problems);
        if (problems.Count == seen)
        {
            CheckKey(list.Line + 1, problems);
        }
    }

    private void CheckKey(int line, ProblemList problems)
    {
        if (Options.Count < 2)
        {
            problems.Add(line, "Content.TooFewOptions", 2);
        }
        else if (Options.All(o => !o.Ticked))
        {
            problems.Add(line, "Content.NoRightAnswer");
        }
        else if (Options.All(o => o.Ticked))
        {
            problems.Add(line, "Content.NoWrongAnswer");
        }
    }
}
