using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Learning.Courses.Questions.Numeric;

/// <summary>
/// A span of numbers that an author accepts: "70", "70 ± 0.5" or "69.5..70.5". Decimals, so that 0.1 + 0.2 is 0.3 at the edge
/// of the tolerance too.
/// </summary>
internal readonly partial record struct NumericKey(decimal From, decimal To)
{
    public static NumericKey? Parse(string text)
    {
        var normal = Fold(text).Replace("+-", "±", StringComparison.Ordinal);
        if (normal.Split('±') is [var middle, var tolerance])
        {
            return Number(middle) is { } value && Number(tolerance) is { } by and >= 0 ? new NumericKey(value - by, value + by) : null;
        }

        var ends = normal.Split("..");
        return ends.Length <= 2 && Number(ends[0]) is { } from && Number(ends[^1]) is { } to && from <= to ? new NumericKey(from, to) : null;
    }

    public bool Holds(string typed) => Number(Fold(typed)) is { } value && value >= From && value <= To;

    /// <summary>Only numbers an author could have meant: longer ones would overflow at the edge of a tolerance.</summary>
    private static decimal? Number(string text) =>
        Digits().IsMatch(text)
        && decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>Width and spaces make no difference; a Chinese input method types ７０。５ and －3.</summary>
    private static string Fold(string text) => FillIn.FillInText.IsText(text)
        ? new string([.. text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)).Select(c => c switch
        {
            '\u3002' => '.',
            '\u2212' or '\u2013' => '-',
            _ => c,
        })])
        : "";

    /// <summary>Thousands may be set off, in threes: 1,200 is a number and 1,2 is none.</summary>
    [GeneratedRegex(@"^[+-]?([0-9]{1,3}(,[0-9]{3}){1,3}|[0-9]{1,12})(\.[0-9]{1,9})?$")]
    private static partial Regex Digits();
}
