using System.Xml.Linq;

namespace Learning.Courses.Questions.Exchange.MoodleXml;

/// <summary>What Moodle writes when a question bank is exported whole.</summary>
internal sealed class MoodleXmlFormat : ForeignFormat
{
    public override string Word => "moodle-xml";

    public override string Extension => ".moodle.xml";

    public override string ContentType => "application/xml; charset=utf-8";

    internal override bool Claims(ForeignFile file) =>
        file.Text().Value is { } text && text.Text.AsSpan().TrimStart() is ['<', ..] && text.Text.Contains("<quiz", StringComparison.Ordinal) && text.Text.Contains("<question", StringComparison.Ordinal);

    internal override Outcome<ForeignReading> Read(ForeignFile file, Words words)
    {
        var text = file.Text();
        if (text.Value is not { } decoded)
        {
            return text.Refusal!;
        }

        var xml = ForeignXml.Load(decoded.Text);
        if (xml.Value is not { } document)
        {
            return xml.Refusal!;
        }

        return document.Root?.Name.LocalName == "quiz"
            ? new ForeignReading(new MoodleReader(words).Read(document.Root), decoded.Notes)
            : new Refusal("Exchange.NotThisFormat");
    }

    internal override byte[] Write(IReadOnlyList<Question> questions, string courseKey) =>
        ForeignXml.Write(new XDocument(new XElement("quiz", MoodleWriter.Elements(questions))));

    internal override void Check(Question question, LossList losses) => MoodleWriter.Check(question, losses);
}
