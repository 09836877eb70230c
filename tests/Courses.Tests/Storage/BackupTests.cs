using System.IO.Compression;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Storage;

public sealed class BackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lunxun-backup-test-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string BackupFile => Path.Combine(folder, "backup.zip");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task What_was_backed_up_comes_back_byte_for_byte(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var evidence = await FillAsync(school);
        await BackUpAsync(school);

        // An SQLite database comes back as a file, a PostgreSQL one into the tables of an empty database.
        await using var empty = await School.OpenAsync(provider);
        var target = provider == DatabaseProvider.Sqlite ? Somewhere : empty.Settings;
        await RestoreAsync(target, BackupFile, ["v1"]);

        await using var db = School.NewDb(target);
        Assert.Equal(evidence, await db.Evidence.OrderBy(e => e.Id).Select(e => e.Body).ToListAsync(Ct));
        Assert.Equal(7, await db.Units.CountAsync(Ct));
        Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(folder, "data", "ledger.key"), Ct));
    }

    [Fact]
    public async Task A_backup_with_one_changed_byte_is_refused_and_nothing_is_touched()
    {
        await using var school = await School.OpenAsync();
        await FillAsync(school);
        await BackUpAsync(school);
        await ChangeAsync(BackupFile, "files/ledger.key", "secreT");
        var target = Path.Combine(folder, "untouched.db");

        await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={target}"), BackupFile, []));

        Assert.False(File.Exists(target));
        Assert.False(File.Exists(Path.Combine(folder, "data", "ledger.key")));
    }

    [Theory]
    [InlineData("not a zip at all")]
    [InlineData("")]
    public async Task A_file_that_is_no_backup_is_refused_in_words(string content)
    {
        await File.WriteAllTextAsync(BackupFile, content, Ct);
        var refusal = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(Somewhere, BackupFile, []));
        Assert.Contains("not a backup", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_wants_to_be_written_elsewhere_is_refused()
    {
        await using (var zip = await ZipFile.OpenAsync(BackupFile, ZipArchiveMode.Create, Ct))
        {
            await WriteAsync(zip, "../evil", "x");
            const string Manifest = """{"version":1,"provider":0,"at":"2026-01-01T00:00:00Z","migrations":[],"parts":[{"name":"../evil","length":1,"sha256":"x"}]}""";
            await WriteAsync(zip, "manifest.json", Manifest);
            zip.Comment = "sha256 " + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Manifest)));
        }

        var refusal = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(Somewhere, BackupFile, []));
        Assert.Contains("no proper name", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "evil")));
    }

    [Fact]
    public async Task Data_that_stands_there_is_replaced_only_by_force()
    {
        await using var school = await School.OpenAsync();
        await FillAsync(school);
        await BackUpAsync(school);

        var refusal = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(Somewhere, BackupFile, [], holdsData: true));
        Assert.Contains("--force", refusal.Message, StringComparison.Ordinal);
        await RestoreAsync(Somewhere, BackupFile, [], holdsData: true, force: true);
    }

    private DatabaseSettings Somewhere => new(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "somewhere.db")};Pooling=False");

    private static async Task<List<byte[]>> FillAsync(School school)
    {
        var roster = await Roster.CreateAsync(school);
        await roster.MemberAsync("d/t1/b1");
        await using var db = school.NewDb();
        return await db.Evidence.OrderBy(e => e.Id).Select(e => e.Body).ToListAsync(Ct);
    }

    private async Task BackUpAsync(School school)
    {
        var source = Directory.CreateDirectory(Path.Combine(folder, "source")).FullName;
        await File.WriteAllTextAsync(Path.Combine(source, "ledger.key"), "secret", Ct);
        await using var db = school.NewDb();
        await new BackUp(db, school.Settings, school.Calendar).RunAsync(BackupFile, source, ["v1"], _ => { }, Ct);
    }

    private async Task RestoreAsync(DatabaseSettings settings, string file, IReadOnlyList<string> versions, bool holdsData = false, bool force = false)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        await new RestoreBackup(settings).RunAsync(file, data, holdsData, force, () => Task.FromResult(versions), _ => { }, Ct);
    }

    private static async Task ChangeAsync(string file, string name, string content)
    {
        await using var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Update, Ct);
        zip.GetEntry(name)!.Delete();
        await WriteAsync(zip, name, content);
    }

    private static async Task WriteAsync(ZipArchive zip, string name, string content)
    {
        await using var writer = new StreamWriter(await zip.CreateEntry(name).OpenAsync(Ct));
        await writer.WriteAsync(content);
    }
}
