using System.IO.Compression;
using System.Text;
using CsCheck;
using Learning.Courses.Coverage;
using Learning.Courses.Ledger;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Ledger.Recounts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Ledger;

/// <summary>
/// More than ten thousand ways to tamper with what the ledger gives out and rests on: the exported log, the proof of a report, the
/// database, a backup. Change, delete, insert, swap, cut off, roll back, sign anew. All are found, and the first bad entry is named
/// wherever what is left can tell which it is; what is honest is accepted.
/// </summary>
public sealed class MutationTests : IAsyncLifetime
{
    private const int ArchiveMutations = 5_500;
    private const int ReportMutations = 2_500;
    private const int BackupMutations = 1_500;
    private static readonly Day[] Week = [new(15, 3, 4, true, 0, 0), new(15, 1, 2, false, 0, 0), new(0, 0, 0, false, 7, 0), new(0, 0, 0, false, 7, 1)];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mutations-");
    private District district = null!;
    private LedgerKey stranger = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private VerifierKey Key => district.Keys.FindPublic()!;

    /// <summary>How many of each kind the databases take: each is a check of a whole ledger.</summary>
    private static int DatabaseMutations(DatabaseProvider provider) => provider == DatabaseProvider.Sqlite ? 600 : 100;

    public async ValueTask InitializeAsync()
    {
        district = await District.OpenAsync(DatabaseProvider.Sqlite);
        await district.LiveAsync(Week);
        stranger = new LedgerKeyFile(new LedgerSettings(Path.Combine(folder.FullName, "stranger"))).FindOrCreate();
    }

    public async ValueTask DisposeAsync()
    {
        stranger.Dispose();
        await district.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Of_an_exported_log_the_first_bad_entry_is_named()
    {
        var text = await ArchiveAsync();
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var (lines, note) = (text[..end].Split('\n')[1..], text[(end + 2)..]);
        var checkpoint = Checkpoint.Open(note, [Key]).Value!;
        var older = (await district.WithAsync(db => db.LedgerCheckpoints.OrderBy(c => c.Size).Select(c => c.Note).ToListAsync(Ct))).SkipLast(1).ToList();
        Assert.True(VerifyProof.Run(text, [Key]).Value!.Holds);

        Gen.Select(Gen.Int[0, 8], Gen.Int[0, lines.Length - 1], Gen.Int[0, lines.Length - 1], Gen.Int[0, 1 << 20]).Sample((how, a, b, c) =>
        {
            var (mutated, bad) = how switch
            {
                0 => (Write([.. lines[..a], Changed(lines[a], c), .. lines[(a + 1)..]]), a),
                1 => (Write([.. lines[..a], .. lines[(a + 1)..]]), a),
                2 => (Write([.. lines[..a], lines[b], .. lines[a..]]), a == b ? a + 1 : a),
                3 => (Write(Swapped(a, b)), a == b ? (int?)null : Math.Min(a, b)),
                4 => (text[..(LedgerArchive.Header.Length + 1 + (c % end))], Unnamed),
                5 => (Write(lines[..a]), a),
                6 => (Write([.. lines[..a], Forged(a, c), .. lines[(a + 1)..]]), Unnamed), // With the hash beside it made to fit: only the root tells, and not which.
                7 => (Write(lines, older[c % older.Count]), (int)Checkpoint.Open(older[c % older.Count], [Key]).Value!.Size),
                _ => (Write(lines, stranger.Sign(checkpoint)), Unnamed),
            };
            if (bad is null)
            {
                return; // Swapped with itself.
            }

            var finding = VerifyProof.Run(mutated, [Key]).Value?.FirstBad;
            Assert.True(finding?.Refusal is not null || VerifyProof.Run(mutated, [Key]).Refusal is not null, $"{how} at {a}, {b}, {c} was not found");
            Assert.True(bad == Unnamed || finding?.Index == bad, $"{how} at {a}, {b}, {c}: named {finding?.Index} and not {bad}");
        }, iter: ArchiveMutations);

        string Write(string[] entries, string? by = null) => $"{LedgerArchive.Header}\n{string.Concat(entries.Select(e => e + "\n"))}\n{by ?? note}";
        static string Changed(string line, int c) => $"{line[..(c % line.Length)]}{(line[c % line.Length] == 'x' ? 'y' : 'x')}{line[((c % line.Length) + 1)..]}";
        string[] Swapped(int a, int b)
        {
            var swapped = lines.ToArray();
            (swapped[a], swapped[b]) = (swapped[b], swapped[a]);
            return swapped;
        }

        string Forged(int index, int c)
        {
            var entry = Convert.FromBase64String(lines[index].Split(' ')[2]);
            entry[c % entry.Length] ^= 1;
            return LedgerArchive.LineOf(index, entry).TrimEnd('\n');
        }
    }

    [Fact]
    public async Task Of_a_report_with_its_proof_nothing_can_be_changed()
    {
        var text = await BundleAsync();
        var lines = text.Split('\n');
        var start = text.LastIndexOf($"\n\n{LedgerSettings.DefaultOrigin}\n", StringComparison.Ordinal) + 2;
        var claimed = Checkpoint.Parse(SignedNote.Parse(text[start..]).Value!.Text).Value!;
        Assert.True(Holds(text));

        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 1 << 20], Gen.Int[0, 1 << 20]).Sample((how, a, b) =>
        {
            var (first, second) = (a % lines.Length, b % lines.Length);
            var mutated = how switch
            {
                0 => $"{text[..(a % text.Length)]}{(text[a % text.Length] == '7' ? '8' : '7')}{text[((a % text.Length) + 1)..]}",
                1 => string.Join('\n', [.. lines[..first], .. lines[(first + 1)..]]),
                2 => string.Join('\n', [.. lines[..first], lines[second], .. lines[first..]]),
                3 => string.Join('\n', lines.Select((l, i) => i == first ? lines[second] : i == second ? lines[first] : l)),
                4 => text[..(a % text.Length)],
                5 => text + lines[second],
                _ => text[..start] + stranger.Sign(claimed),
            };
            Assert.True(mutated == text || !Holds(mutated), $"{how} at {a}, {b} was not found");
        }, iter: ReportMutations);
    }

    /// <summary>The rows themselves, as somebody with the password of the database can change them, and whole older copies put in its place.</summary>
    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Of_a_database_the_first_bad_entry_is_named(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        var sizes = new List<long>();
        foreach (var lessons in new[] { 6, 9, 8 })
        {
            await log.LearnAsync(lessons);
            await log.SealAsync();
            sizes.Add(await log.School.NewDb().Evidence.LongCountAsync(Ct));
        }

        var size = (int)sizes[^1];
        Assert.Null((await log.CheckAsync()).Fault);
        await Gen.Select(Gen.Int[0, 8], Gen.Int[0, size - 1], Gen.Int[0, size - 1], Gen.Int[0, 1 << 20]).SampleAsync(
            async (how, a, b, c) =>
            {
                await using var db = log.School.NewDb();
                await using var transaction = await db.Database.BeginTransactionAsync(Ct);
                var bad = await TamperAsync(db, how, a, b, c);
                var fault = (await new CheckLedger(db, log.Keys).RunAsync(null, null, Ct)).Value!.Fault;
                Assert.True(bad is null || (fault is not null && fault.Index == bad), $"{how} at {a}, {b}, {c}: {fault?.Reason.Code} at {fault?.Index} and not {bad}");
            },
            iter: DatabaseMutations(provider),
            threads: 1);

        async Task<long?> TamperAsync(CoursesDb db, int how, int a, int b, int c)
        {
            var entry = await db.Evidence.AsNoTracking().SingleAsync(e => e.Index == a, Ct);
            var checkpoint = c % sizes.Count;
            switch (how)
            {
                case 0:
                    entry.Body[c % entry.Body.Length] ^= (byte)(1 + (c % 255));
                    await db.Evidence.Where(e => e.Index == a).ExecuteUpdateAsync(e => e.SetProperty(x => x.Body, entry.Body), Ct);
                    return a;
                case 1:
                    await db.Evidence.Where(e => e.Index == a).ExecuteDeleteAsync(Ct);
                    return a;
                case 2:
                    // Put in at the end, with everything about it in order but the signature.
                    db.Evidence.Add(new EvidenceEntry(RowId.At(entry.At), RowId.At(entry.At), entry.Kind, entry.At, entry.Body));
                    await db.SaveChangesAsync(Ct);
                    await db.Evidence.Where(e => e.Index == null).ExecuteUpdateAsync(e => e.SetProperty(x => x.Index, size), Ct);
                    return size;
                case 3 when a != b:
                    await MoveAsync(db, a, size);
                    await MoveAsync(db, b, a);
                    await MoveAsync(db, size, b);
                    return Math.Min(a, b);
                case 4:
                    await db.Evidence.Where(e => e.Index >= a).ExecuteDeleteAsync(Ct);
                    return a;
                case 5:
                    // Signed anew by somebody else, over the very same tree.
                    var stored = await db.LedgerCheckpoints.AsNoTracking().SingleAsync(p => p.Size == sizes[checkpoint], Ct);
                    var forged = stranger.Sign(Checkpoint.Open(stored.Note, [log.Key]).Value!);
                    await db.LedgerCheckpoints.Where(p => p.Size == sizes[checkpoint]).ExecuteUpdateAsync(p => p.SetProperty(x => x.Note, forged), Ct);
                    return checkpoint == 0 ? 0 : sizes[checkpoint - 1];
                case 6:
                    var tile = await db.LedgerTiles.AsNoTracking().SingleAsync(Ct);
                    tile.Hashes[(a * LedgerTile.HashSize) + (c % LedgerTile.HashSize)] ^= 1;
                    await db.LedgerTiles.ExecuteUpdateAsync(t => t.SetProperty(x => x.Hashes, tile.Hashes), Ct);
                    return a;
                case 7:
                    await db.Evidence.Where(e => e.Index == a).ExecuteUpdateAsync(e => e.SetProperty(x => x.At, entry.At.AddDays(1 + (c % 99))), Ct);
                    return a;
                case 8 when entry.Kind == "lesson.completed":
                    await db.LessonCredits.Where(l => l.Id == entry.SourceId).ExecuteUpdateAsync(l => l.SetProperty(x => x.RecordedAt, entry.At.AddDays(1 + (c % 99))), Ct);
                    return a;
                default:
                    return null;
            }
        }
    }

    [Fact]
    public async Task An_older_backup_in_the_place_of_the_database_is_shown_by_what_somebody_kept_and_the_honest_one_is_accepted()
    {
        await using var log = await TestLog.OpenAsync();
        var backups = new List<(string File, long Size)>();
        for (var turn = 0; turn < 6; turn++)
        {
            await log.LearnAsync(3);
            await log.SealAsync();
            var file = Path.Combine(folder.FullName, $"{turn}.backup");
            await BackUpAsync(log, file);
            backups.Add((file, TestLog.RosterEntries + (3 * (turn + 1))));
        }

        await using var current = log.School.NewDb();
        var kept = (await new PublishedLog(current).LastCheckpointAsync(Ct))!.Note;
        foreach (var (file, size) in backups)
        {
            var (db, keys) = await RestoreAsync(file);
            await using (db)
            {
                Assert.Null((await new CheckLedger(db, keys).RunAsync(null, null, Ct)).Value!.Fault);
                var fault = (await new CheckLedger(db, keys).RunAsync(kept, null, Ct)).Value!.Fault;
                Assert.Equal(file == backups[^1].File ? "sound" : $"Ledger.RolledBack {size}", fault is null ? "sound" : $"{fault.Reason.Code} {fault.Index}");
            }
        }
    }

    [Fact]
    public async Task A_backup_in_which_a_byte_was_changed_is_refused_or_holds_the_same_to_the_last_byte()
    {
        await using var log = await TestLog.OpenAsync();
        await log.LearnAsync(3);
        await log.SealAsync();
        var honest = Path.Combine(folder.FullName, "honest.backup");
        await BackUpAsync(log, honest);
        var bytes = await File.ReadAllBytesAsync(honest, Ct);
        var manifest = await BackupArchive.ExtractAsync(honest, Directory.CreateDirectory(Path.Combine(folder.FullName, "honest")).FullName, Ct);
        var (mutatedFile, place) = (Path.Combine(folder.FullName, "mutated.backup"), Directory.CreateDirectory(Path.Combine(folder.FullName, "mutated")).FullName);

        // Most of the file is the database; half of the strokes go where the keys and the manifest are.
        await Gen.Select(Gen.Int[0, 4], Gen.Int[0, bytes.Length - 1], Gen.Int[0, 3_000], Gen.Bool, Gen.Byte[1, 255]).SampleAsync(
            async (how, anywhere, fromEnd, atEnd, value) =>
            {
                var a = atEnd ? Math.Max(0, bytes.Length - 1 - fromEnd) : anywhere;
                await File.WriteAllBytesAsync(
                    mutatedFile,
                    how switch
                    {
                        0 => [.. bytes[..a], (byte)(bytes[a] ^ value), .. bytes[(a + 1)..]],
                        1 => [.. bytes[..a], .. bytes[(a + 1)..]],
                        2 => [.. bytes[..a], value, .. bytes[a..]],
                        3 => bytes[..a],
                        _ => [.. bytes[..a], .. bytes[Math.Min(bytes.Length, a + value)..]],
                    },
                    Ct);
                try
                {
                    Assert.Equal(Said(manifest), Said(await BackupArchive.ExtractAsync(mutatedFile, place, Ct)));
                }
                catch (BackupException)
                {
                    // Refused, and nothing was touched.
                }
            },
            iter: BackupMutations,
            threads: 1);

        static string Said(BackupManifest m) => $"{m.Version} {m.Provider} {m.At:O} {m.Checkpoint} {string.Join(' ', m.Migrations)} {string.Join(' ', m.Parts)}";
    }

    /// <summary>Found, but by what is left nobody can say which entry it is.</summary>
    private const int Unnamed = -1;

    private Task<string> ArchiveAsync() => district.WithAsync(async db =>
    {
        await using var file = new StringWriter { NewLine = "\n" };
        Assert.Null((await new ExportLedger(db).RunAsync(file, null, Ct)).Refusal);
        return file.ToString();
    });

    private async Task<string> BundleAsync()
    {
        var report = await district.WithAsync(db => db.Reports.OrderBy(r => r.Id).Select(r => r.Id).FirstAsync(Ct));
        using var file = new MemoryStream();
        await district.WithAsync(db => new ProveReport(db).RunAsync(report, file, Ct));
        file.Position = 0;
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress), Encoding.UTF8);
        return await reader.ReadToEndAsync(Ct);
    }

    private bool Holds(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        // As the bundle is packed.
        var bytes = packed.ToArray();
        (bytes[8], bytes[9]) = (0, 0xff);
        using var file = new MemoryStream(bytes);
        return VerifyFile.Run(file, [Key]).Value is { Holds: true };
    }

    private static Task MoveAsync(CoursesDb db, long from, long to) =>
        db.Evidence.Where(e => e.Index == from).ExecuteUpdateAsync(e => e.SetProperty(x => x.Index, to), Ct);

    private static async Task BackUpAsync(TestLog log, string file)
    {
        await using var db = log.School.NewDb();
        await new BackUp(db, log.School.Settings, log.School.Calendar).RunAsync(file, log.Folder, ["v1"], _ => { }, Ct);
    }

    private static async Task<(CoursesDb Db, LedgerKeyFile Keys)> RestoreAsync(string file)
    {
        var data = Directory.CreateDirectory(file + ".restored").FullName;
        var settings = new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(data, "restored.db")};Pooling=False");
        await new RestoreBackup(settings).RunAsync(file, data, false, false, () => Task.FromResult<IReadOnlyList<string>>(["v1"]), _ => { }, Ct);
        return (School.NewDb(settings), new LedgerKeyFile(new LedgerSettings(data)));
    }
}
