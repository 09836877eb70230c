using System.Globalization;
using Markdig.Extensions.Figures;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Courses.Catalogue.Markdown.Figures;

/// <summary>Finds the drawing behind a picture and gives the picture its address and size, so that the text does not jump when it arrives.</summary>
internal static class FigureRules
{
    public static void Resolve(LinkInline picture, TextScope scope, ProblemList problems)
    {
        var line = picture.Line + 1;
        if (picture.FirstChild is null)
        {
            problems.Add(line, "Content.FigureWithoutWords");
        }

        if (picture.Url is not { } name || !name.StartsWith("figures/", StringComparison.Ordinal))
        {
            problems.Add(line, "Content.FigureElsewhere", picture.Url ?? "");
        }
        else if (!scope.Figures.TryGetValue(name, out var figure))
        {
            problems.Add(line, "Content.FigureMissing", name);
        }
        else
        {
            picture.Url = $"/content/{scope.CourseKey}/{figure.Path}?v={figure.Hash[..12]}";
            var attributes = picture.GetAttributes();
            attributes.AddPropertyIfNotExist("width", figure.Width.ToString(CultureInfo.InvariantCulture));
            attributes.AddPropertyIfNotExist("height", figure.Height.ToString(CultureInfo.InvariantCulture));
            attributes.AddPropertyIfNotExist("loading", "lazy");
            attributes.AddPropertyIfNotExist("decoding", "async");
        }
    }

    /// <summary>One picture, and a caption after the closing ^^^. An unclosed figure has none.</summary>
    public static void Check(Figure figure, ProblemList problems)
    {
        if (figure is not [ParagraphBlock { Inline: { } inline }, FigureCaption] || inline.FirstChild is not LinkInline { IsImage: true, NextSibling: null })
        {
            problems.Add(figure.Line + 1, "Content.FigureShape");
        }
    }
}
