using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Learning.Courses.Ledger;

/// <summary>
/// One key in one file, readable by its owner only, in the form of Go's note package: "PRIVATE+KEY+name+id+base64". Nothing
/// ever replaces it.
/// </summary>
/// <param name="type">What the key signs; see <see cref="KeyText"/>.</param>
internal sealed class PrivateKeyFile(string path, byte type)
{
    private const string Start = "PRIVATE+KEY+";

    /// <summary>The name and the key, or null when there is no file. Dispose of the key.</summary>
    public (string Name, Key Key)? Find()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var text = File.ReadAllText(path);
        var parts = text.StartsWith(Start, StringComparison.Ordinal) ? text[Start.Length..].TrimEnd('\n').Split('+', 3) : [];
        if (parts.Length != 3 || StrictText.Base64(parts[2]) is not [var found, .. var seed] || found != type
            || !Key.TryImport(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, out var key))
        {
            throw new InvalidDataException($"{path} is not a key of this kind. Restore it from a backup.");
        }

        return KeyText.HexOf(KeyText.IdOf(parts[0], type, key!.PublicKey)) == parts[1]
            ? (parts[0], key)
            : throw new InvalidDataException($"{path} does not fit its own name. Restore it from a backup.");
    }

    /// <summary>Makes a key under this name unless there is a file; of two processes that start together one wins, and both go on with its key.</summary>
    public void Create(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var created = Key.Create(SignatureAlgorithm.Ed25519, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        byte[] seed = [type, .. created.Export(KeyBlobFormat.RawPrivateKey)];
        Publish($"{Start}{name}+{KeyText.HexOf(KeyText.IdOf(name, type, created.PublicKey))}+{Convert.ToBase64String(seed)}\n");
    }

    /// <summary>Writes the file whole or not at all.</summary>
    private void Publish(string text)
    {
        var draft = Path.Combine(Path.GetDirectoryName(path)!, Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        // "Move unless it exists" looks first and moves then; between the two another process may have moved its own.
        using var turn = new Mutex(initiallyOwned: false, $"lunxun-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path))))[..32]}");
        turn.WaitOne();
        try
        {
            if (File.Exists(path))
            {
                File.Delete(draft);
            }
            else
            {
                File.Move(draft, path);
            }
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }
}
