using System.Globalization;
using System.Text.RegularExpressions;

namespace Learning.Courses.Questions.Exchange.Gift;

/// <param name="Percent">What it is worth; null where the file does not say it.</param>
/// <param name="Text">Escaped signs are out of the way.</param>
internal sealed record GiftAnswer(bool IsEqual, decimal? Percent, string Text, string Feedback)
{
    public decimal Worth => Percent ?? (IsEqual ? 100 : 0);
}

/// <summary>Divides what stands between the braces: "=right ~wrong#why ~%50%half".</summary>
internal static partial class GiftAnswers
{
    /// <param name="signs">What an answer begins with: "=~", or "=" alone.</param>
    /// <param name="weighted">Pairs have no weights: what looks like one is text.</param>
    public static IReadOnlyList<GiftAnswer> Of(string text, string signs, bool weighted = true)
    {
        var answers = new List<GiftAnswer>();
        var from = text.IndexOfAny(signs.ToCharArray());
        if (from != 0 && (from < 0 ? text : text[..from]).Trim() is { Length: > 0 } first)
        {
            answers.Add(One(true, first, weighted)); // an answer alone needs no sign: {#3.14}
        }

        while (from >= 0)
        {
            var next = text.IndexOfAny(signs.ToCharArray(), from + 1);
            answers.Add(One(text[from] == '=', text[(from + 1)..(next < 0 ? text.Length : next)], weighted));
            from = next;
        }

        return answers;
    }

    private static GiftAnswer One(bool isEqual, string text, bool weighted)
    {
        var weight = Weight().Match(text);
        decimal? percent = weighted && weight.Success && decimal.TryParse(weight.Groups["n"].Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) ? n : null;
        var parts = (percent is null ? text : text[weight.Length..]).Split('#', 2);
        return new GiftAnswer(isEqual, percent, parts[0].Trim(), parts.ElementAtOrDefault(1)?.Trim() ?? "");
    }

    [GeneratedRegex(@"^\s*%(?<n>-?\d{1,3}(\.\d{0,8})?)%", RegexOptions.ExplicitCapture)]
    private static partial Regex Weight();
}
