using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Records;

/// <param name="Words">The reason; needed either way.</param>
public sealed record CorrectionAnswerInput(Guid RequestId, bool Corrected, string Words);

/// <summary>Answers a member who says that the record is wrong, and tells the member, in one transaction. The same answer twice is one answer.</summary>
public sealed class AnswerCorrection(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<CorrectionAnswer>> RunAsync(CorrectionAnswerInput input, CancellationToken ct)
    {
        var request = await FindAsync(input.RequestId, ct);
        var covered = request is null ? new Refusal("Organisation.NoSuchMember") : await Responsibility.FindAsync(db, request.MemberId, calendar.Today(), ct);
        if ((covered.Refusal ?? Check(request!, input)) is { } refusal)
        {
            return refusal;
        }

        if (request!.Answer is { } earlier)
        {
            return Same(earlier, input);
        }

        var (now, words) = (calendar.UtcNow(), input.Words.Trim());
        var answer = new CorrectionAnswer(RowId.At(now), request, input.Corrected, words, now, db.Viewer.MemberId);
        db.CorrectionAnswers.Add(answer);
        Outbox.Add(db, now, [new NewNotice(
            request.MemberId,
            input.Corrected ? NoticeKinds.Corrected : NoticeKinds.NotCorrected,
            $"correction/{request.Id}",
            [NoticeArgument.Word($"CorrectionAbout.{request.About}"), NoticeArgument.Text(words)])]);
        try
        {
            await db.SaveChangesAsync(ct);
            return answer;
        }
        catch (DbUpdateException)
        {
            // Two people answer at once, or one clicks twice: the key lets one answer in, and the loser reads it.
            db.ChangeTracker.Clear();
            if (await FindAsync(input.RequestId, ct) is { Answer: { } winner })
            {
                return Same(winner, input);
            }

            throw;
        }
    }

    private Refusal? Check(CorrectionRequest request, CorrectionAnswerInput input) => input.Words.Trim().Length switch
    {
        _ when request.MemberId == db.Viewer.MemberId => new Refusal("Correction.Oneself"),
        0 => new Refusal("Correction.SayWhy"),
        > CorrectionRequest.MaxWords => new Refusal("Correction.TooManyWords", CorrectionRequest.MaxWords),
        _ => null,
    };

    private static Outcome<CorrectionAnswer> Same(CorrectionAnswer earlier, CorrectionAnswerInput input) =>
        earlier.Corrected == input.Corrected ? earlier : new Refusal("Correction.AnsweredOtherwise");

    private Task<CorrectionRequest?> FindAsync(Guid id, CancellationToken ct) =>
        db.CorrectionRequests.AsNoTracking().Include(r => r.Answer).SingleOrDefaultAsync(r => r.Id == id, ct);
}
