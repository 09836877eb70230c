using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange.Gift;

/// <summary>Finds out from the answers which kind a question is, as GIFT leaves it to them.</summary>
internal sealed class GiftKinds(ForeignFormat.Words words, string format, LossList losses)
{
    public Outcome<Question> Of(Question question, string answers)
    {
        if (answers.Length == 0)
        {
            return new Refusal("Exchange.Essay");
        }

        if (answers[0] == '#')
        {
            return Numbers(question, answers[1..].Trim());
        }

        if (answers.Contains('~', StringComparison.Ordinal))
        {
            return Choices(question, GiftAnswers.Of(answers, "=~"));
        }

        if (answers.Contains('=', StringComparison.Ordinal) && answers.Contains("->", StringComparison.Ordinal))
        {
            return Pairs(question, GiftAnswers.Of(answers, "=", weighted: false));
        }

        var word = answers.Split('#')[0].Trim();
        return word is "T" or "TRUE" or "F" or "FALSE" ? TrueOrFalse(question, answers, word[0] == 'T') : Variants(question, GiftAnswers.Of(answers, "="));
    }

    private Question Choices(Question question, IReadOnlyList<GiftAnswer> answers)
    {
        List<WeightedOption> options = [.. answers.Select(a => new WeightedOption(Html(a.Text), a.Worth))];
        question = Explained(question, answers, a => a.Worth >= 100);
        return answers.Any(a => a.IsEqual) ? Weights.Single(question, options, losses) : Weights.Multiple(question, options, losses);
    }

    private Question TrueOrFalse(Question question, string answers, bool right)
    {
        // {T#if answered wrongly#if answered rightly}
        var feedback = answers.Split('#', 3);
        var all = new[] { new GiftAnswer(true, 100, "", feedback.ElementAtOrDefault(2) ?? ""), new GiftAnswer(false, 0, "", feedback.ElementAtOrDefault(1) ?? "") };
        return Explained(question, all, a => a.IsEqual) with { Kind = QuestionKind.TrueFalse, Options = words.TrueFalseOptions(right), Settings = Weights.None };
    }

    private Question Variants(Question question, IReadOnlyList<GiftAnswer> answers)
    {
        question = Explained(question, answers, a => a.Worth >= 100);
        return ShortAnswers.Of(question, answers.Select(a => new WeightedOption(GiftText.Reveal(a.Text), a.Worth)), losses);
    }

    private Question Numbers(Question question, string answers)
    {
        var all = GiftAnswers.Of(answers, "=~"); // what follows "~" is said to every other number
        var spans = all.Where(a => a.IsEqual && Whole(a.Worth, a.Text)).Select(a => ShortAnswers.Span(GiftText.Reveal(a.Text).Replace('\n', ' ')));
        return Explained(question, all, a => a.Worth >= 100) with { Kind = QuestionKind.Numeric, Options = [.. spans.Select(s => new QuestionOption(s, true))], Settings = Weights.None };
    }

    private bool Whole(decimal worth, string text)
    {
        if (worth < 100)
        {
            losses.Add("Exchange.PartialAnswer", GiftText.Reveal(text));
        }

        return worth >= 100;
    }

    private Question Pairs(Question question, IReadOnlyList<GiftAnswer> answers)
    {
        var options = answers.Select(a => a.Text.Split("->", 2)).Select(p => new QuestionOption(PlainText.Line(Html(p[0]), losses), true)
        {
            Match = p.Length > 1 ? PlainText.Clean(GiftText.Reveal(p[1])).Replace('\n', ' ') : "",
        });
        return Explained(question, answers, _ => false) with
        {
            Kind = QuestionKind.Matching,
            Options = [.. options],
            Settings = Credit.Is(question, Credit.All) ? question.Settings : Weights.None,
        };
    }

    private Question Explained(Question question, IReadOnlyList<GiftAnswer> answers, Func<GiftAnswer, bool> isRight) =>
        AnswerFeedback.Explain(question, answers.Select(a => (Html(a.Feedback), isRight(a))), losses);

    private string Html(string safe) => GiftText.Read(safe, format).Html;
}
