using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Learning.Courses.Questions.Cloze;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange.MoodleXml;

/// <summary>Blanks that are written into the text: "{1:SHORTANSWER:=育~=培育}" and "{1:MULTICHOICE:退~=用}".</summary>
internal static partial class MoodleCloze
{
    private const string Blank = "____";

    /// <summary>What means something inside or around the braces is written as a character reference, which Moodle takes as text.</summary>
    private const string Signs = "~#{}\\%=\"/*:";

    public static Outcome<Question> Read(Question question, LossList losses)
    {
        var options = new List<QuestionOption>();
        var weights = new HashSet<string>(StringComparer.Ordinal);
        var blanks = Part().Matches(question.Stem);
        if (blanks.Count == 0)
        {
            return new Refusal("Exchange.NoAnswer");
        }

        foreach (var (blank, number) in blanks.Select((b, i) => (b, i + 1)))
        {
            weights.Add(blank.Groups["weight"].Value is "" or "1" ? "1" : blank.Groups["weight"].Value);
            var picked = IsPicked(blank.Groups["type"].Value);
            if (picked is null)
            {
                return new Refusal("Exchange.UnknownType", blank.Groups["type"].Value);
            }

            options.AddRange(Lines(blank.Groups["answers"].Value, picked.Value, losses).Select(o => o with { Group = number }));
        }

        if (weights.Count > 1)
        {
            losses.Add("Exchange.PartWeights");
        }

        return question with
        {
            Kind = QuestionKind.Cloze,
            Stem = Part().Replace(question.Stem, Blank),
            Options = options,
            Settings = Credit.Is(question, Credit.All) ? question.Settings : Weights.None,
        };
    }

    public static string Write(Question question)
    {
        var blanks = new Queue<ClozeBlank>(ClozeBlank.Of(question));
        return Blanks().Replace(question.Stem.Replace("{", "&#123;", StringComparison.Ordinal), _ => One(blanks.Dequeue()));
    }

    private static string One(ClozeBlank blank) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{1:{(blank.IsPicked ? "MULTICHOICE" : "SHORTANSWER")}:{string.Join('~', blank.Lines.Select(l => (l.Right ? "=" : "") + Escape(blank.IsPicked ? l.Text : ShortAnswers.Escaped(l.Text))))}}}");

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            escaped.Append(c is '&' or '<' or '>' || Signs.Contains(c, StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"&#{(int)c};") : $"{c}");
        }

        return escaped.ToString();
    }

    /// <summary>Null for a type that has no place in a cloze here.</summary>
    private static bool? IsPicked(string type) => type switch
    {
        "SHORTANSWER" or "SA" or "MW" or "SHORTANSWER_C" or "SAC" or "MWC" => false,
        _ when type.StartsWith("MULTICHOICE", StringComparison.Ordinal) || type is "MC" or "MCV" or "MCH" or "MCS" or "MCVS" or "MCHS" => true,
        _ => null,
    };

    private static IEnumerable<QuestionOption> Lines(string answers, bool picked, LossList losses)
    {
        foreach (var answer in Tilde().Split(answers))
        {
            var parts = Hash().Split(answer, 2);
            var (percent, text) = Weighted(parts[0]);
            var plain = PlainText.Line(Unescaped(text), losses);
            if (parts.Length > 1)
            {
                losses.Add("Exchange.AnswerFeedback", Titles.Short(PlainText.Line(Unescaped(parts[1]), new LossList())));
            }

            if (picked)
            {
                if (percent is > 0 and < 100)
                {
                    losses.Add("Exchange.PartialWeights");
                }

                yield return new QuestionOption(plain, percent >= 100);
            }
            else
            {
                foreach (var variant in ShortAnswers.Of(new Question("", QuestionKind.Single, "", "", [], ""), [new WeightedOption(plain, percent)], losses).Options)
                {
                    yield return variant;
                }
            }
        }
    }

    private static (decimal Percent, string Text) Weighted(string answer)
    {
        var text = answer.Trim();
        if (text is ['=', ..])
        {
            return (100, text[1..]);
        }

        var weight = Weight().Match(text);
        return weight.Success ? (decimal.Parse(weight.Groups["n"].Value, CultureInfo.InvariantCulture), text[weight.Length..]) : (0, text);
    }

    private static string Unescaped(string text) => Escaped().Replace(text, m => WebUtility.HtmlEncode(m.Groups["sign"].Value));

    [GeneratedRegex(@"\{(?<weight>\d{0,3}):(?<type>[A-Z_]+):(?<answers>(\\.|[^}\\])*)\}", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex(@"(?<!\\)~")]
    private static partial Regex Tilde();

    [GeneratedRegex(@"(?<![\\&])#")]
    private static partial Regex Hash();

    [GeneratedRegex(@"^%(?<n>-?\d{1,3}(\.\d{0,8})?)%", RegexOptions.ExplicitCapture)]
    private static partial Regex Weight();

    [GeneratedRegex(@"\\(?<sign>[~#{}/""\\])", RegexOptions.ExplicitCapture)]
    private static partial Regex Escaped();

    [GeneratedRegex("_{4,}")]
    private static partial Regex Blanks();
}
