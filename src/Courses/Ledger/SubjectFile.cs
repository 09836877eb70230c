using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Learning.Courses.Ledger;

/// <summary>
/// All that is held about one person, as one file to keep: a page that every browser shows, in it the same as data (canonical
/// JSON) with the entries of the ledger and one proof for all of them, and at the end a signed note (C2SP signed-note) over the
/// SHA-256 of everything before. No byte of it can be changed without being found.
/// </summary>
/// <remarks>
/// A page and not an archive of files, because an old phone opens it, and because of an archive much (times, order, comments)
/// would stand outside the hash. Lives in the ledger's room because checking it asks for nothing but bytes and a key.
/// </remarks>
public static class SubjectFile
{
    public const string Kind = "lunxun.member-record@v1";
    public const string Extension = ".record.html";

    /// <summary>The first line of the file.</summary>
    public const string Header = $"<!DOCTYPE html><!-- {Kind} -->";

    /// <summary>Around the data, which in between is written as pages write text: "&amp;lt;" for a less-than sign and so on.</summary>
    public const string DataStart = "<pre id=\"lunxun-data\">";
    public const string DataEnd = "</pre>";

    private const string SealStart = "<!-- lunxun-seal\n";
    private const string SealEnd = "-->\n";

    /// <summary>
    /// What is signed. Never a checkpoint: those have a number in the second line, and the name of the log and not of a format in
    /// the first. So the log's key signs both, and neither passes for the other.
    /// </summary>
    public static string Statement(string origin, ReadOnlySpan<byte> hash) => $"{Kind}\n{origin}\nsha256:{Convert.ToHexStringLower(hash)}\n";

    /// <summary>The end of the file, given the signed note over what comes before it.</summary>
    public static string Seal(string note) => SealStart + note + SealEnd;

    /// <param name="text">The whole file.</param>
    internal static Verification Check(string text, Trust trusted)
    {
        var end = text.LastIndexOf(SealStart, StringComparison.Ordinal);
        if (end < 0 || !text.EndsWith(SealEnd, StringComparison.Ordinal))
        {
            return Of(new Finding(new Refusal("Verify.Record.Torn"), null, null, null));
        }

        var content = text[..end];
        if (Signed(content, text[(end + SealStart.Length)..^SealEnd.Length], trusted) is { } forged)
        {
            return Of(new Finding(forged, null, null, null));
        }

        return SubjectData.Read(content).Value is { } data
            ? Check(data, trusted)
            : Of(new Finding(new Refusal("Verify.Record.BadData"), null, null, null));
    }

    private static Verification Check(SubjectData data, Trust trusted)
    {
        var opened = trusted.Open(data.CheckpointNote);
        if (opened.Value is not var (checkpoint, signer, witnesses))
        {
            return Of(new Finding(opened.Refusal, null, null, null));
        }

        var refusal = data.Check(checkpoint);
        var finding = new Finding(refusal, null, refusal?.Args is [long index, ..] ? index : null, checkpoint) { Witnesses = witnesses, Signer = signer };
        return refusal is not null ? Of(finding) : Of(finding) with
        {
            Established =
            [
                new("Verify.Record.Did.Signed", checkpoint.Origin),
                new("Verify.Did.Signed", checkpoint.Origin, checkpoint.Size),
                new("Verify.Did.Entries", data.Entries.Count),
                new("Verify.Record.Did.OneSubject", data.Entries.Count, data.Subject),
                new("Verify.Record.Did.Facts", data.Entries.Count, data.Unsealed),
            ],
        };
    }

    private static Refusal? Signed(string content, string note, Trust trusted)
    {
        var parsed = SignedNote.Parse(note);
        if (parsed.Value is not { } signed)
        {
            return parsed.Refusal;
        }

        var signer = signed.SignedBy(trusted.Logs);
        return signer.Value is not { } key ? signer.Refusal
            : signed.Text == Statement(key.Name, SHA256.HashData(Encoding.UTF8.GetBytes(content))) ? null
            : new Refusal("Verify.Record.Changed");
    }

    private static Verification Of(Finding finding) => new(VerifiedKind.Record, [finding]);
}

/// <summary>The data in a file about one person, as far as it can be checked against the ledger.</summary>
/// <param name="Facts">The rows that the file says are in the ledger: where, and which row.</param>
/// <param name="Unsealed">Rows that the file holds and for which it claims no place in the ledger.</param>
internal sealed record SubjectData(
    string Subject, string CheckpointNote, IReadOnlyList<SubjectEntry> Entries, IReadOnlyList<byte[]> Inclusion, IReadOnlyList<(long Index, Guid Source)> Facts, int Unsealed)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static Outcome<SubjectData> Read(string content)
    {
        var start = content.IndexOf(SubjectFile.DataStart, StringComparison.Ordinal) + SubjectFile.DataStart.Length;
        var end = start < SubjectFile.DataStart.Length ? -1 : content.IndexOf(SubjectFile.DataEnd, start, StringComparison.Ordinal);
        if (end < 0)
        {
            return new Refusal("Verify.Record.BadData");
        }

        try
        {
            using var json = JsonDocument.Parse(WebUtility.HtmlDecode(content[start..end]), Strict);
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return new Refusal("Verify.Record.BadData");
        }
    }

    /// <summary>The entries are in the log, in ascending order; all are about the one person; and each belongs to the row that names it.</summary>
    public Refusal? Check(Checkpoint checkpoint)
    {
        for (var i = 1; i < Entries.Count; i++)
        {
            if (Entries[i].Index <= Entries[i - 1].Index)
            {
                return new Refusal("Verify.Bundle.Order", Entries[i].Index);
            }
        }

        var root = MultiProof.Root([.. Entries.Select(e => e.Index)], [.. Entries.Select(e => MerkleTree.HashLeaf(e.Bytes))], checkpoint.Size, Inclusion);
        if (root is null || !root.AsSpan().SequenceEqual(checkpoint.RootHash))
        {
            return new Refusal("Verify.Bundle.RootDiffers", Entries.Count, checkpoint.Size);
        }

        var unclaimed = new Dictionary<long, EvidenceStatement>();
        foreach (var entry in Entries)
        {
            if (EvidenceStatement.Read(entry.Bytes).Value is not { } statement)
            {
                return new Refusal("Verify.NotAnEntry");
            }

            if (statement.Subject != Subject)
            {
                return new Refusal("Verify.Record.OtherSubject", entry.Index);
            }

            unclaimed[entry.Index] = statement;
        }

        foreach (var (index, source) in Facts)
        {
            if (!unclaimed.Remove(index, out var statement) || statement.Source != source)
            {
                return new Refusal("Verify.Record.NotItsEntry", index);
            }
        }

        return unclaimed.Count == 0 ? null : new Refusal("Verify.Bundle.Stray", unclaimed.Keys.Min());
    }

    private static SubjectData Read(JsonElement json)
    {
        if (json.GetProperty("v").GetInt32() != 1 || Text(json, "kind") != SubjectFile.Kind)
        {
            throw new FormatException("Another format.");
        }

        var facts = new List<(long, Guid)>();
        var unsealed = 0;
        foreach (var row in json.GetProperty("rows").EnumerateArray())
        {
            if (row.TryGetProperty("index", out var index))
            {
                facts.Add((index.GetInt64(), row.GetProperty("source").GetGuid()));
            }
            else
            {
                unsealed++;
            }
        }

        return new SubjectData(
            Text(json, "subject"),
            Text(json, "checkpoint"),
            [.. json.GetProperty("entries").EnumerateArray().Select(e => new SubjectEntry(e.GetProperty("index").GetInt64(), Encoding.UTF8.GetBytes(Text(e, "entry"))))],
            [.. json.GetProperty("inclusion").EnumerateArray().Select(h => StrictText.Hash(h.GetString()) ?? throw new FormatException("Not a hash."))],
            facts,
            unsealed);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"No {name}.");
}

internal sealed record SubjectEntry(long Index, byte[] Bytes);
