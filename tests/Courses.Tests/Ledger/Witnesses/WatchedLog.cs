using System.Globalization;
using System.Text;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Microsoft.Extensions.Time.Testing;

namespace Learning.Courses.Tests.Ledger.Witnesses;

/// <summary>
/// A log that may lie, and the folder of a witness that watches it. History 0 is the true one; history n is the same up to
/// <see cref="ForkAt"/> times n and goes its own way from there, signed with the log's own key.
/// </summary>
internal sealed class WatchedLog : IDisposable
{
    public const int Most = 40;
    public const int ForkAt = 10;
    public const string Origin = "example.org/log";
    private static readonly byte[][][] Histories = [.. Enumerable.Range(0, 4).Select(HistoryOf)];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("witness-");
    private readonly LedgerKey key;
    private readonly LedgerKey stranger;
    private WitnessFolder? opened;

    public WatchedLog()
    {
        key = new LedgerKeyFile(new LedgerSettings(Path.Combine(folder.FullName, "log"), Origin)).FindOrCreate();
        stranger = new LedgerKeyFile(new LedgerSettings(Path.Combine(folder.FullName, "stranger"), Origin)).FindOrCreate();
    }

    public string Folder => Path.Combine(folder.FullName, "witness");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public VerifierKey Key => key.Public;

    /// <summary>As after the process was started anew; another disk for tests in which it breaks.</summary>
    public Witness Start(Func<string, Stream>? disk = null)
    {
        opened?.Dispose();
        opened = WitnessFolder.Open(Folder, "example.org/witness", [Key]).Value!;
        return new Witness(opened.Signer, opened.Logs, new WitnessMemory(Folder, disk), new SchoolCalendar(Clock, TimeZoneInfo.Utc));
    }

    public void Stop() => opened?.Dispose();

    public static Checkpoint CheckpointOf(int history, int size) => new(Origin, size, NaiveTree.Mth(Histories[history][..size]));

    public string Note(int history, int size) => key.Sign(CheckpointOf(history, size));

    public string Note(Checkpoint checkpoint) => key.Sign(checkpoint);

    public string ForgedNote(int history, int size) => stranger.Sign(CheckpointOf(history, size));

    /// <summary>What the log would say to a witness that stands at the old size.</summary>
    public string Request(int history, int old, int size) => new AddCheckpoint(old, Proof(history, old, size), Note(history, size)).ToString();

    public static IReadOnlyList<byte[]> Proof(int history, int old, int size) =>
        old == 0 || old >= size ? [] : NaiveTree.Proof(old, Histories[history][..size]);

    /// <summary>Whether one log could have had both.</summary>
    public static bool Agree(Checkpoint one, Checkpoint other)
    {
        var (small, large) = one.Size <= other.Size ? (one, other) : (other, one);
        return Histories.Any(h => NaiveTree.Mth(h[..(int)large.Size]).AsSpan().SequenceEqual(large.RootHash) && NaiveTree.Mth(h[..(int)small.Size]).AsSpan().SequenceEqual(small.RootHash));
    }

    public void Dispose()
    {
        opened?.Dispose();
        key.Dispose();
        stranger.Dispose();
        folder.Delete(recursive: true);
    }

    private static byte[][] HistoryOf(int history) =>
        [.. Enumerable.Range(0, Most).Select(i => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(i < history * ForkAt ? 0 : history)}:{i}")))];
}

/// <summary>A disk that breaks in the middle of one write; what was written until then is stored.</summary>
internal sealed class BreakingDisk(int write, int afterBytes)
{
    private int writes;

    public Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        return writes++ == write ? new BreakingFile(file, afterBytes) : file;
    }

    private sealed class BreakingFile(FileStream file, int afterBytes) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => file.Length;
        public override long Position { get => file.Position; set => file.Position = value; }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            file.Write(buffer[..Math.Min(afterBytes, buffer.Length)]);
            file.Flush();
            throw new IOException("The disk is broken.");
        }

        public override void SetLength(long value) => file.SetLength(value);

        public override void Flush() => file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            base.Dispose(disposing);
        }
    }
}
