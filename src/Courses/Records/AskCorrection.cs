using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Records;

/// <param name="Id">Made with the page, so that the same form sent twice asks once.</param>
public sealed record CorrectionInput(Guid Id, CorrectionAbout About, string Words);

/// <summary>The member who asks says that something in the own record is wrong, and what.</summary>
public sealed class AskCorrection(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>Nobody has more to say at once; a script must not fill the secretary's list.</summary>
    private const int MostOpen = 20;

    public async Task<Outcome<CorrectionRequest>> RunAsync(CorrectionInput input, CancellationToken ct)
    {
        if (db.Viewer.MemberId is not { } self)
        {
            return new Refusal("Organisation.NoSuchMember");
        }

        var words = input.Words.Trim();
        if (await FindAsync(input.Id, ct) is { } earlier)
        {
            return Same(earlier, self, input.About, words);
        }

        if ((Check(input, words) ?? await TooManyAsync(self, ct)) is { } refusal)
        {
            return refusal;
        }

        var request = new CorrectionRequest(input.Id, self, input.About, words, calendar.UtcNow());
        db.CorrectionRequests.Add(request);
        try
        {
            await db.SaveChangesAsync(ct);
            return request;
        }
        catch (DbUpdateException)
        {
            // The same button twice at once: the key lets one row in, and the loser reads it.
            db.ChangeTracker.Clear();
            if (await FindAsync(input.Id, ct) is { } winner)
            {
                return Same(winner, self, input.About, words);
            }

            // The id is the page's own, so it may be anything: one that names another row already asks for nothing.
            if (await db.Evidence.AnyAsync(e => e.SourceId == input.Id, ct))
            {
                return new Refusal("Correction.AskedAlready");
            }

            throw;
        }
    }

    /// <summary>Another text under the same id is a page gone back to and sent again.</summary>
    private static Outcome<CorrectionRequest> Same(CorrectionRequest earlier, MemberId self, CorrectionAbout about, string words) =>
        earlier.MemberId == self && earlier.About == about && earlier.Words == words ? earlier : new Refusal("Correction.AskedAlready");

    private static Refusal? Check(CorrectionInput input, string words) => words.Length switch
    {
        _ when input.Id == Guid.Empty || !Enum.IsDefined(input.About) => new Refusal("Correction.ChooseAbout"),
        0 => new Refusal("Correction.SayWhat"),
        > CorrectionRequest.MaxWords => new Refusal("Correction.TooManyWords", CorrectionRequest.MaxWords),
        _ => null,
    };

    private async Task<Refusal?> TooManyAsync(MemberId self, CancellationToken ct) =>
        await db.CorrectionRequests.CountAsync(r => r.MemberId == self && r.Answer == null, ct) >= MostOpen ? new Refusal("Correction.TooManyOpen") : null;

    private Task<CorrectionRequest?> FindAsync(Guid id, CancellationToken ct) => db.CorrectionRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
}

/// <summary>What the member who asks has asked for, latest first, with the answers.</summary>
public sealed class MyCorrections(CoursesDb db)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<CorrectionRequest>> RunAsync(CancellationToken ct) => await db.CorrectionRequests.AsNoTracking().Include(r => r.Answer)
        .Where(r => r.MemberId == db.Viewer.MemberId)
        .OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Id)
        .Take(Most)
        .ToListAsync(ct);
}
