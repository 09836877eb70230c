using Learning.Courses.Catalogue;
using Learning.Courses.Questions.Exchange;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Questions.Editing;

/// <summary>A change that an author wants.</summary>
/// <param name="Seen">See <see cref="QuestionOnFile.Seen"/>; null for a new question.</param>
public sealed record QuestionEdit(string CourseKey, QuestionDraft Draft, string? Seen);

public enum EditState
{
    Saved,

    /// <summary>The file says this already; nothing was written.</summary>
    Unchanged,

    /// <summary>Something is wrong with the draft.</summary>
    Faulty,

    /// <summary>The question is right, and the course would not be.</summary>
    WouldBreak,

    /// <summary>Somebody else has changed the question since it was opened.</summary>
    Conflict,
}

/// <param name="Problems">Of the draft.</param>
/// <param name="Broken">What would be wrong with the course.</param>
/// <param name="Theirs">In a conflict: what the file says now.</param>
public sealed record EditResult(EditState State, IReadOnlyList<DraftProblem> Problems, IReadOnlyList<ContentProblem> Broken, QuestionOnFile? Theirs)
{
    internal static EditResult Of(EditState state) => new(state, [], [], null);
}

/// <summary>
/// Writes one question into the bank of a course, in the place of the one with its id or at the end. Nobody's work is lost: a
/// question that has changed since it was opened is not written over, and the others keep every character.
/// </summary>
public sealed class EditQuestion(CoursesDb db, SchoolCalendar calendar, ContentFolder content)
{
    private const int MaxTries = 3;

    public async Task<Outcome<EditResult>> RunAsync(QuestionEdit edit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(edit);
        for (var tries = 1; ; tries++)
        {
            var bank = CourseBank.Open(content, edit.CourseKey);
            if (bank.Value is not { } open)
            {
                return bank.Refusal!;
            }

            var outcome = await RunAsync(open, edit, ct);
            if (outcome.Refusal?.Code != "Exchange.BankChanged" || tries == MaxTries)
            {
                return outcome;
            }

            // Somebody saved another question in this moment. Looked at afresh, the two do not disturb each other.
        }
    }

    private async Task<Outcome<EditResult>> RunAsync(CourseBank bank, QuestionEdit edit, CancellationToken ct)
    {
        var existing = QuestionOnFile.Find(bank, edit.Draft.Key);
        if (existing is null && edit.Seen is not null)
        {
            return new Refusal("Bank.NoSuchQuestion", edit.Draft.Key);
        }

        var (section, translation) = existing is null ? ("", null) : QuestionOnFile.Sections(bank, edit.Draft.Key);
        var reading = DraftReading.Of(edit.Draft, bank, existing is null ? null : (existing.Question, section));
        if (reading.Problems.Count == 0 && reading.Section == section && SameBody(reading.TranslatedSection, translation))
        {
            return EditResult.Of(EditState.Unchanged); // the second click too
        }

        if (existing is not null && edit.Seen is not null && edit.Seen != existing.Seen)
        {
            return new EditResult(EditState.Conflict, reading.Problems, [], existing);
        }

        var problems = reading.Problems.Concat(existing is null || edit.Seen is not null ? [] : [Taken("Bank.RepeatedId", edit.Draft.Key)]).ToList();
        if (existing is null && problems.Count == 0 && await WasUsedAsync(edit, ct))
        {
            problems.Add(Taken("Bank.IdUsedBefore", edit.Draft.Key));
        }

        return problems.Count > 0 ? new EditResult(EditState.Faulty, problems, [], null) : await StoreAsync(bank, reading, existing, ct);
    }

    private async Task<Outcome<EditResult>> StoreAsync(CourseBank bank, DraftReading reading, QuestionOnFile? existing, CancellationToken ct)
    {
        var key = reading.Question!.Key;
        var changed = new ChangedBank(bank, key, reading.Section, reading.TranslatedSection);
        if (changed.Problems(content) is { Count: > 0 } broken)
        {
            return new EditResult(EditState.WouldBreak, [], broken, null);
        }

        var size = existing is null ? new ChangeSize(BankChangeKind.Added, key, 1, 0, changed.After) : new ChangeSize(BankChangeKind.Edited, key, 0, 1, changed.After);
        return await StoreBank.RunAsync(db, calendar, content, bank, changed.Texts, size, ct) is { } refusal ? refusal : EditResult.Of(EditState.Saved);
    }

    /// <summary>An id is never reused: papers of earlier years would seem to have asked another question.</summary>
    private Task<bool> WasUsedAsync(QuestionEdit edit, CancellationToken ct) =>
        db.QuestionVersions.AnyAsync(q => q.CourseKey == edit.CourseKey && q.QuestionKey == edit.Draft.Key, ct);

    private static DraftProblem Taken(string code, string key) => new(DraftField.Key, 0, code, [key]);

    /// <summary>The heading of a translation is ours to write.</summary>
    private static bool SameBody(string? written, string? standing) => written is null || written == standing;
}
