using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Ledger.Witnesses;

/// <summary>The log's side, with witnesses that are real and a network that is not.</summary>
public sealed class AskWitnessesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ask-witnesses-");
    private readonly List<WitnessFolder> opened = [];
    private int asked;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        opened.ForEach(o => o.Dispose());
        folder.Delete(recursive: true);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_witness_cosigns_each_checkpoint_once_and_its_line_is_published(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        var (named, witness) = Appoint(log, "one");
        foreach (var lessons in new[] { 1, 3, 300 })
        {
            await log.LearnAsync(lessons);
            await log.SealAsync();
            await AskAsync(log, [named], Answer(witness));
            await AskAsync(log, [named], Answer(witness));
        }

        Assert.Equal(3, asked);
        await using var db = log.School.NewDb();
        var last = (await new PublishedLog(db).LastCosignedAsync(Ct))!;
        var agreement = WitnessAgreement.Read(last.Note, [log.Key], [named.Key]).Value!;
        Assert.Equal([new Cosigner(named.Key.Name, WholeSecond(log.School.Calendar.UtcNow()))], agreement.Agreeing);
        Assert.Equal(3, await db.LedgerCosignatures.CountAsync(Ct));
        Assert.Equal(WitnessState.Agrees, (await db.WitnessConditions.SingleAsync(Ct)).State);
        await log.AssertSoundAsync(TestLog.RosterEntries + 304);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_witness_that_is_away_is_noted_once_and_again_when_it_comes_back(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.SealAsync();
        var (named, witness) = Appoint(log, "one");

        Assert.Equal([WitnessState.Silent], (await AskAsync(log, [named], Nobody)).Select(c => c.State));
        Assert.Empty(await AskAsync(log, [named], Nobody));
        log.School.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([WitnessState.Agrees], (await AskAsync(log, [named], Answer(witness))).Select(c => c.State));

        await using var db = log.School.NewDb();
        var standing = Assert.Single((await new WitnessStandings(db, new LogWitnesses([named])).RunAsync(Ct)).Witnesses);
        Assert.Equal((WitnessState.Agrees, (long)TestLog.RosterEntries), (standing.Condition!.State, standing.Last!.Size));
        Assert.Equal(2, await db.WitnessConditions.CountAsync(Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task One_who_is_away_holds_up_no_other_and_a_proof_rests_on_what_most_have_cosigned(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        await log.SealAsync();
        var (one, oneWitness) = Appoint(log, "one");
        var (two, twoWitness) = Appoint(log, "two");
        var (three, _) = Appoint(log, "three");
        Task<WitnessReply> All(LogWitness w, AddCheckpoint r, CancellationToken ct) => w == one ? Answer(oneWitness)(w, r, ct) : w == two ? Answer(twoWitness)(w, r, ct) : Nobody(w, r, ct);
        await AskAsync(log, [one, two, three], All);
        await log.LearnAsync(5);
        await log.SealAsync();
        await AskAsync(log, [one], Answer(oneWitness));

        await using var db = log.School.NewDb();
        var early = await db.Evidence.SingleAsync(e => e.Index == 3, Ct);
        var late = await db.Evidence.SingleAsync(e => e.Index == TestLog.RosterEntries + 1, Ct);
        Assert.Equal((2, 3), await AgreeAsync(early.Id));
        Assert.Equal((1, 3), await AgreeAsync(late.Id));

        async Task<(int, int)> AgreeAsync(Guid id)
        {
            var verification = VerifyProof.Run(await log.ProofAsync(id), new Trust([log.Key], [one.Key, two.Key, three.Key])).Value!;
            Assert.True(verification.Holds);
            Assert.Contains("Verify.Not.OneLogForOthers", verification.NotEstablished);
            var found = verification.Findings[0].Witnesses!;
            return (found.Agreeing.Count, found.Agreeing.Count + found.Absent.Count);
        }
    }

    [Fact]
    public async Task Where_the_witness_stands_is_believed_to_the_witness()
    {
        await using var log = await TestLog.OpenAsync();
        var (named, witness) = Appoint(log, "one");
        await log.SealAsync();
        await AskAsync(log, [named], Answer(witness));
        await log.LearnAsync(3);
        await log.SealAsync();
        await using var db = log.School.NewDb();
        await db.LedgerCosignatures.ExecuteDeleteAsync(Ct);

        await AskAsync(log, [named], Answer(witness));
        Assert.Equal(TestLog.RosterEntries + 3, (await db.LedgerCosignatures.SingleAsync(Ct)).Size);

        // And one that has begun anew takes it from the start.
        var (_, fresh) = Appoint(log, "one again");
        var other = named with { Key = fresh.Key };
        db.LedgerCosignatures.Add(new LedgerCosignature(TestLog.RosterEntries, other.Key.Label, "— gone", log.School.Calendar.UtcNow()));
        await db.SaveChangesAsync(Ct);
        await AskAsync(log, [other], Answer(fresh));
        Assert.Equal(1, await db.LedgerCosignatures.CountAsync(c => c.Witness == other.Key.Label && c.Size > TestLog.RosterEntries, Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_log_set_back_or_rewritten_is_contradicted(DatabaseProvider provider)
    {
        await using var log = await TestLog.OpenAsync(provider);
        var (named, witness) = Appoint(log, "one");
        await log.LearnAsync(20);
        await log.SealAsync();
        await AskAsync(log, [named], Answer(witness));

        // As after a backup of an hour ago was put back: the same key, another history.
        await using var restored = await TestLog.OpenAsync(provider);
        Directory.CreateDirectory(restored.Folder);
        File.Copy(Path.Combine(log.Folder, "ledger.key"), Path.Combine(restored.Folder, "ledger.key"));
        await restored.LearnAsync(3);
        await restored.SealAsync();
        var shorter = Assert.Single(await AskAsync(restored, [named], Answer(witness)));
        Assert.Equal((WitnessState.Contradicts, "29"), (shorter.State, shorter.Reason));
        await restored.LearnAsync(30);
        await restored.SealAsync();
        Assert.Empty(await AskAsync(restored, [named], Answer(witness)));
        await using var db = restored.School.NewDb();
        Assert.Equal(0, await db.LedgerCosignatures.CountAsync(Ct));
        Assert.Equal(WitnessState.Contradicts, (await db.WitnessConditions.SingleAsync(Ct)).State);
    }

    [Theory]
    [InlineData(WitnessVerdict.UnknownLog, "not ours\n", WitnessState.Refuses)]
    [InlineData(WitnessVerdict.NotSigned, "", WitnessState.Refuses)]
    [InlineData(WitnessVerdict.Malformed, "", WitnessState.Refuses)]
    [InlineData(WitnessVerdict.Stopped, "", WitnessState.Refuses)]
    [InlineData(WitnessVerdict.Inconsistent, "", WitnessState.Contradicts)]
    [InlineData(WitnessVerdict.OtherSize, "1000000\n", WitnessState.Contradicts)]
    [InlineData(WitnessVerdict.OtherSize, "many\n", WitnessState.Garbled)]
    [InlineData(WitnessVerdict.Cosigned, "", WitnessState.Garbled)]
    [InlineData(WitnessVerdict.Cosigned, "<html>", WitnessState.Garbled)]
    [InlineData(null, "no route", WitnessState.Silent)]
    public async Task Every_other_answer_is_kept_as_what_it_is(WitnessVerdict? verdict, string text, WitnessState expected)
    {
        await using var log = await TestLog.OpenAsync();
        await log.SealAsync();
        var (named, _) = Appoint(log, "one");
        var condition = Assert.Single(await AskAsync(log, [named], (_, _, _) => Task.FromResult(new WitnessReply(verdict, text))));
        Assert.Equal((expected, text.Trim()), (condition.State, condition.Reason));
    }

    [Fact]
    public async Task The_signature_of_another_witness_is_not_taken_for_this_one()
    {
        await using var log = await TestLog.OpenAsync();
        await log.SealAsync();
        var (named, _) = Appoint(log, "one");
        var (_, stranger) = Appoint(log, "two");

        Assert.Equal(WitnessState.Garbled, Assert.Single(await AskAsync(log, [named], Answer(stranger))).State);
        await using var db = log.School.NewDb();
        Assert.Equal(0, await db.LedgerCosignatures.CountAsync(Ct));
    }

    private static DateTime WholeSecond(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    private (LogWitness Named, Witness Witness) Appoint(TestLog log, string name)
    {
        log.Keys.FindOrCreate().Dispose();
        var made = WitnessFolder.Open(Path.Combine(folder.FullName, name), $"example.org/{name.Replace(' ', '-')}", [log.Key]).Value!;
        opened.Add(made);
        return (new LogWitness(made.Signer.Public, new Uri("http://witness.example/")), new Witness(made, log.School.Calendar));
    }

    private async Task<IReadOnlyList<WitnessCondition>> AskAsync(TestLog log, IReadOnlyList<LogWitness> witnesses, AskWitness ask)
    {
        await using var db = log.School.NewDb();
        return await new AskWitnesses(db, log.School.Calendar, new LogWitnesses(witnesses), ask).RunAsync(Ct);
    }

    /// <summary>The witness itself, without the wire.</summary>
    private AskWitness Answer(Witness witness) => (_, request, _) =>
    {
        asked++;
        var answer = witness.Add(request.ToString());
        return Task.FromResult(new WitnessReply(answer.Verdict, answer.Text ?? answer.Reason!.Code));
    };

    private static Task<WitnessReply> Nobody(LogWitness witness, AddCheckpoint request, CancellationToken ct) => Task.FromResult(new WitnessReply(null, "Nobody is there."));
}
