using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Records;

/// <param name="DiedOn">Of a member who has died while still a member: the day on which the membership ends with it.</param>
/// <param name="TypedName">The member's name, typed by whoever erases: nobody destroys the wrong row by a slip.</param>
public sealed record ErasureInput(MemberId Member, ErasedBecause Because, DateOnly RequestedOn, DateOnly? DiedOn, string TypedName);

/// <summary>What an erasure would destroy and what stays.</summary>
/// <param name="Destroyed">How many there are, by what: "Erasure.Destroys." + key says it in words.</param>
/// <param name="Kept">How many rows stay, without a name.</param>
/// <param name="StillMemberOf">The branch that answers for the member today; null when there is none.</param>
/// <param name="Done">Erased before; then there is nothing left to plan.</param>
public sealed record ErasurePlan(
    Member Person, IReadOnlyList<(string Key, int Count)> Destroyed, int Kept, string? StillMemberOf, DateOnly? MemberSince, Erasure? Done);

/// <summary>
/// Destroys what tells who a member was, and the key by which the ledger's entries could be traced to them. Rows that frozen
/// reports, past answers and the ledger rest on stay, as those of a person without a name. All in one transaction: stopped in the
/// middle, nothing has happened. Run twice, it has happened once.
/// </summary>
public sealed class EraseMember(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<ErasurePlan>> PlanAsync(MemberId member, CancellationToken ct)
    {
        if (!MayErase || await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.MemberId == member, ct) is not { } person)
        {
            return new Refusal("Accounts.NotYours");
        }

        var rows = await new HeldRows(db).ReadAsync(member, ct);
        var current = await EndMembership.CurrentAsync(db, member, calendar.Today(), ct);
        var branch = current is null ? null : await db.Units.Where(u => u.UnitId == current.BranchId).Select(u => u.Name).SingleAsync(ct);
        var destroyed = new List<(string, int)>
        {
            ("Answers", rows.Select(r => r.Row).OfType<Quizzes.Attempt>().Sum(a => a.Steps.Count)),
            ("Practice", rows.Count(r => r.Row is Quizzes.PracticeAnswer)),
            ("Notices", rows.Count(r => r.Row is Notices.OutboxMessage)),
            ("Words", rows.Count(r => r.Row is Regret or RegretEnd or HomeVisit { Studied.Length: > 0 } or CorrectionRequest or CorrectionAnswer)),
        };
        return new ErasurePlan(person, destroyed, rows.Count(r => r.Source is not null), branch, current?.ValidFrom, await DoneAsync(member, ct));
    }

    public async Task<Outcome<Erasure>> RunAsync(ErasureInput input, CancellationToken ct)
    {
        if (!MayErase || await db.Members.SingleOrDefaultAsync(m => m.MemberId == input.Member, ct) is not { } person)
        {
            return new Refusal("Accounts.NotYours");
        }

        if (await DoneAsync(input.Member, ct) is { } done)
        {
            return done;
        }

        if ((Check(person, input) ?? await EndAsync(input, ct) ?? await OpenAsync(input.Member, ct)) is { } refusal)
        {
            db.ChangeTracker.Clear();
            return refusal;
        }

        var now = calendar.UtcNow();
        await GiveUpPlacesAsync(input.Member, now, ct);
        await ForgetAsync(person, ct);
        var erasure = new Erasure(RowId.At(now), input.Member, input.Because, input.RequestedOn, now, db.Viewer.MemberId);
        db.Erasures.Add(erasure);
        try
        {
            // The entries of this moment are written with the key that goes in the same transaction: afterwards they too lead to nobody.
            await db.SaveChangesAsync(ct);
            return erasure;
        }
        catch (DbUpdateException)
        {
            // Two administrators at once: the key of the member is deleted once, and the loser reads the winner.
            db.ChangeTracker.Clear();
            if (await DoneAsync(input.Member, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    /// <summary>What is destroyed cannot be brought back, so only who keeps the whole roster does it.</summary>
    private bool MayErase => db.Viewer.Posts.Any(p => p.Kind == PostKind.Administrator && !p.UnitPath.Contains('/'));

    private Refusal? Check(Member person, ErasureInput input) => input switch
    {
        _ when input.Member == db.Viewer.MemberId => new Refusal("Erasure.Oneself"),
        _ when input.RequestedOn > calendar.Today() => new Refusal("Erasure.DayWrong"),
        _ when input.TypedName.Trim() != person.Name => new Refusal("Erasure.NameDiffers"),
        _ => null,
    };

    /// <summary>Nobody is erased who still is a member, but for the dead: their membership ends here.</summary>
    private async Task<Refusal?> EndAsync(ErasureInput input, CancellationToken ct)
    {
        if (await EndMembership.CurrentAsync(db, input.Member, calendar.Today(), ct) is null)
        {
            return null;
        }

        return input switch
        {
            { Because: ErasedBecause.Left } => new Refusal("Erasure.StillMember"),
            { DiedOn: null } => new Refusal("Erasure.SayWhenDied"),
            { DiedOn: { } lastDay } => (await EndMembership.AddAsync(db, input.Member, lastDay, calendar, ct)).Refusal,
        };
    }

    /// <summary>What is not over yet would write about the member again, when nobody can be named any more.</summary>
    private async Task<Refusal?> OpenAsync(MemberId member, CancellationToken ct)
    {
        var today = calendar.Today();
        var posts = await db.Posts.Where(p => p.MemberId == member && p.ReplacedAt == null && (p.ValidTo == null || p.ValidTo > today)).ToListAsync(ct);
        return posts.Exists(p => p.ReplacedAt is null) ? new Refusal("Erasure.StillInOffice")
            : await db.Attempts.AnyAsync(a => a.MemberId == member && a.FinishedAt == null, ct) ? new Refusal("Erasure.SittingOpen")
            : null;
    }

    /// <summary>A class that closes later would put on record that the member did not come.</summary>
    private async Task GiveUpPlacesAsync(MemberId member, DateTime now, CancellationToken ct)
    {
        var places = await db.StandingPlaces().AsNoTracking()
            .Where(e => e.MemberId == member && db.Cohorts.Any(c => c.Id == e.CohortId && (c.State == CohortState.Planned || c.State == CohortState.Open)))
            .ToListAsync(ct);
        db.PlacesGivenUp.AddRange(places.Select(p => new PlaceGivenUp(RowId.At(now), p, GivenUpBecause.NotRequired, now, db.Viewer.MemberId)));
    }

    private async Task ForgetAsync(Member person, CancellationToken ct)
    {
        var id = person.MemberId;
        person.Forget();
        db.MemberKeys.RemoveRange(await db.MemberKeys.Where(k => k.MemberId == id).ToListAsync(ct));
        db.PracticeAnswers.RemoveRange(await db.PracticeAnswers.Where(a => a.MemberId == id).ToListAsync(ct));
        db.Outbox.RemoveRange(await db.Outbox.Where(m => m.MemberId == id).ToListAsync(ct));
        (await db.Attempts.AsSplitQuery().Where(a => a.MemberId == id).ToListAsync(ct)).ForEach(a => a.Forget());
        (await db.Regrets.Where(r => r.MemberId == id).ToListAsync(ct)).ForEach(r => r.Forget());
        (await db.RegretEnds.Where(r => r.MemberId == id).ToListAsync(ct)).ForEach(r => r.Forget());
        (await db.HomeVisits.Where(v => v.MemberId == id).ToListAsync(ct)).ForEach(v => v.Forget());
        (await db.ApartPairs.Where(p => p.One == id || p.Other == id).ToListAsync(ct)).ForEach(p => p.Forget());
        (await db.CorrectionRequests.Where(r => r.MemberId == id).ToListAsync(ct)).ForEach(r => r.Forget());
        (await db.CorrectionAnswers.Where(r => r.MemberId == id).ToListAsync(ct)).ForEach(r => r.Forget());
        foreach (var keying in await db.PaperKeyings.Where(k => k.MemberId == id).ToListAsync(ct))
        {
            db.Entry(keying).Property(k => k.Answers).CurrentValue = keying.Forgotten();
        }
    }

    private Task<Erasure?> DoneAsync(MemberId member, CancellationToken ct) => db.Erasures.AsNoTracking().SingleOrDefaultAsync(e => e.MemberId == member, ct);
}
