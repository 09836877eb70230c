using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Learning.Courses.Storage;

/// <param name="Name">Path inside the archive; "database/..." or "files/...".</param>
/// <param name="Sha256">Lower-case hex over the bytes before compression.</param>
public sealed record BackupPart(string Name, long Length, string Sha256);

/// <param name="Migrations">The versions of the database; a backup is restored by the program version that made it.</param>
/// <param name="Checkpoint">The ledger's last signed checkpoint, so that a reader sees without a database what the backup holds.</param>
public sealed record BackupManifest(
    int Version, DatabaseProvider Provider, DateTime At, IReadOnlyList<string> Migrations, string? Checkpoint, IReadOnlyList<BackupPart> Parts);

/// <summary>Why a file cannot be restored. Nothing has been changed when this is thrown.</summary>
public sealed class BackupException : IOException
{
    public BackupException(string message)
        : base(message)
    {
    }

    public BackupException()
    {
    }

    public BackupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>
/// The form of a backup: a zip file whose last entry, manifest.json, names every part with its length and hash, and whose comment is
/// the hash of that. A damaged,
/// foreign or hostile file is found out before anything is written where it matters.
/// </summary>
internal static class BackupArchive
{
    private const string ManifestName = "manifest.json";
    private const int FormatVersion = 1;
    private const int LargestManifest = 1024 * 1024;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes beside the target and moves into place, so that a half-written backup never bears the name of a whole one.</summary>
    public static async Task WriteAsync(
        string file, IEnumerable<(string Name, string Path)> parts, Func<IReadOnlyList<BackupPart>, BackupManifest> manifest, CancellationToken ct)
    {
        var unfinished = file + ".unfinished";
        await using (var zip = await ZipFile.OpenAsync(unfinished, ZipArchiveMode.Create, ct))
        {
            var written = new List<BackupPart>();
            foreach (var (name, path) in parts)
            {
                written.Add(await AddAsync(zip, name, path, ct));
            }

            // The manifest vouches for the parts, and the comment of the file for the manifest.
            var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest(written), Json);
            zip.Comment = CommentFor(bytes);
            await using var entry = await zip.CreateEntry(ManifestName).OpenAsync(ct);
            await entry.WriteAsync(bytes, ct);
        }

        File.Move(unfinished, file, overwrite: true);
    }

    public static BackupManifest NewManifest(
        DatabaseProvider provider, DateTime at, IReadOnlyList<string> migrations, string? checkpoint, IReadOnlyList<BackupPart> parts) =>
        new(FormatVersion, provider, at, migrations, checkpoint, parts);

    /// <summary>Checks the whole file and lays its parts below the folder.</summary>
    public static async Task<BackupManifest> ExtractAsync(string file, string folder, CancellationToken ct)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, ct);
            var manifest = await ReadManifestAsync(zip, ct);
            foreach (var part in manifest.Parts)
            {
                await ExtractAsync(zip, part, folder, ct);
            }

            return manifest;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            throw new BackupException("This is not a backup of this program, or it is damaged.", e);
        }
    }

    private static async Task<BackupPart> AddAsync(ZipArchive zip, string name, string path, CancellationToken ct)
    {
        await using var source = File.OpenRead(path);
        await using var target = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        var (length, hash) = await CopyAsync(source, target, long.MaxValue, ct);
        return new BackupPart(name, length, hash);
    }

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive zip, CancellationToken ct)
    {
        var entry = zip.GetEntry(ManifestName) is { Length: <= LargestManifest } found
            ? found
            : throw new BackupException("This is not a backup of this program: it has no manifest.");
        await using var stream = await entry.OpenAsync(ct);
        using var bytes = new MemoryStream();
        await CopyAsync(stream, bytes, LargestManifest, ct);
        if (zip.Comment != CommentFor(bytes.ToArray()))
        {
            throw new BackupException("The backup is damaged: its manifest is not what was written.");
        }

        var manifest = JsonSerializer.Deserialize<BackupManifest>(bytes.ToArray(), Json);
        return manifest is { Version: FormatVersion, Parts: not null, Migrations: not null }
            ? manifest
            : throw new BackupException("This backup was made by another version of this program.");
    }

    private static async Task ExtractAsync(ZipArchive zip, BackupPart part, string folder, CancellationToken ct)
    {
        var path = Path.GetFullPath(Path.Combine(folder, part.Name));
        if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || zip.GetEntry(part.Name) is not { } entry)
        {
            throw new BackupException($"The backup is damaged: {part.Name} is missing or has no proper name.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var source = await entry.OpenAsync(ct);
        await using var target = File.Create(path);

        // No more than the manifest says: a file that unpacks without end is stopped here and not by a full disk.
        var (length, hash) = await CopyAsync(source, target, part.Length, ct);
        if (length != part.Length || hash != part.Sha256)
        {
            throw new BackupException($"The backup is damaged: {part.Name} is not what the manifest says.");
        }
    }

    private static string CommentFor(byte[] manifest) => "sha256 " + Convert.ToHexStringLower(SHA256.HashData(manifest));

    private static async Task<(long Length, string Hash)> CopyAsync(Stream source, Stream target, long most, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        var length = 0L;
        int read;
        while ((read = await source.ReadAsync(buffer, ct)) > 0)
        {
            length += read;
            if (length > most)
            {
                break;
            }

            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
