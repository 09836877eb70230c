using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Learning.Courses.Ledger;

/// <summary>
/// How C2SP signed-note writes a public key: "name+4 bytes in hex+base64 of type and key". The type says what the key signs, so
/// that a key for one thing is never taken for a key for another.
/// </summary>
internal static class KeyText
{
    public static (string Name, PublicKey Key)? Parse(string text, byte type)
    {
        var parts = text.Split('+', 3);
        return parts.Length == 3 && StrictText.IsKeyName(parts[0])
            && StrictText.Base64(parts[2]) is [var found, .. var material] && found == type
            && PublicKey.TryImport(SignatureAlgorithm.Ed25519, material, KeyBlobFormat.RawPublicKey, out var key)
            && parts[1] == HexOf(IdOf(parts[0], type, key!))
                ? (parts[0], key!)
                : null;
    }

    public static string Write(string name, byte type, PublicKey key) => $"{name}+{HexOf(IdOf(name, type, key))}+{Convert.ToBase64String(Material(type, key))}";

    public static uint IdOf(string name, byte type, PublicKey key) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', .. Material(type, key)]));

    public static string HexOf(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);

    private static byte[] Material(byte type, PublicKey key) => [type, .. key.Export(KeyBlobFormat.RawPublicKey)];
}
