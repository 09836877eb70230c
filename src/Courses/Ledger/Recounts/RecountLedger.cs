using System.Globalization;
using System.Runtime.CompilerServices;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger.Recounts;

/// <summary>
/// The whole check of the ledger, as "ledger check" does it: places, hashes and tiles against the entries, and every fact against
/// its entry. Names the first that is not as it was.
/// </summary>
public sealed class RecountLedger(CoursesDb db, CheckLedger check) : IRecount
{
    public string Kind => "ledger";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        // No key: nothing has been sealed, and so nothing is stored that could differ.
        if ((await check.RunAsync(null, null, ct)).Value is not { } verdict)
        {
            yield break;
        }

        tally.Add(verdict.Entries);
        if (verdict.Fault is { } fault)
        {
            yield return new Recounted(fault.EntryId ?? Guid.Empty, await WhomAsync(fault, ct), fault.Index?.ToString(CultureInfo.InvariantCulture) ?? Recounted.None, Words(fault.Reason));
        }
    }

    /// <summary>An entry names nobody; the row behind it does, if it is still there.</summary>
    private async Task<MemberId?> WhomAsync(LedgerFault fault, CancellationToken ct) =>
        await db.Evidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == fault.EntryId, ct) is { } entry && await new FactRows(db).FindAsync(entry, ct) is IOfMember row
            ? row.MemberId
            : null;

    private static string Words(Refusal reason) =>
        "@" + string.Join('|', reason.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)).Prepend(reason.Code));
}
