using Markdig.Helpers;
using Markdig.Parsers;

namespace Learning.Courses.Catalogue.Markdown.SourceNotes;

internal sealed class SourceNoteParser : InlineParser
{
    public SourceNoteParser() => OpeningCharacters = ['['];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (slice.PeekChar() != '@')
        {
            return false;
        }

        var start = slice.Start;
        var end = start + 2;
        while (end <= slice.End && IsOfId(slice.Text[end]))
        {
            end++;
        }

        if (end == start + 2 || end > slice.End || slice.Text[end] != ']')
        {
            return false;
        }

        var position = processor.GetSourcePosition(start, out var line, out var column);
        processor.Inline = new SourceNote(slice.Text[(start + 2)..end])
        {
            Span = new(position, position + end - start),
            Line = line,
            Column = column,
        };
        slice.Start = end + 1;
        return true;
    }

    private static bool IsOfId(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
