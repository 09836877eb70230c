using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange;

/// <summary>What other programs say to one answer. Here a question has one explanation.</summary>
internal static class AnswerFeedback
{
    /// <summary>Feedback on the right answer explains a question that has no explanation; other feedback has no place here.</summary>
    public static Question Explain(Question question, IEnumerable<(string Html, bool OnRight)> feedback, LossList losses)
    {
        var explanation = question.Explanation;
        foreach (var (html, onRight) in feedback.Where(f => PlainText.FromHtml(f.Html, new LossList()).Length > 0))
        {
            if (onRight && PlainText.FromHtml(explanation, new LossList()).Length == 0)
            {
                explanation = html;
            }
            else if (html != explanation)
            {
                losses.Add("Exchange.AnswerFeedback", Titles.Short(PlainText.Line(html, new LossList())));
            }
        }

        return question with { Explanation = explanation };
    }
}
