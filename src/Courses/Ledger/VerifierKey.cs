using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
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
        Id = IdOf(name, Material(key));
    }

    public string Name { get; }

    /// <summary>Tells keys of one name apart. Not a fingerprint: it can be forged, the signature cannot.</summary>
    public uint Id { get; }

    public static Outcome<VerifierKey> Parse(string text)
    {
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || !StrictText.IsKeyName(parts[0])
            || StrictText.Base64(parts[2]) is not [Ed25519Type, .. var material]
            || !PublicKey.TryImport(SignatureAlgorithm.Ed25519, material, KeyBlobFormat.RawPublicKey, out var key))
        {
            return new Refusal("Verify.BadKey");
        }

        var parsed = new VerifierKey(parts[0], key!);
        return parts[1] == HexOf(parsed.Id) ? parsed : new Refusal("Verify.BadKey");
    }

    public bool Verifies(string text, ReadOnlySpan<byte> signature) =>
        SignatureAlgorithm.Ed25519.Verify(key, Encoding.UTF8.GetBytes(text), signature);

    public override string ToString() => $"{Name}+{HexOf(Id)}+{Convert.ToBase64String(Material(key))}";

    internal static string HexOf(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);

    private static byte[] Material(PublicKey key) => [Ed25519Type, .. key.Export(KeyBlobFormat.RawPublicKey)];

    private static uint IdOf(string name, byte[] material) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', .. material]));
}
