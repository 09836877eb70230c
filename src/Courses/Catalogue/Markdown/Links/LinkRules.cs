using Markdig.Syntax.Inlines;

namespace Learning.Courses.Catalogue.Markdown.Links;

/// <summary>A lesson links to the open web over https, or to another lesson: lesson:course/key.</summary>
internal static class LinkRules
{
    private const string Lesson = "lesson:";

    public static void Resolve(LinkInline link, TextScope scope, ProblemList problems)
    {
        var url = link.Url ?? "";
        if (!url.StartsWith(Lesson, StringComparison.Ordinal))
        {
            Check(url, link, problems);
            return;
        }

        var key = url[Lesson.Length..];
        if (!scope.LessonKeys.Contains(key))
        {
            problems.Add(link.Line + 1, "Content.DeadLessonLink", key);
        }

        link.Url = "/learn/" + key;
    }

    public static void Check(AutolinkInline link, ProblemList problems) => Check(link.IsEmail ? "mailto:" + link.Url : link.Url, link, problems);

    private static void Check(string url, Inline link, ProblemList problems)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            problems.Add(link.Line + 1, "Content.BadLink", url);
        }
    }
}
