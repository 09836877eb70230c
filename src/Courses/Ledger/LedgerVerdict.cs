namespace Learning.Courses.Ledger;

/// <summary>What a check of the whole ledger found. Sound when there is no fault; the check ends at the first.</summary>
/// <param name="Entries">Sealed entries that were checked.</param>
/// <param name="Pending">Entries not sealed yet; they are not protected yet either.</param>
public sealed record LedgerVerdict(long Entries, long Checkpoints, long Pending, LedgerFault? Fault);

/// <summary>The first entry that is not as it was, and in what way.</summary>
/// <param name="Index">Its place in the log; null when the fault is no entry's.</param>
/// <param name="EntryId">Null when the entry is gone.</param>
public sealed record LedgerFault(Refusal Reason, long? Index, Guid? EntryId, string? Kind);

public sealed record LedgerProgress(long Done, long Total);
