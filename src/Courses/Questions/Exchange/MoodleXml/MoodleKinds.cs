using System.Globalization;
using System.Xml.Linq;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange.MoodleXml;

/// <summary>Moodle's types of questions that there are here too.</summary>
internal sealed class MoodleKinds(ForeignFormat.Words words, LossList losses)
{
    public Outcome<Question> Of(Question question, XElement element) => element.Attribute("type")?.Value switch
    {
        "multichoice" => Choices(question, element),
        "multichoiceset" => AllOrNothing(question, element),
        "truefalse" => TrueFalse(question, element),
        "shortanswer" => Variants(question, element),
        "numerical" => Numbers(question, element),
        "matching" or "match" => Pairs(question, element),
        "ordering" => Steps(question, element),
        "cloze" or "multianswer" => MoodleCloze.Read(question, losses),
        "essay" => ForeignGuide.Give(question, MoodleText.Html(element.Element("graderinfo"))),
        "description" => new Refusal("Exchange.NoAnswer"),
        var type => new Refusal("Exchange.UnknownType", type ?? ""),
    };

    private Question Choices(Question question, XElement element)
    {
        List<WeightedOption> options = [.. Answers(element).Select(a => new WeightedOption(MoodleText.Html(a), Percent(a)))];
        question = Explained(question, element);
        return element.Element("single")?.Value.Trim() is "true" or "1" ? Weights.Single(question, options, losses) : Weights.Multiple(question, options, losses);
    }

    /// <summary>A plug-in whose rule is ours: every right one and no wrong one.</summary>
    private Question AllOrNothing(Question question, XElement element) => Explained(question, element) with
    {
        Kind = QuestionKind.Multiple,
        Options = [.. Answers(element).Select(a => new QuestionOption(MoodleText.Html(a), Percent(a) > 0))],
        Settings = Weights.None,
    };

    private Question TrueFalse(Question question, XElement element)
    {
        var right = Answers(element).FirstOrDefault(a => Percent(a) >= 100);
        return Explained(question, element) with
        {
            Kind = QuestionKind.TrueFalse,
            Options = words.TrueFalseOptions(MoodleText.Plain(right).Equals("true", StringComparison.OrdinalIgnoreCase)),
            Settings = Weights.None,
        };
    }

    private Question Variants(Question question, XElement element)
    {
        if (element.Element("usecase")?.Value.Trim() is "1" or "true")
        {
            losses.Add("Exchange.CaseMatters");
        }

        return ShortAnswers.Of(Explained(question, element), Answers(element).Select(a => new WeightedOption(MoodleText.Plain(a), Percent(a))), losses);
    }

    private Question Numbers(Question question, XElement element)
    {
        var spans = new List<QuestionOption>();
        foreach (var answer in Answers(element))
        {
            if (Percent(answer) < 100)
            {
                losses.Add("Exchange.PartialAnswer", MoodleText.Plain(answer));
            }
            else
            {
                spans.Add(new QuestionOption(ShortAnswers.Around(MoodleText.Plain(answer), answer.Element("tolerance")?.Value.Trim() ?? "0"), true));
            }
        }

        return Explained(question, element) with { Kind = QuestionKind.Numeric, Options = spans, Settings = Weights.None };
    }

    private Question Pairs(Question question, XElement element) => question with
    {
        Kind = QuestionKind.Matching,
        Options =
        [
            .. element.Elements("subquestion").Select(s => new QuestionOption(PlainText.Line(MoodleText.Html(s), losses), true) { Match = MoodleText.Plain(s.Element("answer")) }),
        ],
        Settings = Credit.Is(question, Credit.All) ? question.Settings : Weights.None,
    };

    /// <summary>The fraction of a step is its place.</summary>
    private Question Steps(Question question, XElement element)
    {
        var grading = element.Element("gradingtype")?.Value.Trim() ?? "ALL_OR_NOTHING";
        if (grading is not ("ALL_OR_NOTHING" or "-1" or "ABSOLUTE_POSITION" or "0"))
        {
            losses.Add("Exchange.OwnMarking");
        }

        return Explained(question, element) with
        {
            Kind = QuestionKind.Ordering,
            Options = [.. Answers(element).OrderBy(Percent).Select(a => new QuestionOption(MoodleText.Html(a), true))],
            Settings = grading is "ABSOLUTE_POSITION" or "0" ? Weights.Partial : Weights.None,
        };
    }

    private Question Explained(Question question, XElement element) =>
        AnswerFeedback.Explain(question, Answers(element).Select(a => (MoodleText.Html(a.Element("feedback")), Percent(a) >= 100)), losses);

    private static IEnumerable<XElement> Answers(XElement element) => element.Elements("answer");

    private static decimal Percent(XElement answer) =>
        decimal.TryParse(answer.Attribute("fraction")?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent : 0;
}
