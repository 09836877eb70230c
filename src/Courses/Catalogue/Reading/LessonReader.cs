using System.Text.RegularExpressions;
using Learning.Courses.Catalogue.Markdown;
using Learning.Courses.Catalogue.Markdown.SourceNotes;
using Markdig.Syntax;

namespace Learning.Courses.Catalogue.Reading;

/// <summary>One lesson in one language.</summary>
internal sealed record LessonReading(int Minutes, LessonText Text);

internal static partial class LessonReader
{
    public static LessonReading? Read(string text, TextScope scope, ProblemList problems)
    {
        if (FrontMatter.Parse(text, problems) is not { } fields)
        {
            return null;
        }

        var (title, summary, minutes) = (fields.Text("title"), fields.Text("summary"), fields.Number("minutes", 1, 180));
        var sources = ReadSources(fields, problems);
        fields.ReportUnknownFields();

        var document = CourseMarkdown.Read(text, scope with { Sources = sources }, problems);
        LessonRules.Check(document, problems);
        CheckCitations(document, sources, problems);
        if (document.Count < 2) // the front matter is the first block
        {
            problems.Add(fields.Line, "Content.EmptyLesson");
        }

        var html = CourseMarkdown.ToHtml(document) + SourceList.ToHtml(sources, scope.Language);
        return new LessonReading(minutes, new LessonText(scope.Language, title, summary, html, LessonText.HashOf(title, html), sources));
    }

    private static List<Source> ReadSources(FrontMatter fields, ProblemList problems)
    {
        var sources = fields.Each("sources").Select(s => ReadSource(s, problems)).ToList();
        if (sources.Count == 0)
        {
            problems.Add(fields.LineOf("sources"), "Content.NoSources");
        }

        foreach (var repeated in sources.GroupBy(s => s.Id).SelectMany(same => same.Skip(1)))
        {
            problems.Add(repeated.Line, "Content.SourceRepeated", repeated.Id);
        }

        return sources;
    }

    private static Source ReadSource(FrontMatter fields, ProblemList problems)
    {
        var (id, title, url) = (fields.Text("id"), fields.Text("title"), fields.OptionalText("url"));
        var source = new Source(
            id, title, fields.OptionalText("publisher"), fields.OptionalNumber("year", 1800, 2200), fields.OptionalText("place"), url, fields.Line);
        if (id.Length > 0 && !SourceId().IsMatch(id))
        {
            problems.Add(fields.LineOf("id"), "Content.BadSourceId", id);
        }

        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps))
        {
            problems.Add(fields.LineOf("url"), "Content.BadLink", url);
        }

        fields.ReportUnknownFields();
        return source;
    }

    private static void CheckCitations(MarkdownDocument document, IReadOnlyList<Source> sources, ProblemList problems)
    {
        var cited = document.Descendants<SourceNote>().Select(n => n.SourceId).ToHashSet(StringComparer.Ordinal);
        foreach (var source in sources.Where(s => !cited.Contains(s.Id)))
        {
            problems.Add(source.Line, "Content.SourceNotCited", source.Id);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}$")]
    private static partial Regex SourceId();
}
