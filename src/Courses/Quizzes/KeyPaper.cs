using Learning.Courses.Organisation;
using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <param name="Seen">How often the sheet had been keyed when the form was opened; 0 for never.</param>
/// <param name="Posted">By slot, as a browser sends it.</param>
public sealed record KeyingInput(Guid SheetId, int Seen, DateOnly WrittenOn, IReadOnlyDictionary<int, IReadOnlyList<string>> Posted);

/// <summary>Puts on record what one person has read on a sheet. The same answers twice change nothing; other ones are a new keying.</summary>
public sealed class KeyPaper(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<PaperKeying>> RunAsync(KeyingInput input, CancellationToken ct)
    {
        var found = await FindAsync(db, calendar, input.SheetId, ct);
        if (found.Value is not { } sheet)
        {
            return found.Refusal!;
        }

        if (input.WrittenOn > calendar.Today() || input.WrittenOn < calendar.DayOf(sheet.RecordedAt))
        {
            return new Refusal("PaperQuiz.WrittenWhen", calendar.DayOf(sheet.RecordedAt));
        }

        var read = await ReadAsync(sheet, input.Posted, ct);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var answers = PaperKeying.Write(read.Value!);
        var last = await PaperDesk.LastAsync(db, sheet.Id, ct);
        if (last?.Answers == answers && last.WrittenOn == input.WrittenOn)
        {
            return last;
        }

        if ((last?.Number ?? 0) != input.Seen)
        {
            return new Refusal("PaperQuiz.KeyedMeanwhile");
        }

        var now = calendar.UtcNow();
        var keying = new PaperKeying(RowId.At(now), sheet.MemberId, sheet.Id, input.Seen + 1, answers, input.WrittenOn, db.Viewer.MemberId!.Value, now);
        db.PaperKeyings.Add(keying);
        try
        {
            await db.SaveChangesAsync(ct);
            return keying;
        }
        catch (DbUpdateException)
        {
            // The same form twice at once, or somebody else with the same sheet: the number lets one in.
            db.ChangeTracker.Clear();
            if (await PaperDesk.LastAsync(db, sheet.Id, ct) is { } winner && winner.Number > input.Seen)
            {
                return winner.Answers == answers ? winner : new Refusal("PaperQuiz.KeyedMeanwhile");
            }

            throw;
        }
    }

    /// <summary>A sheet that may still be keyed, of a member whom the viewer answers for.</summary>
    internal static async Task<Outcome<PaperSheet>> FindAsync(CoursesDb db, SchoolCalendar calendar, Guid sheetId, CancellationToken ct)
    {
        var sheet = await db.PaperSheets.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sheetId, ct);
        if (sheet is null || (await Responsibility.FindAsync(db, sheet.MemberId, calendar.Today(), ct)).Refusal is not null)
        {
            return new Refusal("PaperQuiz.NoSuchSheet");
        }

        if (sheet.MemberId == db.Viewer.MemberId)
        {
            return new Refusal("PaperQuiz.OwnSheet");
        }

        return await db.PaperConfirmations.AnyAsync(c => c.SheetId == sheetId, ct) ? new Refusal("PaperQuiz.AlreadyConfirmed") : sheet;
    }

    private async Task<Outcome<Dictionary<int, string>>> ReadAsync(PaperSheet sheet, IReadOnlyDictionary<int, IReadOnlyList<string>> posted, CancellationToken ct)
    {
        var questions = await PaperQuestions.LoadAsync(db, sheet.Slots, ct);
        var responses = new Dictionary<int, string>();
        foreach (var slot in sheet.Slots.Where(s => posted.ContainsKey(s.Slot)))
        {
            var read = KindRoles.Of(questions[slot].Kind).Read(questions[slot], slot.OptionOrder, posted[slot.Slot]);
            if (read.Refusal is { } refusal)
            {
                return refusal;
            }

            responses[slot.Slot] = read.Value!;
        }

        return responses;
    }
}
