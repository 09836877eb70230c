namespace Learning.Courses.Questions.Exchange.Xlsx;

/// <summary>A sheet with Chinese heads, one question per row: what most banks in offices look like.</summary>
internal sealed class XlsxFormat : ForeignFormat
{
    /// <summary>A heading or a note may stand above the heads.</summary>
    private const int HeadWithin = 10;

    public override string Word => "xlsx";

    public override string Extension => ".xlsx";

    public override string ContentType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    internal override bool Claims(ForeignFile file) => ForeignZip.Is(file) && file.Zip().Value is { } zip && XlsxSheet.Is(zip);

    internal override Outcome<ForeignReading> Read(ForeignFile file, Words words)
    {
        var zip = file.Zip();
        if (zip.Value is not { } package)
        {
            return zip.Refusal!;
        }

        var sheet = XlsxSheet.Open(package, XlsxWords.Sheet);
        if (sheet.Value is not { } cells)
        {
            return sheet.Refusal!;
        }

        var rows = cells.Rows.ToList();
        if (rows.Take(HeadWithin).FirstOrDefault(IsHead) is not { } head)
        {
            return new Refusal("Exchange.NoSheet");
        }

        var reader = new XlsxReader(head.Cells.ToDictionary(c => c.Key, c => Head(c.Value), StringComparer.Ordinal), words);
        return new ForeignReading([.. ForeignReading.Enough(rows.Where(r => r.Number > head.Number)).Select(reader.Read)], []);
    }

    internal override byte[] Write(IReadOnlyList<Question> questions, string courseKey) => XlsxWriter.Save(XlsxWriter.Questions(XlsxWords.Sheet, questions));

    internal override void Check(Question question, LossList losses)
    {
        if (XlsxWords.WordOf(question.Kind) is null)
        {
            losses.AddSpoiling("Exchange.KindNotCarried");
            return;
        }

        ExportCheck.Plain(question, losses);
    }

    private static bool IsHead(XlsxSheet.Row row)
    {
        var heads = row.Cells.Values.Select(Head).ToHashSet(StringComparer.Ordinal);
        return heads.Contains(XlsxWords.Kind) && heads.Contains(XlsxWords.Stem) && heads.Contains(XlsxWords.Answer);
    }

    private static string Head(string cell) => XlsxWords.HeadOf(string.Concat(cell.Where(c => !char.IsWhiteSpace(c) && c != '*')).Replace("（必填）", "", StringComparison.Ordinal));
}
