using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <summary>Makes the proof that an entry is in the log, under a checkpoint that the witnesses have cosigned, if one has. Proves what is stored, right or wrong: whoever reads the proof checks it.</summary>
public sealed class ProveEvidence(CoursesDb db)
{
    private readonly PublishedLog log = new(db);

    /// <param name="id">Of the entry, or of the row it is the evidence of.</param>
    public async Task<Outcome<ProvenEntry>> RunAsync(Guid id, CancellationToken ct)
    {
        var entry = await db.Evidence.AsNoTracking().OrderBy(e => e.Id).FirstOrDefaultAsync(e => e.Id == id || e.SourceId == id, ct);
        if (entry is null)
        {
            return new Refusal("Ledger.NoSuchEntry");
        }

        if (entry.Index is not { } index || await log.CosignedAsync(index + 1, ct) is not { } checkpoint)
        {
            return new Refusal("Ledger.NotSealedYet");
        }

        var path = await log.Tree(checkpoint.Size).InclusionProofAsync(index, ct);
        return new ProvenEntry(entry, checkpoint, new ProofFile(entry.Body, index, path, checkpoint.Note));
    }
}

public sealed record ProvenEntry(EvidenceEntry Entry, CosignedCheckpoint Checkpoint, ProofFile Proof);
