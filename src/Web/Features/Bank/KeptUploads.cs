using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Courses.Questions.Exchange;
using Learning.Web.Hosting;

namespace Learning.Web.Features.Bank;

/// <summary>
/// Files between their preview and their import, so that exactly what was looked at is applied. Each is called by its own
/// hash; the newest few are kept, and what is gone is uploaded again.
/// </summary>
public sealed partial class KeptUploads(SiteSettings settings)
{
    private const int Most = 30;

    private readonly string folder = Path.Combine(settings.DataPath, "uploads");

    /// <summary>The name by which it is found again.</summary>
    public async Task<string> KeepAsync(IFormFile file, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await using var stream = file.OpenReadStream();
        var name = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
        stream.Position = 0;
        var fresh = Path.Combine(folder, Path.GetRandomFileName());
        await using (var kept = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await stream.CopyToAsync(kept, ct);
        }

        // Two may upload one file at once: whoever comes last puts the same bytes there.
        File.Move(fresh, Path.Combine(folder, name), overwrite: true);

        foreach (var old in new DirectoryInfo(folder).EnumerateFiles().OrderByDescending(f => f.LastWriteTimeUtc).Skip(Most).ToList())
        {
            old.Delete();
        }

        return name;
    }

    /// <param name="shown">What the file was called by whoever has it; only for showing.</param>
    public async Task<Outcome<ForeignFile>> FindAsync(string? name, string shown, CancellationToken ct)
    {
        var path = Path.Combine(folder, Name().IsMatch(name ?? "") ? name! : "-");
        if (!File.Exists(path))
        {
            return new Refusal("Exchange.UploadGone");
        }

        await using var stream = File.OpenRead(path);
        return await ForeignFile.ReadAsync(shown, stream, ct);
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Name();
}
