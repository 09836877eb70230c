using Learning.Courses.Catalogue;
using Learning.Courses.Questions.Exchange.Xlsx;

namespace Learning.Courses.Questions.Exchange;

/// <summary>Draws up the spreadsheet that authors fill in for a course.</summary>
public sealed class DrawUpTemplate(ContentFolder content)
{
    public Task<Outcome<ExportedBank>> RunAsync(string courseKey, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var bank = CourseBank.Open(content, courseKey);
        return Task.FromResult<Outcome<ExportedBank>>(
            bank.Value is { } open
                ? new ExportedBank($"{courseKey}-template.xlsx", ForeignFormat.Named("xlsx")!.ContentType, XlsxTemplate.Write(open.Course), [])
                : bank.Refusal!);
    }
}
