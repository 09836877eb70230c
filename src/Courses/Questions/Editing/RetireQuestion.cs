using Learning.Courses.Catalogue;
using Learning.Courses.Questions.Exchange;
using Learning.Courses.Storage;

namespace Learning.Courses.Questions.Editing;

/// <summary>
/// Takes a question out of use or brings it back. It stays in the file, and papers that hold it can be read as before; only no
/// new paper will ask it. Asked twice, it is done once.
/// </summary>
public sealed class RetireQuestion(CoursesDb db, SchoolCalendar calendar, ContentFolder content)
{
    public async Task<Outcome<EditResult>> RunAsync(string courseKey, string key, bool retired, CancellationToken ct)
    {
        var opened = CourseBank.Open(content, courseKey);
        if (opened.Value is not { } bank)
        {
            return opened.Refusal!;
        }

        if (QuestionOnFile.Find(bank, key) is not { Question: var question })
        {
            return new Refusal("Bank.NoSuchQuestion", key);
        }

        if (question.Tags.IsRetired == retired)
        {
            return EditResult.Of(EditState.Unchanged);
        }

        var (section, _) = QuestionOnFile.Sections(bank, key);
        var heading = BankWriter.Heading(question with { Tags = question.Tags with { IsRetired = retired } });
        var changed = new ChangedBank(bank, key, heading + section[section.IndexOf('\n', StringComparison.Ordinal)..], null);
        if (changed.Problems(content) is { Count: > 0 } broken)
        {
            return new EditResult(EditState.WouldBreak, [], broken, null);
        }

        var size = new ChangeSize(retired ? BankChangeKind.Retired : BankChangeKind.Restored, key, 0, 1, changed.After);
        return await StoreBank.RunAsync(db, calendar, content, bank, changed.Texts, size, ct) is { } refusal ? refusal : EditResult.Of(EditState.Saved);
    }
}
