using System.Data.Common;
using System.Text;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Learning.Courses.Tests.Ledger;

public sealed class RotateKeyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_former_key_vouches_for_the_new_one_and_both_sign_from_then_on(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.LearnAsync(3);
        await log.SealAsync();
        var (former, before) = (log.Key, await LastNoteAsync(log));

        var rotated = (await RotateAsync(log)).Value!;

        Assert.Equal((former.ToString(), log.Key.ToString()), (rotated.Former.ToString(), rotated.Key.ToString()));
        Assert.NotEqual(former.Id, rotated.Key.Id);
        await using var db = log.School.NewDb();
        var notes = await db.LedgerCheckpoints.OrderBy(c => c.Size).ToDictionaryAsync(c => c.Size, c => c.Note, Ct);

        // The last checkpoint of the former key alone covers the entry that names the new one.
        var announced = await db.Evidence.SingleAsync(e => e.Kind == LedgerKeyChange.AnnouncedKind, Ct);
        Assert.Contains(rotated.Key.ToString(), Encoding.UTF8.GetString(announced.Body), StringComparison.Ordinal);
        Assert.True(announced.Index < rotated.Announced);
        Assert.Equal([former.Id], SignersOf(notes[rotated.Announced]));
        Assert.Equal(rotated.Announced, notes.Where(n => SignersOf(n.Value).SequenceEqual([former.Id])).Max(n => n.Key));
        Assert.Equal([rotated.Key.Id, former.Id], SignersOf(notes[rotated.InForce]));
        Assert.Null(Checkpoint.Open(before, [former]).Refusal);
        Assert.Equal("Verify.UnknownSigner", Checkpoint.Open(before, [rotated.Key]).Refusal?.Code);
        await log.LearnAsync(2);
        await log.SealAsync();
        Assert.Equal([rotated.Key.Id, former.Id], SignersOf(await LastNoteAsync(log)));
        await log.AssertSoundAsync(TestLog.RosterEntries + 7);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Proofs_from_before_are_verified_by_the_former_key_and_later_ones_by_either_and_it_is_said_by_which(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.LearnAsync(2);
        await log.SealAsync();
        var lesson = await IdOfAsync(log, "lesson.completed");
        var (former, old) = (log.Key, await log.ProofAsync(lesson));
        var key = (await RotateAsync(log)).Value!.Key;
        var young = await log.ProofAsync(lesson);

        Assert.Equal(former.ToString(), SignerOf(old, former));
        Assert.Equal(former.ToString(), SignerOf(old, key, former));
        Assert.Null(SignerOf(old, key));
        Assert.Equal(former.ToString(), SignerOf(young, former));
        Assert.Equal(key.ToString(), SignerOf(young, key));
        Assert.Equal(key.ToString(), SignerOf(young, key, former));

        // The other key of the log is no unknown witness, and damage is damage whichever key one knows.
        Assert.Empty(VerifyProof.Run(young, [key]).Value!.Witnessed());
        foreach (var known in new[] { former, key })
        {
            Assert.False(VerifyProof.Run(young.Replace("\nindex ", "\nindex 1", StringComparison.Ordinal), [known]).Value?.Holds ?? false);
        }

        var note = SignedNote.Parse(ProofFile.CheckpointOf(young)).Value!;
        var swapped = $"{note.Text}\n{SignedNote.Line(key.Name, key.Id, note.Signatures[1].Bytes)}{SignedNote.Line(former.Name, former.Id, note.Signatures[1].Bytes)}";
        Assert.Equal("Verify.BadSignature", Checkpoint.Open(swapped, [key, former]).Refusal?.Code);
    }

    [Fact]
    public async Task A_witness_that_knows_only_the_former_key_goes_on_and_learns_the_new_one_in_time()
    {
        await using var log = await TestLog.OpenAsync();
        await log.SealAsync();
        var path = Path.Combine(log.Folder, "witness");
        using (var folder = WitnessFolder.Open(path, "example.org/witness", [log.Key]).Value!)
        {
            var witness = new Witness(folder, log.School.Calendar);
            Assert.Equal(WitnessState.Agrees, (await AskAsync(log, witness)).Single().State);
            await RotateAsync(log);
            await log.LearnAsync(1);
            await log.SealAsync();

            Assert.Empty(await AskAsync(log, witness)); // Nothing new to say: it agrees as before.
            Assert.Equal(await LastNoteSizeAsync(log), Checkpoint.Open(witness.LastNote!, [log.Keys.FindAllPublic()[1]]).Value!.Size);
        }

        // The office is given the new key; then the former one may be taken away.
        using var reopened = WitnessFolder.Open(path, null, [log.Key]).Value!;
        File.Delete(Path.Combine(log.Folder, "ledger.key"));
        await log.LearnAsync(1);
        await log.SealAsync();
        var later = new Witness(reopened, log.School.Calendar);
        Assert.Empty(await AskAsync(log, later));
        Assert.Equal(await LastNoteSizeAsync(log), Checkpoint.Open(later.LastNote!, [log.Key]).Value!.Size);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Taken_away_the_former_key_signs_no_more_and_its_public_half_stays_on_record(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.SealAsync();
        var former = log.Key;
        await RotateAsync(log);
        File.Delete(Path.Combine(log.Folder, "ledger.key"));
        await log.LearnAsync(1);
        await log.SealAsync();

        Assert.Equal([log.Key.Id], SignersOf(await LastNoteAsync(log)));
        Assert.Equal([log.Key.ToString(), former.ToString()], log.Keys.FindAllPublic().Select(k => k.ToString()));
        Assert.Null((await log.CheckAsync()).Fault);
        await using var db = log.School.NewDb();
        Assert.Equal([(true, false), (false, false)], (await new LedgerKeys(db, log.Keys).RunAsync(Ct)).Select(k => (k.IsInForce, k.SignsAlong)));
    }

    [Fact]
    public async Task Who_has_stolen_the_former_key_cannot_go_on_with_it()
    {
        await using var log = await TestLog.OpenAsync();
        await log.SealAsync();
        var stolen = Directory.CreateDirectory(Path.Combine(log.Folder, "thief")).FullName;
        File.Copy(Path.Combine(log.Folder, "ledger.key"), Path.Combine(stolen, "ledger.key"));
        var rotated = (await RotateAsync(log)).Value!;
        await log.LearnAsync(1);
        await using (var db = log.School.NewDb())
        {
            await new SealLedger(db, log.School.Calendar, new LedgerKeyFile(new LedgerSettings(stolen))).RunAsync(Ct);
        }

        var fault = (await log.CheckAsync()).Fault!;

        Assert.Equal(("Ledger.CheckpointChanged", rotated.InForce), (fault.Reason.Code, fault.Index));
    }

    [Fact]
    public async Task A_key_that_the_ledger_has_never_announced_is_found()
    {
        await using var log = await TestLog.OpenAsync();
        await log.SealAsync();
        log.Keys.PrepareNext();
        log.Keys.TakeNext();

        Assert.Equal("Ledger.KeyNotAnnounced", (await log.CheckAsync()).Fault?.Reason.Code);
        Assert.Equal("Ledger.RotateNotSound", (await RotateAsync(log)).Refusal?.Code);
    }

    [Fact]
    public async Task A_ledger_that_is_not_sound_gets_no_new_key()
    {
        await using var log = await TestLog.OpenAsync();
        Assert.Equal("Ledger.NoKey", (await RotateAsync(log)).Refusal?.Code);
        await log.LearnAsync(2);
        await log.SealAsync();
        await using (var db = log.School.NewDb())
        {
            await db.LessonCredits.ExecuteUpdateAsync(c => c.SetProperty(x => x.LessonKey, x => x.LessonKey + "-forged"), Ct);
        }

        Assert.Equal("Ledger.RotateNotSound", (await RotateAsync(log)).Refusal?.Code);
        Assert.Single(log.Keys.FindAllPublic());
    }

    [Fact]
    public async Task Where_the_key_file_cannot_be_written_nothing_is_announced()
    {
        await using var log = await TestLog.OpenAsync();
        await log.SealAsync();
        Directory.CreateDirectory(Path.Combine(log.Folder, "ledger.2.key.next")); // Something stands where the file should be.

        Assert.Equal("Ledger.RotateCannotWrite", (await RotateAsync(log)).Refusal?.Code);

        await using var db = log.School.NewDb();
        Assert.Equal(0, await db.LedgerKeyChanges.CountAsync(Ct));
        Assert.Single(log.Keys.FindAllPublic());
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Killed_at_any_moment_it_is_repeated_and_comes_to_the_same_end(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.SealAsync();
        var (moment, keys, wasKilled) = (0, 1, true);
        while (wasKilled)
        {
            var kill = new KillAt(++moment);
            try
            {
                await RotateAsync(log, kill);
            }
            catch (Exception e) when (e is BrokenDisk || e.InnerException is BrokenDisk)
            {
                // The process is gone; a new one begins below.
            }

            wasKilled = kill.Happened;
            if (wasKilled)
            {
                Assert.Null((await RotateAsync(log)).Refusal);
            }

            keys++;
            Assert.Equal(keys, log.Keys.FindAllPublic().Count);
            Assert.Null((await log.CheckAsync()).Fault);
            await using var db = log.School.NewDb();
            Assert.Equal((keys - 1, keys - 1), (await db.LedgerKeyChanges.CountAsync(c => c.Stage == KeyChangeStage.Announced, Ct), await db.LedgerKeyChanges.CountAsync(c => c.Stage == KeyChangeStage.InForce, Ct)));

            // So that the notes do not grow with every turn.
            foreach (var former in Directory.GetFiles(log.Folder, "ledger.*.key").Append(Path.Combine(log.Folder, "ledger.key")).Where(f => keys > 2 && !f.EndsWith($".{keys}.key", StringComparison.Ordinal)))
            {
                File.Delete(former);
            }
        }

        Assert.True(moment > 6);
    }

    [Fact]
    public async Task Backup_and_restore_keep_all_keys_and_leave_none_from_later()
    {
        await using var log = await TestLog.OpenAsync();
        await log.SealAsync();
        await RotateAsync(log);
        var known = log.Keys.FindAllPublic().Select(k => k.ToString()).ToList();
        var (file, data) = (Path.Combine(log.Folder, "backup.zip"), Directory.CreateDirectory(Path.Combine(log.Folder, "restored")).FullName);
        await using (var db = log.School.NewDb())
        {
            await new BackUp(db, log.School.Settings, log.School.Calendar).RunAsync(file, log.Folder, ["v1"], _ => { }, Ct);
        }

        // The other machine has gone through a change of keys that the backup knows nothing of.
        var restored = new LedgerKeyFile(new LedgerSettings(data));
        restored.FindOrCreate().Dispose();
        foreach (var _ in new[] { 2, 3 })
        {
            restored.PrepareNext();
            restored.TakeNext();
        }

        var settings = new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(data, "restored.db")};Pooling=False");
        await new RestoreBackup(settings).RunAsync(file, data, false, false, () => Task.FromResult<IReadOnlyList<string>>(["v1"]), _ => { }, Ct);

        Assert.Equal(known, restored.FindAllPublic().Select(k => k.ToString()));
        await using var copy = School.NewDb(settings);
        Assert.Null((await new CheckLedger(copy, restored).RunAsync(null, null, Ct)).Value!.Fault);
        await new SealLedger(copy, log.School.Calendar, restored).RunAsync(Ct);
    }

    private static async Task<Outcome<KeyRotation>> RotateAsync(TestLog log, params IInterceptor[] interceptors)
    {
        await using var db = log.School.NewDb(Viewer.System, interceptors);
        return await new RotateLedgerKey(db, log.School.Calendar, log.Keys, new SealLedger(db, log.School.Calendar, log.Keys), new CheckLedger(db, log.Keys)).RunAsync(null, Ct);
    }

    private static async Task<IReadOnlyList<WitnessCondition>> AskAsync(TestLog log, Witness witness)
    {
        await using var db = log.School.NewDb();
        var named = new LogWitness(witness.Key, new Uri("http://witness.example/"));
        return await new AskWitnesses(db, log.School.Calendar, new LogWitnesses([named]), Answer).RunAsync(Ct);

        Task<WitnessReply> Answer(LogWitness asked, AddCheckpoint request, CancellationToken ct)
        {
            var answer = witness.Add(request.ToString());
            return Task.FromResult(new WitnessReply(answer.Verdict, answer.Text ?? answer.Reason!.Code));
        }
    }

    private static async Task<string> LastNoteAsync(TestLog log)
    {
        await using var db = log.School.NewDb();
        return (await new PublishedLog(db).LastCheckpointAsync(Ct))!.Note;
    }

    private static async Task<long> LastNoteSizeAsync(TestLog log) => Checkpoint.Open(await LastNoteAsync(log), log.Keys.FindAllPublic()).Value!.Size;

    private static async Task<Guid> IdOfAsync(TestLog log, string kind)
    {
        await using var db = log.School.NewDb();
        return await db.Evidence.Where(e => e.Kind == kind).OrderBy(e => e.Index).Select(e => e.Id).FirstAsync(Ct);
    }

    private static IEnumerable<uint> SignersOf(string note) => SignedNote.Parse(note).Value!.Signatures.Select(s => s.KeyId);

    /// <summary>Null when the proof does not hold.</summary>
    private static string? SignerOf(string proof, params VerifierKey[] trusted) =>
        VerifyProof.Run(proof, trusted).Value is { Holds: true } verification ? Assert.Single(verification.Signers).ToString() : null;

    /// <summary>The process dies before the n-th thing it writes. What it reads in between changes nothing that another process could find.</summary>
    private sealed class KillAt(int moment) : DbCommandInterceptor
    {
        private int writes;

        public bool Happened { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count(command);
            return ValueTask.FromResult(result);
        }

        private void Count(DbCommand command)
        {
            if (!command.CommandText.TrimStart().StartsWith("SELECT", StringComparison.Ordinal) && ++writes == moment)
            {
                Happened = true;
                throw new BrokenDisk();
            }
        }
    }
}
