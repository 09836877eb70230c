using Markdig.Renderers;

namespace Learning.Courses.Catalogue.Markdown.SourceNotes;

/// <summary>The list at the end of a lesson to which its source notes point.</summary>
internal static class SourceList
{
    public static string AnchorOf(string sourceId) => "source-" + sourceId;

    public static string ToHtml(IReadOnlyList<Source> sources, string language)
    {
        var words = CourseWords.In(language);
        using var writer = new StringWriter();
        var html = new HtmlRenderer(writer);
        html.Write("<section class=\"sources\" aria-labelledby=\"sources\">\n<h2 id=\"sources\">").WriteEscape(words.Sources).Write("</h2>\n<ol>\n");
        foreach (var source in sources)
        {
            html.Write("<li id=\"").Write(AnchorOf(source.Id)).Write("\">");
            WriteTitle(html, source);
            foreach (var part in PartsOf(source, words))
            {
                html.WriteEscape(words.Comma).WriteEscape(part);
            }

            html.Write("</li>\n");
        }

        html.Write("</ol>\n</section>\n");
        return writer.ToString();
    }

    private static void WriteTitle(HtmlRenderer html, Source source)
    {
        if (source.Url is null)
        {
            html.WriteEscape(source.Title);
            return;
        }

        html.Write("<a href=\"").WriteEscapeUrl(source.Url).Write("\">").WriteEscape(source.Title).Write("</a>");
    }

    private static IEnumerable<string> PartsOf(Source source, CourseWords words)
    {
        var year = source.Year is { } number ? string.Format(words.Year, number) : null;
        return new[] { source.Publisher, year, source.Place }.OfType<string>();
    }
}
