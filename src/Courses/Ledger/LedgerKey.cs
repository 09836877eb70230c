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
/// Keeps the key in one file, "ledger.key", readable by its owner only. Back it up apart from the database: together they can
/// rewrite the past.
/// </summary>
public sealed class LedgerKeyFile(LedgerSettings settings)
{
    private readonly string path = Path.Combine(settings.DataPath, "ledger.key");

    private PrivateKeyFile KeyFile => new(path, VerifierKey.Ed25519Type);

    /// <summary>The public key, or null when the log has not been started. A signature needs <see cref="Find"/>.</summary>
    public VerifierKey? FindPublic()
    {
        using var key = Find();
        return key?.Public;
    }

    public LedgerKey? Find()
    {
        if (KeyFile.Find() is not var (name, key))
        {
            return null;
        }

        if (name != settings.Origin)
        {
            key.Dispose();
            throw new InvalidDataException($"{path} is the key of '{name}', not of '{settings.Origin}'.");
        }

        return new LedgerKey(name, key);
    }

    /// <summary>Makes the key at first use. Never call this for a log that has checkpoints: it would go on under another identity.</summary>
    public LedgerKey FindOrCreate()
    {
        if (Find() is { } found)
        {
            return found;
        }

        KeyFile.Create(settings.Origin);
        return Find()!;
    }
}
