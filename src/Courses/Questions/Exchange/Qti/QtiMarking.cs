using System.Xml.Linq;
using Learning.Courses.Questions.Cloze;

namespace Learning.Courses.Questions.Exchange.Qti;

/// <summary>Our rules of marking in the words of QTI: a template where there is one, else spelled out.</summary>
internal static class QtiMarking
{
    private const string Templates = "http://www.imsglobal.org/question/qti_v2p2/rptemplates/";

    public static XElement Of(IReadOnlyList<QtiAsked> asked)
    {
        if (asked is [{ Question.Kind: QuestionKind.ShortAnswer }])
        {
            return new XElement("responseProcessing"); // A person marks.
        }

        if (asked is [var alone] && alone.Part.Length == 0)
        {
            return alone.Question.Kind is QuestionKind.Numeric or QuestionKind.Cloze
                ? new XElement("responseProcessing", Rule(alone))
                : new XElement("responseProcessing", new XAttribute("template", Templates + (IsMapped(alone.Question) ? "map_response" : "match_correct")));
        }

        var all = new XElement("sum", asked.Select(a => Variable("SCORE" + a.Part)));
        return new XElement("responseProcessing", asked.Select(Rule), Set("SCORE", all));
    }

    private static XElement Rule(QtiAsked asked) => asked.Question.Kind switch
    {
        QuestionKind.Numeric => When(asked, new XElement("or", asked.Question.Options.Select(o => QtiNumbers.Write(o.Text, asked.Response)))),
        QuestionKind.Cloze => Set("SCORE" + asked.Part, new XElement("sum", ClozeBlank.Of(asked.Question).Select(b => Mapped(asked.ResponseOf(b))))),
        _ when IsMapped(asked.Question) => Set("SCORE" + asked.Part, Mapped(asked.Response)),
        _ => When(asked, new XElement("match", Variable(asked.Response), new XElement("correct", Name(asked.Response)))),
    };

    private static XElement When(QtiAsked asked, XElement condition) => new(
        "responseCondition",
        new XElement("responseIf", condition, Set("SCORE" + asked.Part, new XElement("baseValue", new XAttribute("baseType", "float"), "1"))));

    private static bool IsMapped(Question question) => question.Kind switch
    {
        QuestionKind.FillIn => true,
        QuestionKind.Multiple => Credit.Is(question, Credit.Partial),
        QuestionKind.Matching => !Credit.Is(question, Credit.All),
        _ => false,
    };

    private static XElement Set(string outcome, XElement value) => new("setOutcomeValue", Name(outcome), value);

    private static XElement Mapped(string response) => new("mapResponse", Name(response));

    private static XElement Variable(string name) => new("variable", Name(name));

    private static XAttribute Name(string identifier) => new("identifier", identifier);
}
