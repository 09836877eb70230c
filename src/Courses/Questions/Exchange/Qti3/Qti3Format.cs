using Learning.Courses.Questions.Exchange.Qti;

namespace Learning.Courses.Questions.Exchange.Qti3;

/// <summary>1EdTech QTI 3.0.</summary>
internal sealed class Qti3Format : ForeignFormat
{
    private static readonly QtiVersion Version = new("http://www.imsglobal.org/xsd/imsqtiasi_v3p0", "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "imsqti_item_xmlv3p0", "QTI Package", "3.0.0", IsThree: true);

    public override string Word => "qti3";

    public override string Extension => ".qti3.zip";

    public override string ContentType => "application/zip";

    internal override bool Claims(ForeignFile file) => QtiPackage.Claims(file, "qti-assessment-item");

    internal override Outcome<ForeignReading> Read(ForeignFile file, Words words) => QtiPackage.Read(file, words);

    internal override byte[] Write(IReadOnlyList<Question> questions, string courseKey) => QtiPackage.Write(questions, Version);

    internal override void Check(Question question, LossList losses) => QtiItemWriter.Check(question, losses);
}
