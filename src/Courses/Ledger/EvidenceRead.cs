using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <param name="Proven">Null while the entry waits to be sealed.</param>
public sealed record EvidenceSheet(EvidenceEntry Entry, ProvenEntry? Proven);

/// <summary>
/// One entry for whoever may see the row it is about. Entries name nobody, and so have no scope of their own; but that there is
/// one, when, and of what kind, is the affair of those who may see the row.
/// </summary>
public sealed class EvidenceRead(CoursesDb db, ProveEvidence prove)
{
    private readonly FactRows facts = new(db);

    /// <param name="id">Of the entry, or of the row it is the evidence of.</param>
    public async Task<Outcome<EvidenceSheet>> RunAsync(Guid id, CancellationToken ct)
    {
        var entry = await db.Evidence.AsNoTracking().OrderBy(e => e.Id).FirstOrDefaultAsync(e => e.Id == id || e.SourceId == id, ct);
        if (entry is null || await facts.FindAsync(entry, ct) is null)
        {
            return new Refusal("Ledger.NoSuchEntry");
        }

        return new EvidenceSheet(entry, (await prove.RunAsync(entry.Id, ct)).Value);
    }
}
