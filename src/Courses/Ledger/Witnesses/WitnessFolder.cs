using System.Security.Cryptography;
using System.Text;

namespace Learning.Courses.Ledger.Witnesses;

/// <summary>
/// Everything a witness has: its key, the keys of the one log it watches, and what it cosigned last. Held by one process at a time.
/// Not to be copied or set back from a backup: a witness that has forgotten must not go on under its name.
/// </summary>
public sealed class WitnessFolder : IDisposable
{
    private const int MostRefused = 100;
    private readonly string path;
    private readonly FileStream turn;

    private WitnessFolder(string path, FileStream turn, WitnessSigner signer, IReadOnlyList<VerifierKey> logs, WitnessMemory memory) =>
        (this.path, this.turn, Signer, Logs, Memory) = (path, turn, signer, logs, memory);

    public WitnessSigner Signer { get; }

    /// <summary>Keys of the log; all of one name, the log's origin.</summary>
    public IReadOnlyList<VerifierKey> Logs { get; }

    internal WitnessMemory Memory { get; }

    /// <summary>Opens the folder, and makes what is missing at the first time: then name and log must be given.</summary>
    /// <param name="name">Of the witness, for ever. Like an address, but need not lead anywhere.</param>
    /// <param name="logs">Keys the operator has from the district, to be trusted from now on.</param>
    public static Outcome<WitnessFolder> Open(string path, string? name, IReadOnlyList<VerifierKey> logs)
    {
        Directory.CreateDirectory(path);
        if (TakeTurn(path) is not { } turn)
        {
            return new Refusal("Witness.InUse", path);
        }

        var opened = Open(turn, path, name, logs, new WitnessMemory(path));
        if (opened.Refusal is not null)
        {
            turn.Dispose();
        }

        return opened;
    }

    /// <summary>
    /// Keeps a request that was signed by the log and refused all the same: beside what we cosigned it may be proof that the past
    /// was rewritten. Only so many, because with a wrong proof anybody can make us refuse a good checkpoint.
    /// </summary>
    public void KeepRefused(string body)
    {
        var folder = Directory.CreateDirectory(Path.Combine(path, "refused"));
        if (folder.GetFiles().Length < MostRefused)
        {
            File.WriteAllText(Path.Combine(folder.FullName, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16]}.request"), body);
        }
    }

    public void Dispose()
    {
        Signer.Dispose();
        turn.Dispose();
    }

    private static Outcome<WitnessFolder> Open(FileStream turn, string path, string? name, IReadOnlyList<VerifierKey> given, WitnessMemory memory)
    {
        var key = new PrivateKeyFile(Path.Combine(path, "witness.key"), WitnessKey.CosignatureType);
        var logs = Trusted(Path.Combine(path, "log.keys"), given);
        if (logs.Value is not { } trusted)
        {
            return logs.Refusal!;
        }

        if (key.Find() is not var (own, pair))
        {
            if (name is null || !StrictText.IsKeyName(name))
            {
                return new Refusal("Witness.NeedsName");
            }

            // A memory without its key: somebody has taken the key away, or put the memory of another witness here.
            if (memory.Read() is { Length: > 0 })
            {
                return new Refusal("Witness.KeyLost", path);
            }

            // The key comes last: where there is a key there has been a memory, and if that is gone it was lost.
            memory.Write("");
            key.Create(name);
            (own, pair) = key.Find()!.Value;
        }

        var refusal = name is not null && name != own ? new Refusal("Witness.OtherName", own, name)
            : memory.Read() is not { } last ? new Refusal("Witness.MemoryLost", path)
            : last.Length > 0 && Checkpoint.Open(last, trusted).Refusal is not null ? new Refusal("Witness.OtherLog", path, trusted[0].Name)
            : null;
        if (refusal is not null)
        {
            pair.Dispose();
            return refusal;
        }

        return new WitnessFolder(path, turn, new WitnessSigner(own, pair), trusted, memory);
    }

    /// <summary>The keys trusted before and those given now, kept for the next start.</summary>
    private static Outcome<IReadOnlyList<VerifierKey>> Trusted(string path, IReadOnlyList<VerifierKey> given)
    {
        var kept = new List<VerifierKey>();
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path).Where(l => l.Length > 0) : [])
        {
            if (VerifierKey.Parse(line).Value is not { } key)
            {
                return new Refusal("Witness.BadLogKeys", path);
            }

            kept.Add(key);
        }

        var all = kept.Concat(given).DistinctBy(k => k.ToString()).ToList();
        if (all.Count == 0)
        {
            return new Refusal("Witness.NeedsLog");
        }

        if (all.Find(k => k.Name != all[0].Name) is { } other)
        {
            return new Refusal("Witness.OneLogOnly", all[0].Name, other.Name);
        }

        if (all.Count > kept.Count)
        {
            File.WriteAllLines(path, all.Select(k => k.ToString()), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        return all;
    }

    /// <summary>Held open as long as the witness runs; the system lets go of it when the process dies.</summary>
    private static FileStream? TakeTurn(string path)
    {
        try
        {
            return new FileStream(Path.Combine(path, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
