namespace Learning.Courses.Questions.Exchange.Gift;

/// <summary>
/// Reads GIFT as Moodle does: names, formats, all kinds of answers, missing words, feedback, weights. An essay and a mere text
/// are refused, because nobody could mark them here.
/// </summary>
internal sealed class GiftReader(ForeignFormat.Words words)
{
    private const string Blank = "____";

    public ForeignItem Read(GiftBlock block)
    {
        var text = block.Text.Trim();
        var name = "";
        if (text.StartsWith("::", StringComparison.Ordinal) && text.IndexOf("::", 2, StringComparison.Ordinal) is > 0 and var end)
        {
            name = GiftText.Reveal(text[2..end]).Trim();
            text = text[(end + 2)..].Trim();
        }

        var losses = new LossList();
        var outcome = Question(text, block, losses);
        return new ForeignItem(new Place("", block.Line))
        {
            Names = [block.Id ?? "", name],
            Lessons = block.Category.Length == 0 ? [] : [block.Category.Split('/')[^1].Trim()],
            Title = Titles.Short(name.Length > 0 ? name : GiftText.Reveal(text)),
            Question = outcome.Value,
            Refusal = outcome.Refusal,
            Losses = losses,
        };
    }

    private Outcome<Question> Question(string text, GiftBlock block, LossList losses)
    {
        var (open, close) = (text.IndexOf('{', StringComparison.Ordinal), text.IndexOf('}', StringComparison.Ordinal));
        if (open < 0 && close < 0)
        {
            return new Refusal("Exchange.NoAnswer");
        }

        if (open < 0 || close < open || text.IndexOf('{', open + 1) >= 0 || text.IndexOf('}', close + 1) >= 0)
        {
            return new Refusal("Exchange.Braces");
        }

        var answers = text[(open + 1)..close].Trim();
        if (answers.Length == 0)
        {
            return new Refusal("Exchange.Essay");
        }

        var explanation = "";
        if (answers.LastIndexOf("####", StringComparison.Ordinal) is >= 0 and var at)
        {
            explanation = answers[(at + 4)..];
            answers = answers[..at].Trim();
        }

        // A word is missing where something follows; else the answers stand below the question.
        var missing = text[(close + 1)..].Trim().Length > 0;
        var (stem, format) = GiftText.Read(text[..open] + (missing ? Blank : "") + text[(close + 1)..], "moodle");
        var question = new Question("", QuestionKind.Single, "", stem, [], GiftText.Read(explanation, format).Html) { Settings = ForeignTags.Settings(block.Tags), Tags = ForeignTags.Tags(block.Tags) };
        return new GiftKinds(words, format, losses).Of(question, answers);
    }
}
