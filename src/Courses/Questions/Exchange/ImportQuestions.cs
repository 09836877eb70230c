using System.Text;
using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Reading;
using Learning.Courses.Questions.Editing;
using Learning.Courses.Storage;

namespace Learning.Courses.Questions.Exchange;

/// <summary>
/// Reads a file of questions into the bank of a course. The plan says what becomes of every item; running it does what the plan
/// said, or nothing. Importing a file twice changes nothing.
/// </summary>
public sealed class ImportQuestions(CoursesDb db, SchoolCalendar calendar, ContentFolder content)
{
    public Outcome<ImportPlan> Plan(ImportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var bank = CourseBank.Open(content, request.CourseKey);
        return bank.Value is { } open ? Plan(request, open) : bank.Refusal!;
    }

    /// <param name="planHash">Of the plan that somebody has seen. Another plan than this one is not carried out.</param>
    public async Task<Outcome<ImportPlan>> RunAsync(ImportRequest request, string planHash, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var bank = CourseBank.Open(content, request.CourseKey);
        if (bank.Value is not { } open)
        {
            return bank.Refusal!;
        }

        var outcome = Plan(request, open);
        if (outcome.Value is not { } plan)
        {
            return outcome;
        }

        if (plan.Hash != planHash)
        {
            return new Refusal("Exchange.BankChanged");
        }

        if (!plan.CanBeApplied)
        {
            return plan.ChangesBank ? new Refusal("Exchange.BankWouldBreak") : plan;
        }

        var after = BankReading.Of(open.With(new BankTexts(plan.Merged, open.Translation?.Text)).Banks[Languages.Chinese]).Bank;
        var size = new ChangeSize(BankChangeKind.Imported, "", plan.Count(ImportState.Accepted), plan.Count(ImportState.Changed), after);
        return await StoreBank.RunAsync(db, calendar, content, open, new BankTexts(plan.Merged, open.Translation?.Text), size, ct) is { } refusal ? refusal : plan;
    }

    private Outcome<ImportPlan> Plan(ImportRequest request, CourseBank bank)
    {
        if (request.Lesson is { } lesson && bank.Course.Lessons.All(l => l.Key != $"{bank.Course.Key}/{lesson}"))
        {
            return new Refusal("Exchange.UnknownLesson", lesson, string.Join(", ", bank.Course.Lessons.Select(l => l.Key[(bank.Course.Key.Length + 1)..])));
        }

        if ((request.Format ?? ForeignFormat.Of(request.File)) is not { } format)
        {
            return new Refusal("Exchange.UnknownFormat", string.Join(", ", ForeignFormat.All.Select(f => f.Word)));
        }

        var reading = format.Read(request.File, new ForeignFormat.Words(bank.Scope.Language));
        if (reading.Value is not { } read)
        {
            return reading.Refusal!;
        }

        return read.Items.Count switch
        {
            0 => new Refusal("Exchange.NothingInIt"),
            > ForeignReading.MostItems => new Refusal("Exchange.TooManyItems", ForeignReading.MostItems),
            _ => Plan(format, read, bank, new PlanImport(bank, request.Lesson)),
        };
    }

    private ImportPlan Plan(ForeignFormat format, ForeignReading read, CourseBank bank, PlanImport planning)
    {
        var rows = planning.Rows(read.Items);
        var merged = planning.Merged();
        var problems = merged == bank.Text ? [] : Problems(bank, merged);
        return new ImportPlan(bank.Course.Key, format, bank.File, rows, merged, Digest.Of(bank.Hash + Digest.Of(merged)), read.Notes, problems);
    }

    private IReadOnlyList<ContentProblem> Problems(CourseBank bank, string merged) => Encoding.UTF8.GetByteCount(merged) > ContentFile.LargestBankBytes
        ? [new ContentProblem(bank.File, 1, "Content.TooLarge", [ContentFile.LargestBankBytes / 1024])]
        : bank.Check(content, merged);
}
