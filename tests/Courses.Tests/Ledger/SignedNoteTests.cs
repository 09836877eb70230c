using Learning.Courses.Ledger;

namespace Learning.Courses.Tests.Ledger;

public sealed class SignedNoteTests
{
    /// <summary>The example of C2SP signed-note.</summary>
    private const string ExampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private const string Example = """
        This is an example message.

        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """;

    private const string ExampleCheckpoint = """
        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        """;

    [Fact]
    public void The_example_of_the_specification_is_verified()
    {
        var key = VerifierKey.Parse(ExampleKey).Value!;
        var note = SignedNote.Parse(Example).Value!;

        Assert.Equal("This is an example message.\n", note.Text);
        Assert.Equal("example.com/foo", note.SignedBy([key]).Value!.Name);
        Assert.Equal(ExampleKey, key.ToString());
    }

    [Fact]
    public void An_unknown_signature_beside_a_known_one_is_passed_over()
    {
        var key = VerifierKey.Parse(ExampleKey).Value!;
        var note = Example + "— witness.example Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

        Assert.NotNull(SignedNote.Parse(note).Value!.SignedBy([key]).Value);
    }

    [Fact]
    public void A_note_signed_by_nobody_we_trust_is_refused() =>
        Assert.Equal("Verify.UnknownSigner", SignedNote.Parse(Example).Value!.SignedBy([]).Refusal!.Code);

    [Fact]
    public void A_false_signature_of_a_known_key_condemns_the_note()
    {
        var key = VerifierKey.Parse(ExampleKey).Value!;
        var note = Example.Replace("example message", "other message", StringComparison.Ordinal);

        Assert.Equal("Verify.BadSignature", SignedNote.Parse(note).Value!.SignedBy([key]).Refusal!.Code);
    }

    [Theory]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— name AAAAAAA=")]
    [InlineData("text\n\n- name AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAA==\n")]
    [InlineData("text\n\n— name AAAAAAB=\n")]
    [InlineData("text\n\n— name  AAAAAAA=\n")]
    [InlineData("text\n\n— na+me AAAAAAA=\n")]
    [InlineData("text\r\n\n— name AAAAAAA=\n")]
    [InlineData("te\txt\n\n— name AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAA=\nmore\n")]
    [InlineData("text\n\n— name AAAAAAA=\n— name AAAAAAA=\n")]
    public void What_is_not_a_note_is_refused(string text) => Assert.Equal("Verify.BadNote", SignedNote.Parse(text).Refusal?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("example.com/foo")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2")]
    public void A_key_that_does_not_fit_its_own_name_is_refused(string text) => Assert.Equal("Verify.BadKey", VerifierKey.Parse(text).Refusal?.Code);

    [Fact]
    public void A_checkpoint_comes_back_as_it_was_written()
    {
        var checkpoint = Checkpoint.Parse(ExampleCheckpoint).Value!;

        Assert.Equal(("example.com/behind-the-sofa", 20_852_163L), (checkpoint.Origin, checkpoint.Size));
        Assert.Equal(ExampleCheckpoint, checkpoint.ToString());
    }

    [Theory]
    [InlineData("a\n1\n")]
    [InlineData("\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("a\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("a\n99999999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nmore\n")]
    public void What_is_not_a_checkpoint_is_refused(string text) => Assert.Equal("Verify.BadCheckpoint", Checkpoint.Parse(text).Refusal?.Code);

    [Fact]
    public void Lines_after_the_third_are_allowed() => Assert.NotNull(Checkpoint.Parse(ExampleCheckpoint + "extension\n").Value);
}
