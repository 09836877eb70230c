using System.Globalization;
using System.Net;
using System.Text;

namespace Learning.Courses.Questions.Exchange.Gift;

/// <summary>Writes GIFT that Moodle reads. The id and the rule of marking stand in a comment, where Moodle keeps them too.</summary>
internal static class GiftWriter
{
    private const string Blank = "____";

    public static string Write(IReadOnlyList<Question> questions)
    {
        var file = new StringBuilder();
        var category = "";
        foreach (var question in questions)
        {
            if (question.LessonKey != category)
            {
                category = question.LessonKey;
                file.Append("$CATEGORY: ").Append(category).Append("\n\n");
            }

            file.Append(CultureInfo.InvariantCulture, $"// [id:{question.Key}]");
            foreach (var tag in ForeignTags.Of(question))
            {
                file.Append(CultureInfo.InvariantCulture, $" [tag:{tag}]");
            }

            file.Append('\n').Append(One(question)).Append("\n\n");
        }

        return file.ToString();
    }

    public static void Check(Question question, LossList losses)
    {
        switch (question.Kind)
        {
            case QuestionKind.FillIn when question.Options.Any(o => o.Text.Contains("->", StringComparison.Ordinal)):
                losses.AddSpoiling("Exchange.ArrowInPair");
                break;
            case QuestionKind.Single or QuestionKind.TrueFalse or QuestionKind.FillIn or QuestionKind.Numeric:
                break;
            case QuestionKind.Multiple when !Credit.Is(question, Credit.Partial):
                losses.Add("Exchange.AllOrNothingElsewhere");
                break;
            case QuestionKind.Multiple:
                break;
            case QuestionKind.Matching:
                CheckPairs(question, losses);
                break;
            default:
                losses.AddSpoiling("Exchange.KindNotCarried");
                break;
        }

        ExportCheck.Pictures(question, losses);
    }

    private static void CheckPairs(Question question, LossList losses)
    {
        if (question.Options.Any(o => o.Text.Contains("->", StringComparison.Ordinal)))
        {
            losses.AddSpoiling("Exchange.ArrowInPair");
        }

        if (Credit.Is(question, Credit.All))
        {
            losses.Add("Exchange.AllOrNothingElsewhere");
        }
    }

    private static string One(Question question)
    {
        var explanation = ForeignHtml.Unwrapped(question.Explanation);
        var shown = question.Kind == QuestionKind.Matching ? question.Options.Select(o => WebUtility.HtmlEncode(o.Text)) : IsChoice(question) ? question.Options.Select(o => o.Text) : [];
        var rich = !shown.Append(question.Stem).Append(explanation).All(GiftText.IsPlain);
        var answers = $"{{{string.Concat(Answers(question, rich).Select(a => "\n\t" + a))}\n\t####{Text(explanation, rich)}\n}}";
        return $"::{question.Key}::{(rich ? "[html]" : "")}{WithAnswers(question, Text(question.Stem, rich), answers)}";
    }

    /// <summary>A bracket at the start could be taken for a format.</summary>
    private static string Text(string html, bool rich) => GiftText.Escape(rich && html is ['[', ..] ? "&#91;" + html[1..] : html);

    private static bool IsChoice(Question question) => question.Kind is QuestionKind.Single or QuestionKind.Multiple;

    /// <summary>Where a blank stands the answers stand in its place, unless it is the last thing or longer than the usual one.</summary>
    private static string WithAnswers(Question question, string stem, string answers)
    {
        var at = question.Kind == QuestionKind.FillIn ? stem.IndexOf(Blank, StringComparison.Ordinal) : -1;
        return at >= 0 && stem[(at + Blank.Length)..].Trim() is { Length: > 0 } after && after[0] != '_' ? stem[..at] + answers + stem[(at + Blank.Length)..] : stem + answers;
    }

    private static IEnumerable<string> Answers(Question question, bool rich)
    {
        var options = question.Options;
        return question.Kind switch
        {
            QuestionKind.TrueFalse => [options[0].Right ? "TRUE" : "FALSE"],
            QuestionKind.Multiple => Weights.Of(question).Select(o => $"~%{o.Percent.ToString("0.#####", CultureInfo.InvariantCulture)}%{Text(o.Html, rich)}"),
            QuestionKind.FillIn => options.Select(o => "=%100%" + GiftText.Escape(ShortAnswers.Escaped(o.Text))),
            QuestionKind.Numeric => options.Select((o, i) => (i == 0 ? "#=" : "=") + Span(o.Text)),
            QuestionKind.Matching => options.Select(o => $"={Text(rich ? WebUtility.HtmlEncode(o.Text) : o.Text, rich)} -> {GiftText.Escape(o.Match)}"),
            _ => options.Select(o => (o.Right ? "=" : "~") + (o.Text is ['%', ..] ? (o.Right ? "%100%" : "%0%") : "") + Text(o.Text, rich)),
        };
    }

    private static string Span(string variant)
    {
        var (isRange, one, other) = ShortAnswers.Ends(variant);
        return isRange ? $"{one}..{other}" : $"{one}:{other}";
    }
}
