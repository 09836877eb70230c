using Learning.Courses.Questions.Exchange.Qti;

namespace Learning.Courses.Questions.Exchange.Qti2;

/// <summary>IMS QTI 2.1 and 2.2, as most exam systems exchange it. Written as 2.2.</summary>
internal sealed class Qti2Format : ForeignFormat
{
    private static readonly QtiVersion Version = new("http://www.imsglobal.org/xsd/imsqti_v2p2", "http://www.imsglobal.org/xsd/imscp_v1p1", "imsqti_item_xmlv2p2", "QTIv2.2 Package", "1.0.0", IsThree: false);

    public override string Word => "qti2";

    public override string Extension => ".qti22.zip";

    public override string ContentType => "application/zip";

    internal override bool Claims(ForeignFile file) => QtiPackage.Claims(file, "assessmentItem");

    internal override Outcome<ForeignReading> Read(ForeignFile file, Words words) => QtiPackage.Read(file, words);

    internal override byte[] Write(IReadOnlyList<Question> questions, string courseKey) => QtiPackage.Write(questions, Version);

    internal override void Check(Question question, LossList losses) => QtiItemWriter.Check(question, losses);
}
