using System.IO.Compression;

namespace Learning.Courses.Questions.Exchange;

/// <summary>
/// A package from strangers, unpacked in memory and never on the disk: a bounded number of files and bytes, counted as they
/// come out and not as the package promises, and no name that leads out of it.
/// </summary>
internal sealed class ForeignZip
{
    private const int MostFiles = 6000;
    private const int MostBytes = 32 * 1024 * 1024;

    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, byte[]> Files => files;

    public static bool Is(ForeignFile file) => file.StartsWith("PK"u8);

    public static Outcome<ForeignZip> Open(ForeignFile file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file.Bytes), ZipArchiveMode.Read);
            var zip = new ForeignZip();
            return archive.Entries.Count > MostFiles || archive.Entries.Sum(e => e.Length) > MostBytes ? TooLarge() : zip.Fill(archive) is { } refusal ? refusal : zip;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or OverflowException)
        {
            return new Refusal("Exchange.BadZip");
        }
    }

    private static Refusal TooLarge() => new("Exchange.ZipTooLarge", MostFiles, MostBytes / 1024 / 1024);

    private Refusal? Fill(ZipArchive archive)
    {
        var left = MostBytes;
        foreach (var entry in archive.Entries)
        {
            if (!IsSafe(entry.FullName))
            {
                return new Refusal("Exchange.ZipPath", Titles.Short(entry.FullName));
            }

            if (entry.FullName.EndsWith('/'))
            {
                continue;
            }

            if (Unpack(entry, left) is not { } bytes)
            {
                return TooLarge();
            }

            left -= bytes.Length;
            if (!files.TryAdd(entry.FullName, bytes))
            {
                return new Refusal("Exchange.BadZip"); // two files of one name: which one is meant depends on the reader
            }
        }

        return null;
    }

    /// <summary>Null when more comes out than is left.</summary>
    private static byte[]? Unpack(ZipArchiveEntry entry, int left)
    {
        using var stream = entry.Open();
        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (stream.Read(buffer) is > 0 and var read)
        {
            if (bytes.Length + read > left)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static bool IsSafe(string name) =>
        name.Length is > 0 and < 300
        && !name.StartsWith('/')
        && !name.Contains('\\', StringComparison.Ordinal)
        && !name.Contains(':', StringComparison.Ordinal)
        && !name.Any(char.IsControl)
        && !name.Split('/').Contains("..", StringComparer.Ordinal);
}
