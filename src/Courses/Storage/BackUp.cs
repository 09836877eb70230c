using Learning.Courses.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Storage;

/// <summary>
/// Writes database and keys into one file while the site runs. The file holds what signs the ledger and the sign-ins: whoever
/// has it has the site, so it belongs where the machine does not.
/// </summary>
public sealed class BackUp(CoursesDb db, DatabaseSettings settings, SchoolCalendar calendar)
{
    /// <param name="dataPath">The folder whose keys are saved: ledger.key and openid/*.</param>
    /// <param name="migrations">The versions of the database, of all contexts.</param>
    /// <param name="progress">Told what is being saved.</param>
    public async Task<BackupManifest> RunAsync(string file, string dataPath, IReadOnlyList<string> migrations, Action<string> progress, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("lunxun-backup-").FullName;
        try
        {
            progress("database");
            var tables = await DatabaseCopy.SaveAsync(settings, folder, progress, ct);
            var checkpoint = await db.LedgerCheckpoints.AsNoTracking().OrderByDescending(c => c.Size).Select(c => c.Note).FirstOrDefaultAsync(ct);
            var parts = tables.Select(t => ($"database/{t}", Path.Combine(folder, t))).Concat(Keys(dataPath)).ToList();
            BackupManifest? manifest = null;
            await BackupArchive.WriteAsync(
                file, parts, written => manifest = BackupArchive.NewManifest(settings.Provider, calendar.UtcNow(), migrations, checkpoint, written), ct);
            return manifest!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>All keys of the ledger, former ones and one that is being prepared among them.</summary>
    internal static IEnumerable<string> LedgerFiles(string dataPath) => !Directory.Exists(dataPath) ? [] : Directory.EnumerateFiles(dataPath, LedgerKeyFile.FileStart + "*")
        .Where(f => f.EndsWith(".key", StringComparison.Ordinal) || f.EndsWith(".pub", StringComparison.Ordinal) || f.EndsWith(".key.next", StringComparison.Ordinal));

    /// <summary>The files beside the database without which a restored site could neither sign nor recognise its own signatures.</summary>
    internal static IEnumerable<(string Name, string Path)> Keys(string dataPath)
    {
        var files = Directory.Exists(Path.Combine(dataPath, "openid")) ? Directory.EnumerateFiles(Path.Combine(dataPath, "openid")) : [];
        return files.Concat(LedgerFiles(dataPath))
            .Order(StringComparer.Ordinal)
            .Select(f => ("files/" + Path.GetRelativePath(dataPath, f).Replace('\\', '/'), f));
    }
}
