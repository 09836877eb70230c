using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using NSec.Cryptography;

namespace Learning.Courses.Tests.Ledger.Witnesses;

/// <summary>What a reader is told who knows some witnesses and not others.</summary>
public sealed class WitnessAgreementTests : IDisposable
{
    private static readonly DateTime At = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
    private readonly WatchedLog log = new();
    private readonly WitnessSigner one = Signer("example.org/one");
    private readonly WitnessSigner two = Signer("example.org/two");
    private readonly WitnessSigner three = Signer("example.org/three");

    private string Plain => log.Note(0, 12);

    private string Text => SignedNote.Parse(Plain).Value!.Text;

    public void Dispose()
    {
        log.Dispose();
        one.Dispose();
        two.Dispose();
        three.Dispose();
    }

    [Fact]
    public void Two_of_three_are_counted_and_named()
    {
        var found = Read(Plain + one.Cosign(Text, At) + two.Cosign(Text, At.AddMinutes(1)), one, two, three);

        Assert.Equal(
            ["Verify.Witness.Agree 2, 3, example.org/one (2026-03-02T01:00:00Z), example.org/two (2026-03-02T01:01:00Z)", "Verify.Witness.Absent example.org/three"],
            found);
    }

    [Fact]
    public void A_signature_of_somebody_unknown_is_named_as_unknown_and_counts_for_nothing()
    {
        Assert.Equal(["Verify.Witness.None 1", "Verify.Witness.Unknown example.org/two"], Read(Plain + two.Cosign(Text, At), one));
        Assert.Equal(["Verify.Witness.Unknown example.org/two"], Read(Plain + two.Cosign(Text, At)));
    }

    [Fact]
    public void Who_knows_no_witness_and_meets_none_is_told_nothing() => Assert.Empty(Read(Plain));

    [Fact]
    public void A_false_signature_of_a_known_witness_condemns_the_whole()
    {
        var other = SignedNote.Parse(log.Note(0, 13)).Value!.Text;
        var refusal = WitnessAgreement.Read(Plain + one.Cosign(other, At), [log.Key], [one.Public]).Refusal;

        Assert.Equal("Verify.BadSignature", refusal?.Code);
        Assert.Equal("Verify.BadSignature", VerifyProof.Run(Plain + one.Cosign(other, At), new Trust([log.Key], [one.Public])).Value!.FirstBad?.Refusal?.Code);
        Assert.True(VerifyProof.Run(Plain + one.Cosign(other, At), new Trust([log.Key], [two.Public])).Value!.Holds);
    }

    [Fact]
    public void One_key_under_two_names_is_one_pair_of_eyes()
    {
        using var key = NewKey();
        using var first = new WitnessSigner("example.org/first", key);
        using var second = new WitnessSigner("example.org/second", key);

        Assert.Equal("Verify.Witness.Agree 1, 1, example.org/first (2026-03-02T01:00:00Z)", Read(Plain + first.Cosign(Text, At) + second.Cosign(Text, At), first, second)[0]);
        Assert.Single(Read(Plain + first.Cosign(Text, At), first, first));
    }

    [Fact]
    public void A_reader_who_knows_a_witness_that_agrees_is_cautioned_otherwise()
    {
        var note = Plain + one.Cosign(Text, At);
        IReadOnlyList<string> Cautions(params WitnessKey[] known) => VerifyProof.Run(note, new Trust([log.Key], known)).Value!.NotEstablished;

        Assert.Contains("Verify.Not.OneLogForOthers", Cautions(one.Public, two.Public));
        Assert.Contains("Verify.Not.OneLog", Cautions(two.Public));
        Assert.Contains("Verify.Not.OneLog", Cautions());
    }

    [Fact]
    public void A_witness_alone_does_not_make_a_checkpoint() =>
        Assert.Equal("Verify.UnknownSigner", VerifyProof.Run(log.ForgedNote(0, 12) + one.Cosign(Text, At), new Trust([log.Key], [one.Public])).Value!.FirstBad?.Refusal?.Code);

    private string[] Read(string note, params WitnessSigner[] known) =>
        [.. WitnessAgreement.Read(note, [log.Key], [.. known.Select(k => k.Public)]).Value!.Sentences().Select(s => $"{s.Code} {string.Join(", ", s.Args)}")];

    private static Key NewKey() => Key.Create(SignatureAlgorithm.Ed25519, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });

    private static WitnessSigner Signer(string name) => new(name, NewKey());
}
