using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <param name="ReasonCode">One of <see cref="ExemptionReasons.All"/>.</param>
/// <param name="To">The last day; a deferral needs one, because it means later and not never.</param>
public sealed record ExemptionInput(MemberId Member, ExemptionKind Kind, string ReasonCode, DateOnly From, DateOnly? To);

/// <summary>
/// Excuses a member from a duty, with a reason and the organiser who approved it. The branch itself cannot: who is counted
/// must not decide who counts. Asked twice, gives the first exemption back.
/// </summary>
public sealed class GrantExemption(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<Exemption>> RunAsync(ExemptionInput input, CancellationToken ct)
    {
        var covered = await Responsibility.FindAsync(db, input.Member, calendar.Today(), ct);
        if ((covered.Refusal ?? Refuse(input, covered.Value!.BranchPath)) is { } refusal)
        {
            return refusal;
        }

        return await FindOverlapAsync(input, ct) ?? await StoreAsync(input, ct);
    }

    private async Task<Outcome<Exemption>> StoreAsync(ExemptionInput input, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var exemption = new Exemption(RowId.At(now), input.Member, input.Kind, input.ReasonCode, input.From, input.To, now, db.Viewer.MemberId);
        db.Exemptions.Add(exemption);
        try
        {
            await db.SaveChangesAsync(ct);
            return exemption;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindOverlapAsync(input, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    /// <summary>Something that excuses the member already: the same again, or a reason to refuse.</summary>
    private async Task<Outcome<Exemption>?> FindOverlapAsync(ExemptionInput input, CancellationToken ct)
    {
        var overlapping = await db.Exemptions.AsNoTracking()
            .Where(e => e.MemberId == input.Member && e.ReplacedAt == null)
            .Where(e => (input.To == null || e.ValidFrom <= input.To) && (e.ValidTo == null || e.ValidTo >= input.From))
            .OrderBy(e => e.ValidFrom)
            .FirstOrDefaultAsync(ct);
        return overlapping switch
        {
            null => null,
            _ when Says(overlapping, input) => overlapping,
            _ => new Refusal("Exemption.Overlaps", overlapping.ValidFrom),
        };
    }

    private Refusal? Refuse(ExemptionInput input, string branchPath)
    {
        if (!db.Viewer.HoldsOver(branchPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
        {
            return new Refusal("Exemption.OrganiserOnly");
        }

        if (input.Member == db.Viewer.MemberId)
        {
            return new Refusal("Exemption.Oneself");
        }

        if (!ExemptionReasons.All.Contains(input.ReasonCode))
        {
            return new Refusal("Exemption.NoSuchReason");
        }

        if (input.To < input.From)
        {
            return new Refusal("Exemption.EndsBeforeItBegins");
        }

        return input is { Kind: ExemptionKind.Deferred, To: null } ? new Refusal("Exemption.DeferralNeedsEnd") : null;
    }

    private static bool Says(Exemption row, ExemptionInput input) =>
        row.Kind == input.Kind && row.ReasonCode == input.ReasonCode && row.ValidFrom == input.From && row.ValidTo == input.To;
}

/// <summary>The reasons that may be given. Codes and not free text: nobody's illness is written down here.</summary>
public static class ExemptionReasons
{
    public static IReadOnlyList<string> All { get; } = ["age", "illness", "disability", "maternity", "posting", "no-contact"];
}
