using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>The sheets of one branch, the newest first, and single ones as they are printed, keyed and confirmed.</summary>
public sealed class PaperDesk(CoursesDb db, SchoolCalendar calendar)
{
    private const int MostSheets = 300;

    public async Task<IReadOnlyList<SheetLine>> OfBranchAsync(string branchPath, CancellationToken ct)
    {
        var today = calendar.Today();
        return await db.PaperSheets.AsNoTracking()
            .Where(s => db.Memberships.Any(m => m.MemberId == s.MemberId && m.BranchPath == branchPath && m.ReplacedAt == null && m.ValidFrom <= today && (m.ValidTo == null || m.ValidTo >= today)))
            .OrderByDescending(s => s.RecordedAt).ThenBy(s => s.Id)
            .Take(MostSheets)
            .Select(s => new SheetLine(
                s.Id,
                s.Code,
                s.CourseKey,
                s.MemberId,
                db.Members.Where(m => m.MemberId == s.MemberId).Select(m => m.Name).First(),
                s.RecordedAt,
                db.PaperKeyings.Any(k => k.SheetId == s.Id),
                db.PaperConfirmations.Any(c => c.SheetId == s.Id)))
            .ToListAsync(ct);
    }

    /// <summary>Null for a code that stands on no sheet of a member one answers for.</summary>
    public async Task<Guid?> FindAsync(string code, CancellationToken ct)
    {
        var wanted = PaperSheet.CodeOf(code);
        return await db.PaperSheets.Where(s => s.Code == wanted && s.MemberId != db.Viewer.MemberId).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct);
    }

    public async Task<Outcome<SheetInHand>> RunAsync(Guid id, CancellationToken ct)
    {
        var sheet = await db.PaperSheets.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
        if (sheet is null || sheet.MemberId == db.Viewer.MemberId || (await Responsibility.FindAsync(db, sheet.MemberId, calendar.Today(), ct)).Refusal is not null)
        {
            return new Refusal("PaperQuiz.NoSuchSheet");
        }

        var member = await db.Members.AsNoTracking().SingleAsync(m => m.MemberId == sheet.MemberId, ct);
        var keying = await LastAsync(db, id, ct);
        var questions = await PaperQuestions.LoadAsync(db, sheet.Slots, ct);
        var responses = keying?.Responses() ?? new Dictionary<int, string>();
        var confirmed = await db.PaperConfirmations.AsNoTracking().SingleOrDefaultAsync(c => c.SheetId == id, ct);
        return new SheetInHand(
            sheet,
            member.Name,
            member.Number,
            [.. sheet.Slots.OrderBy(s => s.Slot).Select(s => OpenQuestion.Of(s, questions[s], responses.GetValueOrDefault(s.Slot, "")))],
            keying,
            keying is null ? null : await NameAsync(keying.KeyedBy, ct),
            confirmed?.RecordedAt,
            keying is not null && keying.KeyedBy != db.Viewer.MemberId);
    }

    internal static Task<PaperKeying?> LastAsync(CoursesDb db, Guid sheetId, CancellationToken ct) =>
        db.PaperKeyings.AsNoTracking().Where(k => k.SheetId == sheetId).OrderByDescending(k => k.Number).FirstOrDefaultAsync(ct);

    /// <summary>Null when the viewer may not see who it was.</summary>
    private Task<string?> NameAsync(MemberId member, CancellationToken ct) =>
        db.Members.Where(m => m.MemberId == member).Select(m => (string?)m.Name).SingleOrDefaultAsync(ct);
}

public sealed record SheetLine(Guid Id, string Code, string CourseKey, MemberId MemberId, string MemberName, DateTime IssuedAt, bool IsKeyed, bool IsConfirmed);

/// <param name="Questions">As printed, with what was keyed last filled in.</param>
/// <param name="KeyedBy">Null when the viewer may not see who it was.</param>
/// <param name="MayConfirm">The viewer is a second person.</param>
public sealed record SheetInHand(
    PaperSheet Sheet,
    string MemberName,
    string MemberNumber,
    IReadOnlyList<OpenQuestion> Questions,
    PaperKeying? Keying,
    string? KeyedBy,
    DateTime? ConfirmedAt,
    bool MayConfirm);
