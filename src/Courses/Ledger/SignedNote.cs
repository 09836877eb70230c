using System.Buffers.Binary;

namespace Learning.Courses.Ledger;

/// <summary>A text and the signatures under it (C2SP signed-note). Trust the text only after <see cref="SignedBy"/>.</summary>
public sealed class SignedNote
{
    private const string SignatureStart = "— ";
    private const int MostSignatures = 100;

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures) => (Text, Signatures) = (text, signatures);

    /// <summary>What is signed, with the line feed at its end.</summary>
    public string Text { get; }
    public IReadOnlyList<NoteSignature> Signatures { get; }

    public static Outcome<SignedNote> Parse(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n'))
        {
            return new Refusal("Verify.BadNote");
        }

        var lines = note[(end + 2)..].Split('\n')[..^1];
        var signatures = lines.Select(ParseSignature).OfType<NoteSignature>().ToList();

        // The same line twice says nothing more, and would make another file of the same note.
        return signatures.Count == lines.Length && signatures.Count is > 0 and <= MostSignatures && lines.Distinct(StringComparer.Ordinal).Count() == lines.Length
            ? new SignedNote(note[..(end + 1)], signatures)
            : new Refusal("Verify.BadNote");
    }

    /// <summary>
    /// The trusted key that signed. Signatures of unknown keys are passed over, as the format demands; a false signature of a
    /// known key condemns the note.
    /// </summary>
    public Outcome<VerifierKey> SignedBy(IEnumerable<VerifierKey> trusted)
    {
        VerifierKey? signer = null;
        foreach (var key in trusted)
        {
            foreach (var signature in Signatures.Where(s => s.Name == key.Name && s.KeyId == key.Id))
            {
                if (!key.Verifies(Text, signature.Bytes))
                {
                    return new Refusal("Verify.BadSignature", key.Name);
                }

                signer ??= key;
            }
        }

        return signer is null ? new Refusal("Verify.UnknownSigner", Signatures[0].Name) : signer;
    }

    /// <summary>The note with some of its signatures.</summary>
    public string WithOnly(Func<NoteSignature, bool> keep) => $"{Text}\n{string.Concat(Signatures.Where(keep).Select(s => Line(s.Name, s.KeyId, s.Bytes)))}";

    /// <summary>The note as it is stored and sent. The text must end in a line feed.</summary>
    public static string Write(string text, string name, uint keyId, ReadOnlySpan<byte> signature) => $"{text}\n{Line(name, keyId, signature)}";

    /// <summary>One signature as it stands under a text, with its line feed.</summary>
    public static string Line(string name, uint keyId, ReadOnlySpan<byte> signature)
    {
        var bytes = new byte[sizeof(uint) + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, keyId);
        signature.CopyTo(bytes.AsSpan(sizeof(uint)));
        return $"{SignatureStart}{name} {Convert.ToBase64String(bytes)}\n";
    }

    private static NoteSignature? ParseSignature(string line)
    {
        if (!line.StartsWith(SignatureStart, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = line[SignatureStart.Length..].Split(' ');
        return parts.Length == 2 && StrictText.IsKeyName(parts[0]) && StrictText.Base64(parts[1]) is { Length: > sizeof(uint) } bytes
            ? new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[sizeof(uint)..])
            : null;
    }
}

public sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes);
