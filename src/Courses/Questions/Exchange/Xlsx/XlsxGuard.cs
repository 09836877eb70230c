using System.Globalization;
using System.Text.RegularExpressions;

namespace Learning.Courses.Questions.Exchange.Xlsx;

/// <summary>A text that a spreadsheet could take for a formula after a detour through CSV gets an apostrophe, which is taken off again here.</summary>
internal static partial class XlsxGuard
{
    public static string On(string text) => Guarded().IsMatch(text) ? "'" + text : text;

    public static string Off(string text) => text is ['\'', ..] && Guarded().IsMatch(text) ? text[1..] : text;

    /// <summary>Spreadsheets write some characters as "_x000D_"; MiniExcel does it to half of every emoji, and to texts that look like one.</summary>
    public static string Decoded(string text) => Code().Replace(text, m => $"{(char)int.Parse(m.Groups["hex"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)}");

    [GeneratedRegex("_x(?<hex>[0-9A-F]{4})_", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex("^'*[=+@＝＋－＠-]")]
    private static partial Regex Guarded();
}
