namespace Learning.Courses.Ledger.Witnesses;

/// <summary>The answers C2SP tlog-witness knows.</summary>
public enum WitnessVerdict
{
    /// <summary>The text of the answer is the signature line.</summary>
    Cosigned,

    /// <summary>Not a request, or one that contradicts itself.</summary>
    Malformed,
    UnknownLog,
    NotSigned,

    /// <summary>The proof begins elsewhere than where we stand; the text of the answer is the size we stand at.</summary>
    OtherSize,

    /// <summary>The tree does not continue the one we cosigned. Signed by the log, it may be proof of a rewritten past.</summary>
    Inconsistent,

    /// <summary>The witness itself is unwell and signs nothing until a person has looked.</summary>
    Stopped,
}

/// <param name="Text">What the verdict needs to say; null when the reason says it all.</param>
public sealed record WitnessAnswer(WitnessVerdict Verdict, string? Text, Refusal? Reason, Checkpoint? Checkpoint = null);

/// <summary>
/// Watches that a log only grows, and says so with its signature (C2SP tlog-witness). Never cosigns a tree that does not continue
/// the last one it cosigned; what it cosigns is on disk before anybody gets the signature.
/// </summary>
public sealed class Witness
{
    private readonly Lock turn = new();
    private readonly WitnessSigner signer;
    private readonly IReadOnlyList<VerifierKey> logs;
    private readonly WitnessMemory memory;
    private readonly SchoolCalendar calendar;
    private string lastNote;
    private Refusal? stopped;

    public Witness(WitnessFolder folder, SchoolCalendar calendar)
        : this(folder.Signer, folder.Logs, folder.Memory, calendar)
    {
    }

    internal Witness(WitnessSigner signer, IReadOnlyList<VerifierKey> logs, WitnessMemory memory, SchoolCalendar calendar)
    {
        (this.signer, this.logs, this.memory, this.calendar) = (signer, logs, memory, calendar);
        lastNote = memory.Read() ?? throw new InvalidDataException("What this witness cosigned last cannot be read.");
    }

    public WitnessKey Key => signer.Public;

    public string Origin => logs[0].Name;

    /// <summary>The checkpoint cosigned last, with the log's signature and ours; null before the first.</summary>
    public string? LastNote
    {
        get
        {
            lock (turn)
            {
                return lastNote.Length == 0 ? null : lastNote;
            }
        }
    }

    /// <summary>The checks in the order of the specification, which is the order in which the log learns what is wrong.</summary>
    public WitnessAnswer Add(string body)
    {
        if (AddCheckpoint.Parse(body).Value is not { } request || SignedNote.Parse(request.Note).Value is not { } note || Checkpoint.Parse(note.Text).Value is not { } checkpoint)
        {
            return No(WitnessVerdict.Malformed, new Refusal("Witness.Malformed"));
        }

        var trusted = logs.Where(k => k.Name == checkpoint.Origin).ToList();
        if (trusted.Count == 0)
        {
            return No(WitnessVerdict.UnknownLog, new Refusal("Witness.UnknownLog", checkpoint.Origin));
        }

        if (note.SignedBy(trusted).Refusal is { } unsigned)
        {
            return No(WitnessVerdict.NotSigned, unsigned);
        }

        if (request.OldSize > checkpoint.Size)
        {
            return No(WitnessVerdict.Malformed, new Refusal("Witness.OldIsLarger", request.OldSize, checkpoint.Size));
        }

        // One at a time from here: two requests that both continue the last checkpoint need not continue each other.
        lock (turn)
        {
            return stopped is not null ? No(WitnessVerdict.Stopped, stopped) : Continue(request, note, checkpoint);
        }
    }

    private WitnessAnswer Continue(AddCheckpoint request, SignedNote note, Checkpoint checkpoint)
    {
        var last = Last();
        if (HasForgotten(note, checkpoint, last))
        {
            stopped = new Refusal("Witness.Forgot", checkpoint.Size, last?.Size ?? 0);
            return No(WitnessVerdict.Stopped, stopped);
        }

        if (request.OldSize != (last?.Size ?? 0))
        {
            return new WitnessAnswer(WitnessVerdict.OtherSize, $"{last?.Size ?? 0}\n", new Refusal("Witness.OtherSize", request.OldSize, last?.Size ?? 0), checkpoint);
        }

        var empty = new Checkpoint(checkpoint.Origin, 0, MerkleTree.EmptyRoot);
        var consistent = (checkpoint.Size > 0 || checkpoint.RootHash.AsSpan().SequenceEqual(MerkleTree.EmptyRoot))
            && MerkleProof.IsConsistent(request.OldSize, (last ?? empty).RootHash, checkpoint.Size, checkpoint.RootHash, request.Proof);
        return consistent ? Cosign(note, checkpoint)
            : new WitnessAnswer(WitnessVerdict.Inconsistent, null, new Refusal("Witness.Rewritten", checkpoint.Size, request.OldSize), checkpoint);
    }

    private WitnessAnswer Cosign(SignedNote note, Checkpoint checkpoint)
    {
        var line = signer.Cosign(note.Text, calendar.UtcNow());
        var remembered = note.WithOnly(s => logs.Any(k => k.Name == s.Name && k.Id == s.KeyId)) + line;
        try
        {
            memory.Write(remembered);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Written or not, we cannot tell. Nobody has the signature yet, and nobody gets one until the disk has been read anew.
            stopped = new Refusal("Witness.CannotWrite", e.Message);
            return No(WitnessVerdict.Stopped, stopped);
        }

        // If we stop here, we remember a checkpoint whose signature nobody has; the log asks again and gets it.
        lastNote = remembered;
        return new WitnessAnswer(WitnessVerdict.Cosigned, line, null, checkpoint);
    }

    /// <summary>Our own signature under a tree we know nothing of: this folder is an old copy. Whoever forgets must not go on.</summary>
    private bool HasForgotten(SignedNote note, Checkpoint checkpoint, Checkpoint? last) =>
        checkpoint.Size >= (last?.Size ?? 0) && checkpoint != last
        && note.Signatures.Any(s => Key.IsOf(s) && Key.Verify(note.Text, s.Bytes) is not null);

    private Checkpoint? Last() => lastNote.Length == 0 ? null : Checkpoint.Open(lastNote, logs).Value!;

    private static WitnessAnswer No(WitnessVerdict verdict, Refusal reason) => new(verdict, null, reason);
}
