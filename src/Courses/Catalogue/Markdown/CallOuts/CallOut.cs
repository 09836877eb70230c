using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;

namespace Learning.Courses.Catalogue.Markdown.CallOuts;

/// <summary>::: key|note|quote|caution Title. A box beside the main text.</summary>
internal sealed class CallOut(BlockParser parser) : CustomContainer(parser), IResolvable
{
    public static readonly string[] Kinds = ["key", "note", "quote", "caution"];

    public string Title { get; private set; } = "";

    public void Resolve(TextScope scope, ProblemList problems) =>
        Title = string.IsNullOrWhiteSpace(Arguments) ? CourseWords.In(scope.Language).TitleOf(Info!) : Arguments;
}
