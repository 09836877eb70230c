using System.Text;
using System.Text.RegularExpressions;

namespace Learning.Courses.Questions.Exchange.Gift;

/// <summary>Moodle's text format, which people write by hand.</summary>
internal sealed partial class GiftFormat : ForeignFormat
{
    public override string Word => "gift";

    public override string Extension => ".gift.txt";

    public override string ContentType => "text/plain; charset=utf-8";

    internal override bool Claims(ForeignFile file) => file.Text().Value is { } text && Braces().IsMatch(text.Text) && !text.Text.TrimStart().StartsWith('<');

    internal override Outcome<ForeignReading> Read(ForeignFile file, Words words)
    {
        var text = file.Text();
        if (text.Value is not { } decoded)
        {
            return text.Refusal!;
        }

        var reader = new GiftReader(words);
        return new ForeignReading([.. ForeignReading.Enough(GiftBlocks.Of(decoded.Text)).Select(reader.Read)], decoded.Notes);
    }

    internal override byte[] Write(IReadOnlyList<Question> questions, string courseKey) => Encoding.UTF8.GetBytes(GiftWriter.Write(questions));

    internal override void Check(Question question, LossList losses) => GiftWriter.Check(question, losses);

    [GeneratedRegex(@"(?<!\\)\{[^{}]*\}")]
    private static partial Regex Braces();
}
