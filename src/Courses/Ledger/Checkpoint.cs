namespace Learning.Courses.Ledger;

/// <summary>What a log says of itself at one moment: three lines of text, to be signed (C2SP tlog-checkpoint).</summary>
public sealed record Checkpoint(string Origin, long Size, byte[] RootHash)
{
    /// <summary>Reads the text of a note. Lines after the third are allowed and mean nothing here.</summary>
    public static Outcome<Checkpoint> Parse(string text)
    {
        var lines = text.Split('\n');
        return lines.Length >= 4 && lines[^1].Length == 0 && lines[..^1].All(line => line.Length > 0)
            && StrictText.Number(lines[1]) is { } size && StrictText.Hash(lines[2]) is { } root
                ? new Checkpoint(lines[0], size, root)
                : new Refusal("Verify.BadCheckpoint");
    }

    /// <summary>Reads a signed checkpoint that one of the trusted keys has signed, under the origin of that key.</summary>
    public static Outcome<Checkpoint> Open(string note, IReadOnlyCollection<VerifierKey> trusted)
    {
        var parsed = SignedNote.Parse(note);
        if (parsed.Value is not { } signed)
        {
            return parsed.Refusal!;
        }

        var signer = signed.SignedBy(trusted);
        if (signer.Value is not { } key)
        {
            return signer.Refusal!;
        }

        var checkpoint = Parse(signed.Text);
        return checkpoint.Value is { Origin: var origin } && origin != key.Name
            ? new Refusal("Verify.WrongOrigin", origin, key.Name)
            : checkpoint;
    }

    public bool Equals(Checkpoint? other) =>
        other is not null && Origin == other.Origin && Size == other.Size && RootHash.AsSpan().SequenceEqual(other.RootHash);

    public override int GetHashCode() => HashCode.Combine(Origin, Size);

    /// <summary>The text that is signed.</summary>
    public override string ToString() => $"{Origin}\n{Size}\n{Convert.ToBase64String(RootHash)}\n";
}
