using System.Globalization;
using System.Text;

namespace Learning.Courses.Questions.FillIn;

/// <summary>
/// What a fill-in answer is compared by. Full and half width, upper and lower case, spaces and invisible characters make no
/// difference, since an input method adds them unasked. Chinese numerals are not turned into digits: whether 七十 may stand for 70
/// is for the author to say, by listing it.
/// </summary>
internal static class FillInText
{
    /// <summary>Long enough for any answer that fits in a blank. Longer text was not typed into our page.</summary>
    public const int MaxLength = 200;

    /// <summary>Empty for text that is not <see cref="IsText"/>, so that it equals no variant instead of stopping the marking.</summary>
    public static string Normal(string text)
    {
        if (!IsText(text))
        {
            return "";
        }

        var normal = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (!IsUnseen(c))
            {
                // Up and down again: letters such as the two small sigmas share only their capital.
                normal.Append(char.ToLowerInvariant(char.ToUpperInvariant(c)));
            }
        }

        return normal.ToString();
    }

    /// <summary>
    /// False for half a surrogate pair and for U+FFFE, which no keyboard makes: normalising either throws, and an attempt that
    /// held one could never be marked.
    /// </summary>
    public static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (text[i] >= '\uFFFE' || (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUnseen(char c) =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;
}
