using Markdig.Helpers;
using Markdig.Parsers;

namespace Learning.Courses.Catalogue.Markdown.Formulas;

/// <summary>
/// One dollar or two on either side, the same on both, with no space just inside. Written by ourselves because Markdig's own reader
/// of formulas wants a space before them, which Chinese text does not have.
/// </summary>
internal sealed class FormulaParser : InlineParser
{
    public FormulaParser() => OpeningCharacters = ['$'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var text = slice.Text;
        var start = slice.Start;
        var signs = start < slice.End && text[start + 1] == '$' ? 2 : 1;
        var from = start + signs;
        if (from > slice.End || char.IsWhiteSpace(text[from]) || text[from] == '$' || End(text, from, slice.End, signs) is not { } end)
        {
            return false;
        }

        var position = processor.GetSourcePosition(start, out var line, out var column);
        processor.Inline = new Formula(text[from..end].Replace('\n', ' '), signs == 2)
        {
            Span = new(position, position + end + signs - 1 - start),
            Line = line,
            Column = column,
        };
        slice.Start = end + signs;
        return true;
    }

    /// <summary>Where the signs begin that close it; null where none do.</summary>
    private static int? End(string text, int from, int last, int signs)
    {
        for (var i = from; i <= last; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '$')
            {
                return i + signs - 1 <= last && text[i + signs - 1] == '$' && !char.IsWhiteSpace(text[i - 1]) ? i : null;
            }
        }

        return null;
    }
}
