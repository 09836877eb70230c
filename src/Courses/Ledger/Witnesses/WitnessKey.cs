using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NSec.Cryptography;

namespace Learning.Courses.Ledger.Witnesses;

/// <summary>
/// The public half of a witness's key, written as a C2SP vkey of the type for cosignatures (C2SP tlog-cosignature, "cosignature/v1").
/// Believe a witness because you know who keeps it, never because its key came along with a proof.
/// </summary>
public sealed class WitnessKey
{
    /// <summary>Of <see cref="Label"/>, where it is stored.</summary>
    public const int LongestLabel = 300;
    internal const byte CosignatureType = 4;

    /// <summary>The last second of the year 9999: what no clock of ours can show is no time.</summary>
    private const ulong LastSecond = 253_402_300_799;
    private const int SignatureSize = 64;
    private readonly PublicKey key;

    internal WitnessKey(string name, PublicKey key)
    {
        (Name, this.key) = (name, key);
        Id = KeyText.IdOf(name, CosignatureType, key);
    }

    public string Name { get; }

    public uint Id { get; }

    /// <summary>Name and id: short, and enough to tell the witnesses of one log apart.</summary>
    public string Label => $"{Name}+{KeyText.HexOf(Id)}";

    /// <summary>The key without its name.</summary>
    internal string Material => Convert.ToBase64String(key.Export(KeyBlobFormat.RawPublicKey));

    public static Outcome<WitnessKey> Parse(string text) =>
        KeyText.Parse(text, CosignatureType) is var (name, key) ? new WitnessKey(name, key) : new Refusal("Verify.BadWitnessKey");

    /// <summary>Whether the line claims to be this witness's; <see cref="Verify"/> tells whether it is.</summary>
    public bool IsOf(NoteSignature signature) => signature.Name == Name && signature.KeyId == Id;

    /// <summary>When the witness says it cosigned the text; null when it did not, whatever the signature claims.</summary>
    public DateTime? Verify(string text, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != sizeof(ulong) + SignatureSize)
        {
            return null;
        }

        var seconds = BinaryPrimitives.ReadUInt64BigEndian(signature);
        return seconds is > 0 and <= LastSecond && SignatureAlgorithm.Ed25519.Verify(key, Message(text, seconds), signature[sizeof(ulong)..])
            ? DateTime.UnixEpoch.AddSeconds(seconds)
            : null;
    }

    public override string ToString() => KeyText.Write(Name, CosignatureType, key);

    internal static byte[] Message(string text, ulong seconds) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}"));
}

/// <summary>The key with which a witness cosigns.</summary>
public sealed class WitnessSigner : IDisposable
{
    private readonly Key key;

    internal WitnessSigner(string name, Key key)
    {
        this.key = key;
        Public = new WitnessKey(name, key.PublicKey);
    }

    public WitnessKey Public { get; }

    /// <summary>The signature line, with its line feed. Whoever calls this has remembered the checkpoint before.</summary>
    public string Cosign(string text, DateTime at)
    {
        var seconds = (ulong)(at - DateTime.UnixEpoch).TotalSeconds;
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, seconds);
        return SignedNote.Line(Public.Name, Public.Id, [.. bytes, .. SignatureAlgorithm.Ed25519.Sign(key, WitnessKey.Message(text, seconds))]);
    }

    public void Dispose() => key.Dispose();
}
