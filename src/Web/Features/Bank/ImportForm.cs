using Learning.Courses;
using Learning.Courses.Questions.Exchange;

namespace Learning.Web.Features.Bank;

/// <summary>What is uploaded, and, after the preview, what was seen there.</summary>
public sealed class ImportForm
{
    public IFormFile? File { get; set; }

    /// <summary>Empty to find out by looking.</summary>
    public string? Format { get; set; }

    /// <summary>Of new questions for which the file names none.</summary>
    public string? Lesson { get; set; }

    /// <summary>See <see cref="KeptUploads"/>.</summary>
    public string? Upload { get; set; }

    public string? Name { get; set; }

    /// <summary>See <see cref="ImportPlan.Hash"/>.</summary>
    public string? Plan { get; set; }

    public ImportRequest ToRequest(string course, ForeignFile file) => new(
        course, file, ForeignFormat.Named(Format ?? ""), string.IsNullOrEmpty(Lesson) ? null : Lesson);
}

/// <param name="Refusal">Why the last file could not be read at all.</param>
public sealed record BankPage(BankOverview Bank, ImportForm Form, Refusal? Refusal);

/// <param name="Refusal">Why the plan was not carried out.</param>
public sealed record ImportPlanPage(BankOverview Bank, ImportForm Form, ImportPlan Plan, Refusal? Refusal);

public sealed record ExportPage(BankOverview Bank, ForeignFormat Format, ExportedBank File)
{
    public IEnumerable<ExportRow> LeftOut => File.Rows.Where(r => r.IsLeftOut);

    public IEnumerable<ExportRow> Losing => File.Rows.Where(r => !r.IsLeftOut && r.Losses.Count > 0);
}
