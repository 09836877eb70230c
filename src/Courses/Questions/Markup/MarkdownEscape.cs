using System.Text;

namespace Learning.Courses.Questions.Markup;

/// <summary>
/// Writes words so that Markdown reads them as words. As little as possible is escaped, because people edit what is written here.
/// </summary>
internal static class MarkdownEscape
{
    /// <summary>As many underscores in a run are a blank, which is written as it is.</summary>
    private const int Blank = 4;

    public static void Append(StringBuilder markdown, string words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var run = words[i] == '_' ? Run(words, i) : 0;
            if (run >= Blank && !EndsWithUnderscore(markdown))
            {
                markdown.Append('_', run);
                i += run - 1;
                continue;
            }

            if (MustBeEscaped(markdown, words, i))
            {
                markdown.Append('\\');
            }

            markdown.Append(words[i]);
        }
    }

    private static bool MustBeEscaped(StringBuilder before, string words, int i)
    {
        var next = i + 1 < words.Length ? words[i + 1] : '\0';
        return words[i] switch
        {
            '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '$' => true,
            '&' => next is '#' or '\0' || char.IsAsciiLetter(next),
            '!' => next is '\0', // a link may follow
            ':' => next is ':' or '\0' || (before.Length > 0 && before[^1] == ':'),
            '#' or '>' or '+' or '-' or '=' or '~' or '^' or '|' => IsLineStart(before),
            '.' or ')' => EndsWithNumberOfLine(before),
            _ => false,
        };
    }

    private static bool IsLineStart(StringBuilder before) => before.Length == 0 || before[^1] == '\n';

    /// <summary>"1." at the start of a line would begin a list.</summary>
    private static bool EndsWithNumberOfLine(StringBuilder before)
    {
        var i = before.Length;
        while (i > 0 && char.IsAsciiDigit(before[i - 1]))
        {
            i--;
        }

        return i < before.Length && (i == 0 || before[i - 1] == '\n');
    }

    private static bool EndsWithUnderscore(StringBuilder before) => before.Length > 0 && before[^1] == '_';

    private static int Run(string words, int from)
    {
        var end = from;
        while (end < words.Length && words[end] == '_')
        {
            end++;
        }

        return end - from;
    }
}
