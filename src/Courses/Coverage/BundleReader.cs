using System.Text;
using System.Text.Json;
using Learning.Courses.Ledger;

namespace Learning.Courses.Coverage;

/// <summary>Reads the text of a bundle in the one spelling it has, up to the first fault.</summary>
internal sealed class BundleReader(TextReader text)
{
    /// <summary>Every hash that could ever be needed for a tree of 2^63 leaves and the entries of a country.</summary>
    private const int MostHashes = 50_000_000;
    private int line;
    private Refusal? refusal;

    public Outcome<ProofBundle> Read()
    {
        if (Next() != ProofBundle.Header)
        {
            return new Refusal("Verify.UnknownFile");
        }

        var bytes = Encoding.UTF8.GetBytes(Next() ?? "");
        var report = ReportBody.Read(bytes);
        if (report.Value is not { } body)
        {
            return report.Refusal!;
        }

        var entries = Section(ReadEntry);
        var inclusion = Section(ReadHash);
        var consistency = Section(ReadHash);
        return refusal is not null ? refusal : OutOfOrder(entries) is { } later ? new Refusal("Verify.Bundle.Order", later.Index) : new ProofBundle
        {
            ReportBytes = bytes,
            Report = body,
            Entries = entries,
            Inclusion = inclusion,
            Consistency = consistency,
            CheckpointNote = text.ReadToEnd(),
        };
    }

    private string? Next()
    {
        line++;
        return StrictText.ReadLine(text);
    }

    /// <summary>Lines up to an empty one.</summary>
    private List<T> Section<T>(Func<string, T?> read)
        where T : class
    {
        var items = new List<T>();
        while (refusal is null && Next() is not "" and var written)
        {
            if (written is not null && items.Count < MostHashes && read(written) is { } item)
            {
                items.Add(item);
            }
            else
            {
                refusal ??= new Refusal("Verify.Bundle.Damaged", line);
            }
        }

        return items;
    }

    private static byte[]? ReadHash(string written) => StrictText.Hash(written);

    private BundleEntry? ReadEntry(string written)
    {
        var parts = written.Split(' ', 3);
        if (parts.Length != 3 || StrictText.Number(parts[0]) is not { } index)
        {
            return null;
        }

        var entry = Encoding.UTF8.GetBytes(parts[2]);
        var leaf = MerkleTree.HashLeaf(entry);
        var statement = EvidenceStatement.Read(entry);
        if (ProofBundle.CheckOf(leaf) != parts[1])
        {
            refusal = new Refusal("Verify.EntryChanged", index, statement.Value?.Id.ToString() ?? "?", statement.Value?.Kind ?? "?");
            return null;
        }

        return statement.Value is { } says && ReadFacts(says.Facts) is { } facts ? new BundleEntry(index, leaf, says, facts) : null;
    }

    private static EntryFacts? ReadFacts(string facts)
    {
        try
        {
            return EntryFacts.Read(facts);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static BundleEntry? OutOfOrder(List<BundleEntry> entries) =>
        entries.Zip(entries.Skip(1)).Where(pair => pair.First.Index >= pair.Second.Index).Select(pair => pair.Second).FirstOrDefault();
}
