using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Courses.Questions.Markup;
using Learning.Courses.Questions.Numeric;

namespace Learning.Courses.Questions.Exchange;

/// <summary>Answers that are typed: what other programs accept, as variants of a blank or as spans of numbers.</summary>
internal static partial class ShortAnswers
{
    private const string Blank = "____";

    /// <summary>The text of each option is plain, with "*" for anything, as Moodle has it.</summary>
    public static Question Of(Question question, IEnumerable<WeightedOption> answers, LossList losses)
    {
        var accepted = new List<QuestionOption>();
        foreach (var (text, percent) in answers)
        {
            if (percent < 100)
            {
                losses.Add("Exchange.PartialAnswer", text);
            }
            else if (Star().IsMatch(text))
            {
                losses.Add("Exchange.Pattern", text);
            }
            else
            {
                accepted.Add(new QuestionOption(PlainText.Clean(text.Replace(@"\*", "*", StringComparison.Ordinal)).Replace('\n', ' '), true));
            }
        }

        return WithBlank(question) with { Kind = QuestionKind.FillIn, Options = accepted, Settings = Weights.None };
    }

    /// <summary>The other way about: a star that means itself.</summary>
    public static string Escaped(string variant) => variant.Replace("*", @"\*", StringComparison.Ordinal);

    /// <summary>A question that is asked above its line gets the blank at its end.</summary>
    public static Question WithBlank(Question question) =>
        PlainText.FromHtml(question.Stem, new LossList()).Contains(Blank, StringComparison.Ordinal) ? question : question with { Stem = question.Stem + " " + Blank };

    /// <summary>"70:0.5" and "69.5..70.5" in our own spelling; what is no number stays as it is and is refused by the check.</summary>
    public static string Span(string text)
    {
        if (text.Split("..") is [var from, var to])
        {
            return $"{from.Trim()}..{to.Trim()}";
        }

        return text.Split(':') is [var middle, var by] ? Around(middle.Trim(), by.Trim()) : text.Trim();
    }

    public static string Around(string middle, string by) =>
        decimal.TryParse(by, NumberStyles.Float, CultureInfo.InvariantCulture, out var tolerance) && tolerance == 0 ? middle : $"{middle} ± {by}";

    /// <summary>Middle and tolerance of a variant; where the author wrote two ends, the ends.</summary>
    public static (bool IsRange, string One, string Other) Ends(string variant)
    {
        var key = NumericKey.Parse(variant)!.Value;
        return variant.Contains("..", StringComparison.Ordinal)
            ? (true, Number(key.From), Number(key.To))
            : (false, Number((key.From + key.To) / 2), Number((key.To - key.From) / 2));
    }

    /// <summary>A span from one end to the other, as its middle and half its length.</summary>
    public static (string Middle, string By) AsTolerance(string variant)
    {
        var key = NumericKey.Parse(variant)!.Value;
        return (((key.From + key.To) / 2).ToString("0.##########", CultureInfo.InvariantCulture), ((key.To - key.From) / 2).ToString("0.##########", CultureInfo.InvariantCulture));
    }

    public static string Number(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<!\\)\*")]
    private static partial Regex Star();
}
