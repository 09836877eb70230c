using System.Text;

namespace Learning.Courses.Questions.Markup;

/// <summary>Which characters are text. A foreign file may hold any, and a bank must be readable by every editor and every database.</summary>
internal static class Characters
{
    /// <summary>Line ends become one kind, tabs spaces; control characters, half surrogate pairs and what Unicode calls no character go.</summary>
    public static string Only(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' || IsText(rune))
            {
                clean.Append(rune.ToString());
            }
            else if (rune.Value is '\t')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString();
    }

    private static bool IsText(Rune rune) =>
        !Rune.IsControl(rune) && rune.Value is not (0xFFFD or (>= 0xFDD0 and <= 0xFDEF)) && (rune.Value & 0xFFFE) != 0xFFFE;
}
