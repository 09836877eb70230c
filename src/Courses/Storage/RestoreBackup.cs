namespace Learning.Courses.Storage;

/// <summary>
/// Puts a backup in the place of the database and keys. The whole file is checked before the first byte changes; what stood
/// there before is kept beside it under ".before-restore" (SQLite and keys).
/// </summary>
public sealed class RestoreBackup(DatabaseSettings settings)
{
    /// <param name="holdsData">True when a database stands there already.</param>
    /// <param name="force">Replace it all the same.</param>
    /// <param name="migrate">Makes the tables of an empty PostgreSQL database and names the versions.</param>
    /// <exception cref="BackupException">The file is damaged, foreign, of another provider or version, or data would be lost.</exception>
    public async Task<BackupManifest> RunAsync(
        string file, string dataPath, bool holdsData, bool force, Func<Task<IReadOnlyList<string>>> migrate, Action<string> progress, CancellationToken ct)
    {
        // Beside the data, so that moving into place is one step and not a copy that a full disk can cut.
        var folder = Directory.CreateDirectory(Path.Combine(dataPath, ".restore")).FullName;
        try
        {
            progress("checking the file");
            var manifest = await BackupArchive.ExtractAsync(file, folder, ct);
            if (manifest.Provider != settings.Provider)
            {
                throw new BackupException($"The backup is of a {manifest.Provider} database; this site is set to {settings.Provider}.");
            }

            if (holdsData && !force)
            {
                throw new BackupException("There is a database with data already. Restore into an empty one, or say --force to replace it.");
            }

            await LoadAsync(manifest, Path.Combine(folder, "database"), migrate, progress, ct);
            PutKeys(manifest, folder, dataPath);
            return manifest;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task LoadAsync(BackupManifest manifest, string folder, Func<Task<IReadOnlyList<string>>> migrate, Action<string> progress, CancellationToken ct)
    {
        progress("database");
        if (DatabaseCopy.FileOf(settings) is { } databaseFile)
        {
            DatabaseCopy.LoadSqlite(databaseFile, folder);
            return;
        }

        var versions = await migrate();
        if (!versions.Order(StringComparer.Ordinal).SequenceEqual(manifest.Migrations.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            throw new BackupException("The backup was made by another version of this program. Restore it with that version, then migrate.");
        }

        await DatabaseCopy.LoadPostgresAsync(settings, folder, progress, ct);
    }

    private static void PutKeys(BackupManifest manifest, string folder, string dataPath)
    {
        // Also those the backup does not have: a key of the ledger from after the backup would sign a log that has never heard of it.
        foreach (var present in BackUp.LedgerFiles(dataPath).ToList())
        {
            File.Move(present, present + ".before-restore", overwrite: true);
        }

        foreach (var part in manifest.Parts.Where(p => p.Name.StartsWith("files/", StringComparison.Ordinal)))
        {
            var target = Path.Combine(dataPath, part.Name["files/".Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (File.Exists(target))
            {
                File.Move(target, target + ".before-restore", overwrite: true);
            }

            File.Move(Path.Combine(folder, part.Name), target);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }
}
