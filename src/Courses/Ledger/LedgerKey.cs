using System.Globalization;
using System.Text;
using NSec.Cryptography;

namespace Learning.Courses.Ledger;

/// <param name="DataPath">The folder of everything written to disk; the log's key is in it.</param>
/// <param name="Origin">The log's name in checkpoints and proofs, for ever. Like an address, but need not lead anywhere.</param>
public sealed record LedgerSettings(string DataPath, string Origin = LedgerSettings.DefaultOrigin)
{
    public const string DefaultOrigin = "lunxun.local/log";
}

/// <summary>
/// The key with which the log signs. Whoever has it can sign in the log's name; whoever loses it ends the log. After a change of
/// keys the former one signs along until its file is taken away, so that those who know only that one can go on.
/// </summary>
public sealed class LedgerKey : IDisposable
{
    private readonly IReadOnlyList<Key> keys;

    /// <param name="keys">The one in force first, then those that sign along; at least one.</param>
    internal LedgerKey(string name, IReadOnlyList<Key> keys)
    {
        this.keys = keys;
        All = [.. keys.Select(k => new VerifierKey(name, k.PublicKey))];
    }

    /// <summary>Of the key in force.</summary>
    public VerifierKey Public => All[0];

    /// <summary>Of all that sign, in that order.</summary>
    public IReadOnlyList<VerifierKey> All { get; }

    /// <summary>The signed note of a checkpoint, with a line of each key.</summary>
    public string Sign(Checkpoint checkpoint)
    {
        if (checkpoint.Origin != Public.Name)
        {
            throw new ArgumentException($"The key of {Public.Name} does not sign for {checkpoint.Origin}.", nameof(checkpoint));
        }

        var text = checkpoint.ToString();
        var bytes = Encoding.UTF8.GetBytes(text);
        return $"{text}\n{string.Concat(keys.Zip(All, (key, known) => SignedNote.Line(known.Name, known.Id, SignatureAlgorithm.Ed25519.Sign(key, bytes))))}";
    }

    /// <summary>The signed note under a file about one person, by the key in force; see <see cref="SubjectFile"/>.</summary>
    /// <param name="hash">SHA-256 of the file up to where the seal begins.</param>
    public string SignFile(ReadOnlySpan<byte> hash)
    {
        var text = SubjectFile.Statement(Public.Name, hash);
        return SignedNote.Write(text, Public.Name, Public.Id, SignatureAlgorithm.Ed25519.Sign(keys[0], Encoding.UTF8.GetBytes(text)));
    }

    public void Dispose()
    {
        foreach (var key in keys)
        {
            key.Dispose();
        }
    }
}

/// <summary>
/// Keeps the keys below the data folder, each readable by its owner only: "ledger.key", after a change "ledger.2.key", and so on;
/// the highest number is in force. Beside each former one its public half ("ledger.pub", "ledger.2.pub") stays for ever, so that
/// what it signed can be verified. Back them up apart from the database: together they can rewrite the past.
/// </summary>
public sealed class LedgerKeyFile(LedgerSettings settings)
{
    /// <summary>Every file of keys in a data folder has a name that begins so.</summary>
    public const string FileStart = "ledger.";
    private const string Prepared = ".next";

    /// <summary>The public key in force, or null when the log has not been started. A signature needs <see cref="Find"/>.</summary>
    public VerifierKey? FindPublic() => FindAllPublic() is [var inForce, ..] ? inForce : null;

    /// <summary>Every public key under which this log has ever signed, the one in force first.</summary>
    public IReadOnlyList<VerifierKey> FindAllPublic() => [.. Numbers().Reverse().Select(PublicOf)];

    /// <summary>What signs: the key in force, and the former ones whose files are still there.</summary>
    public LedgerKey? Find()
    {
        var numbers = Numbers().Reverse().Where(n => File.Exists(PathOf(n))).ToList();

        // A public half without its key, and a newer one: the former key was taken away. Without a newer one the log cannot go on.
        return numbers.Count == 0 || numbers[0] != Numbers().Last() ? null : new LedgerKey(settings.Origin, [.. numbers.Select(n => Read(PathOf(n)))]);
    }

    /// <summary>Makes the key at first use. Never call this for a log that has checkpoints: it would go on under another identity.</summary>
    public LedgerKey FindOrCreate()
    {
        if (Find() is { } found)
        {
            return found;
        }

        if (Numbers().Any())
        {
            throw new InvalidDataException($"{PathOf(Numbers().Last())} is gone. Restore it from a backup.");
        }

        new PrivateKeyFile(PathOf(1), VerifierKey.Ed25519Type).Create(settings.Origin);
        return Find()!;
    }

    /// <summary>Makes the key that is to come, or finds the one that an earlier try has made. It signs nothing yet.</summary>
    internal VerifierKey PrepareNext()
    {
        var next = Numbers().Last() + 1;
        var path = PathOf(next) + Prepared;
        new PrivateKeyFile(path, VerifierKey.Ed25519Type).Create(settings.Origin);
        using var key = Read(path);
        return new VerifierKey(settings.Origin, key.PublicKey);
    }

    /// <summary>Puts the prepared key in force, in one step: before it the old one signs, after it the new one and the old.</summary>
    internal void TakeNext()
    {
        var last = Numbers().Last();
        KeepPublic(last);
        File.Move(PathOf(last + 1) + Prepared, PathOf(last + 1));
    }

    private static string Infix(int number) => number == 1 ? "" : number.ToString(CultureInfo.InvariantCulture) + ".";

    private string PathOf(int number) => Path.Combine(settings.DataPath, $"{FileStart}{Infix(number)}key");

    private string PublicPathOf(int number) => Path.Combine(settings.DataPath, $"{FileStart}{Infix(number)}pub");

    /// <summary>1 and up, as far as there are files without a gap.</summary>
    private IEnumerable<int> Numbers() => Enumerable.Range(1, int.MaxValue - 1).TakeWhile(n => File.Exists(PathOf(n)) || File.Exists(PublicPathOf(n)));

    private VerifierKey PublicOf(int number)
    {
        if (File.Exists(PathOf(number)))
        {
            using var key = Read(PathOf(number));
            return new VerifierKey(settings.Origin, key.PublicKey);
        }

        var path = PublicPathOf(number);
        return VerifierKey.Parse(File.ReadAllText(path).TrimEnd('\n')).Value is { } found && found.Name == settings.Origin
            ? found
            : throw new InvalidDataException($"{path} is not a public key of '{settings.Origin}'. Restore it from a backup.");
    }

    private void KeepPublic(int number)
    {
        // Written beside and moved into place: a half-written one would be taken for damage for ever.
        var draft = PublicPathOf(number) + ".unfinished";
        File.WriteAllText(draft, $"{PublicOf(number)}\n");
        File.Move(draft, PublicPathOf(number), overwrite: true);
    }

    private Key Read(string path)
    {
        if (new PrivateKeyFile(path, VerifierKey.Ed25519Type).Find() is not var (name, key))
        {
            throw new InvalidDataException($"{path} is gone. Restore it from a backup.");
        }

        if (name != settings.Origin)
        {
            key.Dispose();
            throw new InvalidDataException($"{path} is the key of '{name}', not of '{settings.Origin}'.");
        }

        return key;
    }
}
