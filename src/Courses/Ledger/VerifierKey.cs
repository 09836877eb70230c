using System.Text;
using NSec.Cryptography;

namespace Learning.Courses.Ledger;

/// <summary>
/// The public half of a log's key, written as a C2SP vkey: "name+4 bytes in hex+base64". Whoever checks a proof must have it
/// from somewhere else than the proof.
/// </summary>
public sealed class VerifierKey
{
    internal const byte Ed25519Type = 1;
    private readonly PublicKey key;

    internal VerifierKey(string name, PublicKey key)
    {
        (Name, this.key) = (name, key);
        Id = KeyText.IdOf(name, Ed25519Type, key);
    }

    public string Name { get; }

    /// <summary>Tells keys of one name apart. Not a fingerprint: it can be forged, the signature cannot.</summary>
    public uint Id { get; }

    public static Outcome<VerifierKey> Parse(string text) =>
        KeyText.Parse(text, Ed25519Type) is var (name, key) ? new VerifierKey(name, key) : new Refusal("Verify.BadKey");

    public bool Verifies(string text, ReadOnlySpan<byte> signature) =>
        SignatureAlgorithm.Ed25519.Verify(key, Encoding.UTF8.GetBytes(text), signature);

    public override string ToString() => KeyText.Write(Name, Ed25519Type, key);
}
