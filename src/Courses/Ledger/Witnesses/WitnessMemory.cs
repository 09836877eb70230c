using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Learning.Courses.Ledger.Witnesses;

/// <summary>
/// What a witness cosigned last, in two files with the same content. A witness that forgets can be shown another history, so
/// nothing here is ever set back: both copies are on disk before <see cref="Write"/> returns, and the newest copy that is whole
/// counts. One torn or damaged copy therefore never leads back; two, and the witness must stop.
/// </summary>
/// <remarks>Files are overwritten in place: what a power cut does to a renaming, no two file systems agree on.</remarks>
/// <param name="open">How a copy is opened for writing; for tests whose disk breaks.</param>
internal sealed class WitnessMemory(string folder, Func<string, Stream>? open = null)
{
    private const string Header = "lunxun.witness-memory@v1";
    private readonly string[] copies = [Path.Combine(folder, "last-1.checkpoint"), Path.Combine(folder, "last-2.checkpoint")];
    private readonly Func<string, Stream> open = open ?? (path => new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1, FileOptions.WriteThrough));

    /// <summary>The note cosigned last, with our signature; empty before the first; null when neither copy can be read.</summary>
    public string? Read() => Newest()?.Note;

    public void Write(string note)
    {
        var turn = (Newest()?.Turn ?? 0) + 1;

        // The older copy first, and before it one that an earlier accident has torn: the newest whole one stays until another is.
        foreach (var copy in copies.OrderBy(c => ReadCopy(c)?.Turn ?? 0).ToList())
        {
            // If we stop here, the other copy is whole: the one from before, or the new one.
            WriteCopy(copy, turn, note);
        }
    }

    private void WriteCopy(string path, long turn, string note)
    {
        var bytes = Encoding.UTF8.GetBytes($"{Header}\n{turn.ToString(CultureInfo.InvariantCulture)}\n{HashOf(turn, note)}\n{note}");
        using var file = open(path);
        file.Write(bytes);
        file.SetLength(bytes.Length);
        if (file is FileStream disk)
        {
            disk.Flush(flushToDisk: true);
        }
        else
        {
            file.Flush();
        }
    }

    private (long Turn, string Note)? Newest() => copies.Select(ReadCopy).OfType<(long Turn, string Note)>().OrderByDescending(c => c.Turn).Select(c => ((long, string)?)c).FirstOrDefault();

    private static (long Turn, string Note)? ReadCopy(string path)
    {
        var parts = File.Exists(path) ? File.ReadAllText(path).Split('\n', 4) : [];
        return parts.Length == 4 && parts[0] == Header && StrictText.Number(parts[1]) is { } turn && parts[2] == HashOf(turn, parts[3])
            ? (turn, parts[3])
            : null;
    }

    private static string HashOf(long turn, string note) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{turn}\n{note}"))));
}
