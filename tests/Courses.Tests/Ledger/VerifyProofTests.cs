using System.Text;
using CsCheck;
using Learning.Courses.Ledger;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Ledger;

public sealed class VerifyProofTests(SealedLogs logs) : IClassFixture<SealedLogs>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestLog Log => logs[DatabaseProvider.Sqlite];

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_proof_says_what_was_recorded_and_where_it_stands(DatabaseProvider provider)
    {
        var entry = await EntryAsync(77, provider);
        var verification = VerifyProof.Run(await logs[provider].ProofAsync(entry.SourceId), [logs[provider].Key]).Value!;

        Assert.True(verification.Holds);
        var finding = Assert.Single(verification.Findings);
        Assert.Equal((77L, "lunxun.local/log", 600L), (finding.Index, finding.Checkpoint!.Origin, finding.Checkpoint.Size));
        Assert.Equal((entry.Id, "lesson.completed", entry.At, entry.SourceId), (finding.Entry!.Id, finding.Entry.Kind, finding.Entry.At, finding.Entry.Source));
        Assert.Equal($$"""{"edition":"{{new string('a', 64)}}","lesson":"course/lesson-0068"}""", finding.Entry.Facts);
        Assert.Contains("Verify.Not.Person", verification.NotEstablished);
    }

    [Fact]
    public async Task Every_entry_can_be_proved()
    {
        for (var index = 0; index < SealedLogs.Size; index += 37)
        {
            var proof = await Log.ProofAsync((await EntryAsync(index)).Id);
            Assert.True(VerifyProof.Run(proof, [Log.Key]).Value!.Holds);
        }
    }

    [Fact]
    public async Task An_entry_that_is_not_sealed_yet_has_no_proof_yet()
    {
        await using var log = await TestLog.OpenAsync();
        await using var db = log.School.NewDb();
        var prove = new ProveEvidence(db);

        Assert.Equal("Ledger.NotSealedYet", (await prove.RunAsync(log.Member.Value, Ct)).Refusal?.Code);
        Assert.Equal("Ledger.NoSuchEntry", (await prove.RunAsync(Guid.Empty, Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task No_byte_of_a_proof_can_be_another()
    {
        var proof = Encoding.UTF8.GetBytes(await Log.ProofAsync((await EntryAsync(77)).Id));
        Gen.Select(Gen.Int[0, proof.Length - 1], Gen.Byte[1, 255]).Sample((place, mask) =>
        {
            var mutated = proof.ToArray();
            mutated[place] ^= mask;
            Assert.False(Holds(mutated));
        }, iter: 3_000);
    }

    [Fact]
    public async Task Nothing_can_be_put_into_a_proof_or_taken_out_of_it()
    {
        var proof = Encoding.UTF8.GetBytes(await Log.ProofAsync((await EntryAsync(77)).Id));
        for (var place = 0; place < proof.Length; place++)
        {
            Assert.False(Holds([.. proof[..place], .. proof[(place + 1)..]]));
            Assert.False(Holds(proof[..place]));
        }

        Gen.Select(Gen.Int[0, proof.Length], Gen.Byte).Sample((place, added) =>
            Assert.False(Holds([.. proof[..place], added, .. proof[place..]])), iter: 3_000);
    }

    [Fact]
    public async Task Parts_of_two_true_proofs_do_not_make_a_third()
    {
        var (one, two) = (ProofFile.Parse(await Log.ProofAsync((await EntryAsync(77)).Id)).Value!, ProofFile.Parse(await Log.ProofAsync((await EntryAsync(78)).Id)).Value!);

        Assert.Equal("Verify.NotInLog", CodeOf(one with { Entry = two.Entry }));
        Assert.Equal("Verify.NotInLog", CodeOf(one with { Index = two.Index }));
        Assert.Equal("Verify.NotInLog", CodeOf(one with { Path = two.Path }));
        Assert.Equal("Verify.NotInLog", CodeOf(one with { CheckpointNote = logs.SecondNotes[DatabaseProvider.Sqlite] }));
        Assert.Equal("Verify.NoEntry", CodeOf(one with { Entry = null }));

        string? CodeOf(ProofFile proof) => VerifyProof.Run(proof.ToString(), [Log.Key]).Value!.FirstBad?.Refusal?.Code;
    }

    [Fact]
    public async Task A_false_proof_is_named_by_the_entry_it_claims()
    {
        var entry = await EntryAsync(77);
        var proof = ProofFile.Parse(await Log.ProofAsync(entry.Id)).Value!;
        var bad = VerifyProof.Run((proof with { Index = 78 }).ToString(), [Log.Key]).Value!.FirstBad!;

        Assert.Equal(["Verify.NotInLog", 78L, entry.Id.ToString(), "lesson.completed"], [bad.Refusal!.Code, .. bad.Refusal.Args]);
    }

    [Fact]
    public async Task A_proof_of_an_entry_that_was_changed_in_the_database_does_not_hold()
    {
        await using var db = Log.School.NewDb();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        var body = (await EntryAsync(77)).Body;
        body[^3] ^= 1;
        await db.Evidence.Where(e => e.Index == 77).ExecuteUpdateAsync(e => e.SetProperty(x => x.Body, body), Ct);
        var id = await db.Evidence.Where(e => e.Index == 77).Select(e => e.Id).SingleAsync(Ct);
        var proof = (await new ProveEvidence(db).RunAsync(id, Ct)).Value!.Proof.ToString();

        Assert.Equal("Verify.NotInLog", VerifyProof.Run(proof, [Log.Key]).Value!.FirstBad?.Refusal?.Code);
    }

    [Fact]
    public async Task Several_proofs_in_one_file_are_checked_each()
    {
        var proofs = new List<string>();
        foreach (var index in new[] { 3, 77, 599 })
        {
            proofs.Add(await Log.ProofAsync((await EntryAsync(index)).Id));
        }

        var good = VerifyProof.Run(string.Join('\n', proofs), [Log.Key]).Value!;
        Assert.True(good.Holds);
        Assert.Equal([3L, 77, 599], good.Findings.Select(f => f.Index!.Value));

        proofs[1] = proofs[1].Replace("index 77", "index 76", StringComparison.Ordinal);
        var bad = VerifyProof.Run(string.Join('\n', proofs), [Log.Key]).Value!;
        Assert.Equal([false, true, false], bad.Findings.Select(f => f.Refusal is not null));
        Assert.Equal(76, bad.FirstBad!.Index);
    }

    [Fact]
    public void A_checkpoint_alone_is_verified_too()
    {
        var note = logs.SecondNotes[DatabaseProvider.Sqlite];
        var verification = VerifyProof.Run(note, [Log.Key]).Value!;

        Assert.Equal((VerifiedKind.Checkpoint, true), (verification.Kind, verification.Holds));
        Assert.Equal(SealedLogs.SecondCheckpoint, verification.Findings[0].Checkpoint!.Size);
        Assert.Contains("Verify.Not.AnyEntry", verification.NotEstablished);
        Assert.Equal("Verify.BadSignature", VerifyProof.Run(note.Replace("\n300\n", "\n301\n", StringComparison.Ordinal), [Log.Key]).Value!.FirstBad?.Refusal?.Code);
    }

    [Fact]
    public async Task A_key_that_is_not_the_logs_verifies_nothing()
    {
        var stranger = VerifierKey.Parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k").Value!;
        var proof = await Log.ProofAsync((await EntryAsync(77)).Id);

        Assert.Equal("Verify.UnknownSigner", VerifyProof.Run(proof, [stranger]).Value!.FirstBad?.Refusal?.Code);
        Assert.Equal("Verify.UnknownSigner", VerifyProof.Run(proof, []).Value!.FirstBad?.Refusal?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("c2sp.org/tlog-proof@v2\nindex 0\n")]
    [InlineData("<html></html>\n")]
    [InlineData("text\n\n— name AAAAAAA=\n")]
    public void A_file_of_another_kind_is_refused_as_such(string text) =>
        Assert.Equal("Verify.UnknownFile", VerifyProof.Run(text, [Log.Key]).Refusal?.Code);

    [Fact]
    public void A_picture_is_refused_as_such() =>
        Assert.Equal("Verify.UnknownFile", VerifyProof.Run(new MemoryStream([0x89, 0x50, 0x4e, 0x47, 0x0a, 0xff, 0xfe]), [Log.Key]).Refusal?.Code);

    private bool Holds(byte[] proof) => VerifyProof.Run(new MemoryStream(proof), [Log.Key]).Value is { Holds: true };

    private async Task<EvidenceEntry> EntryAsync(long index, DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        await using var db = logs[provider].School.NewDb();
        return await db.Evidence.AsNoTracking().SingleAsync(e => e.Index == index, Ct);
    }
}
