using System.Text;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange.Aiken;

/// <summary>The plainest text there is: single choice, without ids and explanations.</summary>
internal sealed class AikenFormat : ForeignFormat
{
    public override string Word => "aiken";

    public override string Extension => ".aiken.txt";

    public override string ContentType => "text/plain; charset=utf-8";

    internal override bool Claims(ForeignFile file) =>
        file.Text().Value is { } text
        && text.Text.Split('\n') is var lines
        && Array.Exists(lines, l => AikenLines.IsAnswer(l, out _))
        && Array.Exists(lines, l => AikenLines.IsOption(l, out _, out _));

    internal override Outcome<ForeignReading> Read(ForeignFile file, Words words)
    {
        var text = file.Text();
        return text.Value is { } decoded ? new ForeignReading([.. ForeignReading.Enough(new AikenReader(words).Read(decoded.Text))], decoded.Notes) : text.Refusal!;
    }

    internal override byte[] Write(IReadOnlyList<Question> questions, string courseKey) => Encoding.UTF8.GetBytes(string.Concat(questions.Select(One)));

    internal override void Check(Question question, LossList losses)
    {
        if (question.Kind is not (QuestionKind.Single or QuestionKind.TrueFalse))
        {
            losses.AddSpoiling("Exchange.KindNotCarried");
            return;
        }

        losses.Add("Exchange.NoIds");
        ExportCheck.Tags(question, losses);
        ExportCheck.Plain(question, losses);
        if (Lines(question) is var lines && (lines.Exists(IsNoLine) || (question.Kind == QuestionKind.Single && LooksTrueFalse(lines))))
        {
            losses.AddSpoiling("Exchange.NotPlainLine");
        }
    }

    private static bool LooksTrueFalse(List<string> lines) => lines.Skip(1).SequenceEqual(["正确", "错误"]) || lines.Skip(1).SequenceEqual(["True", "False"]);

    /// <summary>The stem and the options.</summary>
    private static List<string> Lines(Question question) =>
        [.. question.Options.Select(o => o.Text).Prepend(question.Stem).Select(html => PlainText.FromHtml(html, new LossList()))];

    private static bool IsNoLine(string text) =>
        text.Length == 0 || text.Contains('\n', StringComparison.Ordinal) || AikenLines.IsOption(text, out _, out _) || AikenLines.IsAnswer(text, out _);

    private static string One(Question question)
    {
        var lines = Lines(question);
        var options = lines.Skip(1).Select((text, i) => $"{(char)('A' + i)}. {text}\n");
        var right = (char)('A' + question.Options.ToList().FindIndex(o => o.Right));
        return $"{lines[0]}\n{string.Concat(options)}ANSWER: {right}\n\n";
    }
}
