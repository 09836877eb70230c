using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Learning.Courses.Ledger;

/// <param name="DataPath">The folder of everything written to disk; the log's key is in it.</param>
/// <param name="Origin">The log's name in checkpoints and proofs, for ever. Like an address, but need not lead anywhere.</param>
public sealed record LedgerSettings(string DataPath, string Origin = LedgerSettings.DefaultOrigin)
{
    public const string DefaultOrigin = "lunxun.local/log";
}

/// <summary>The key with which the log signs. Whoever has it can sign in the log's name; whoever loses it ends the log.</summary>
public sealed class LedgerKey : IDisposable
{
    private readonly Key key;

    internal LedgerKey(string name, Key key)
    {
        this.key = key;
        Public = new VerifierKey(name, key.PublicKey);
    }

    public VerifierKey Public { get; }

    /// <summary>The signed note of a checkpoint.</summary>
    public string Sign(Checkpoint checkpoint)
    {
        if (checkpoint.Origin != Public.Name)
        {
            throw new ArgumentException($"The key of {Public.Name} does not sign for {checkpoint.Origin}.", nameof(checkpoint));
        }

        var text = checkpoint.ToString();
        return SignedNote.Write(text, Public.Name, Public.Id, SignatureAlgorithm.Ed25519.Sign(key, Encoding.UTF8.GetBytes(text)));
    }

    public void Dispose() => key.Dispose();
}

/// <summary>
/// Keeps the key in one file, "ledger.key", readable by its owner only, in the form of Go's note package:
/// "PRIVATE+KEY+name+id+base64". Back it up apart from the database: together they can rewrite the past.
/// </summary>
public sealed class LedgerKeyFile(LedgerSettings settings)
{
    private const string Start = "PRIVATE+KEY+";
    private readonly string path = Path.Combine(settings.DataPath, "ledger.key");

    /// <summary>The public key, or null when the log has not been started. A signature needs <see cref="Find"/>.</summary>
    public VerifierKey? FindPublic()
    {
        using var key = Find();
        return key?.Public;
    }

    public LedgerKey? Find() => File.Exists(path) ? Read() : null;

    /// <summary>Makes the key at first use. Never call this for a log that has checkpoints: it would go on under another identity.</summary>
    public LedgerKey FindOrCreate()
    {
        if (Find() is { } found)
        {
            return found;
        }

        Directory.CreateDirectory(settings.DataPath);
        using var created = Key.Create(SignatureAlgorithm.Ed25519, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        using var named = new LedgerKey(settings.Origin, created);
        byte[] seed = [VerifierKey.Ed25519Type, .. created.Export(KeyBlobFormat.RawPrivateKey)];
        Publish($"{Start}{settings.Origin}+{VerifierKey.HexOf(named.Public.Id)}+{Convert.ToBase64String(seed)}\n");
        return Read();
    }

    /// <summary>Writes the file whole or not at all; of two processes that start together one wins, and both go on with its key.</summary>
    private void Publish(string text)
    {
        var draft = Path.Combine(settings.DataPath, Path.GetRandomFileName());
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

    private LedgerKey Read()
    {
        var text = File.ReadAllText(path);
        var parts = text.StartsWith(Start, StringComparison.Ordinal) ? text[Start.Length..].TrimEnd('\n').Split('+', 3) : [];
        if (parts.Length != 3 || StrictText.Base64(parts[2]) is not [VerifierKey.Ed25519Type, .. var seed]
            || !Key.TryImport(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, out var key))
        {
            throw new InvalidDataException($"{path} is not a key of this log. Restore it from a backup.");
        }

        var read = new LedgerKey(parts[0], key!);
        return read.Public.Name == settings.Origin && VerifierKey.HexOf(read.Public.Id) == parts[1]
            ? read
            : throw new InvalidDataException($"{path} is the key of '{parts[0]}', not of '{settings.Origin}'.");
    }
}
