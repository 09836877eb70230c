using System.Globalization;
using System.IO.Compression;
using System.Text;
using Learning.Courses.Ledger;

namespace Learning.Courses.Coverage;

/// <summary>
/// A report with everything an outsider needs to count it again, as gzipped text: the header; the report as it was frozen; a
/// line "index check entry" for each entry, by index; an empty line; one proof for all entries (<see cref="MultiProof"/>), a
/// hash a line; an empty line; the proof that the checkpoint in the report is the beginning of the one below, likewise; an
/// empty line; the signed checkpoint.
/// </summary>
/// <remarks>The check is the beginning of the entry's hash, so that of a damaged file we can tell which entry is the damaged one.</remarks>
internal sealed class ProofBundle
{
    public const string Header = "lunxun.proof-bundle@v1";
    public const string Extension = ".report-proof";
    private const int CheckSize = 6;

    /// <summary>Ours, to the byte: no name, no time, no system. Any other beginning is another file.</summary>
    private static readonly byte[] GzipHeader = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

    public required byte[] ReportBytes { get; init; }
    public required ReportBody Report { get; init; }
    public required IReadOnlyList<BundleEntry> Entries { get; init; }
    public required IReadOnlyList<byte[]> Inclusion { get; init; }
    public required IReadOnlyList<byte[]> Consistency { get; init; }
    public required string CheckpointNote { get; init; }

    public static string LineOf(long index, byte[] entry) => string.Create(
        CultureInfo.InvariantCulture, $"{index} {CheckOf(MerkleTree.HashLeaf(entry))} {Encoding.UTF8.GetString(entry)}\n");

    public static string CheckOf(byte[] leafHash) => Convert.ToBase64String(leafHash.AsSpan(0, CheckSize));

    /// <summary>True for whatever looks like gzip: no other file of the ledger does.</summary>
    public static bool IsAt(Stream file)
    {
        Span<byte> start = stackalloc byte[2];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position -= read;
        return read == start.Length && start.SequenceEqual(GzipHeader.AsSpan(0, 2));
    }

    /// <summary>Writes the text by what the caller does with the writer. The file must allow going back in it.</summary>
    public static async Task CompressAsync(Stream file, Func<TextWriter, Task> write)
    {
        var start = file.Position;
        await using (var zip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
        await using (var text = new StreamWriter(zip, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16))
        {
            await write(text);
        }

        // The library writes level and system into the header, which differ from one machine to the next.
        var end = file.Position;
        file.Position = start;
        await file.WriteAsync(GzipHeader);
        file.Position = end;
    }

    /// <param name="mostBytes">Unpacked. A small file may unpack to any length, so whoever takes files from strangers says where to stop.</param>
    public static Outcome<ProofBundle> Read(Stream file, long mostBytes)
    {
        var start = new byte[GzipHeader.Length];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().SequenceEqual(GzipHeader))
        {
            return new Refusal("Verify.UnknownFile");
        }

        file.Position -= start.Length;
        var unpacked = new MeasuredStream(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true), mostBytes);
        try
        {
            using var text = new StreamReader(unpacked, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, 1 << 16);
            var outcome = new BundleReader(text).Read();

            // A file that was cut off unpacks without complaint up to where it was cut.
            return (outcome.Value is not null || text.Peek() < 0) && !EndsWithLength(file, unpacked.Length) ? new Refusal("Verify.Bundle.Torn") : outcome;
        }
        catch (Exception e) when (e is InvalidDataException or DecoderFallbackException or EndOfStreamException)
        {
            return new Refusal(unpacked.IsOver ? "Verify.Bundle.TooLarge" : "Verify.Bundle.Torn");
        }
    }

    /// <summary>The last four bytes of gzip are the length. What somebody hung on behind is thus not passed over.</summary>
    private static bool EndsWithLength(Stream file, long length)
    {
        Span<byte> end = stackalloc byte[4];
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(end);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(end) == (uint)length;
    }
}

/// <param name="Facts">Of the statement, read.</param>
internal sealed record BundleEntry(long Index, byte[] LeafHash, EvidenceStatement Statement, EntryFacts Facts);
