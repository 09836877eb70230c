using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;

namespace Learning.Courses.Tests.Ledger.Witnesses;

/// <summary>C2SP tlog-witness, sentence by sentence; the witness has cosigned 12 entries of the true history.</summary>
public sealed class WitnessTests : IDisposable
{
    private readonly WatchedLog log = new();

    public void Dispose() => log.Dispose();

    public static TheoryData<string, WitnessVerdict> Table => new()
    {
        { "grows", WitnessVerdict.Cosigned },
        { "the same again", WitnessVerdict.Cosigned },
        { "signed by others too", WitnessVerdict.Cosigned },
        { "no request", WitnessVerdict.Malformed },
        { "no old size", WitnessVerdict.Malformed },
        { "old size with a zero before it", WitnessVerdict.Malformed },
        { "negative old size", WitnessVerdict.Malformed },
        { "no empty line", WitnessVerdict.Malformed },
        { "a line that is no hash", WitnessVerdict.Malformed },
        { "64 hashes", WitnessVerdict.Malformed },
        { "63 hashes", WitnessVerdict.Inconsistent },
        { "carriage returns", WitnessVerdict.Malformed },
        { "no note", WitnessVerdict.Malformed },
        { "a note that is no checkpoint", WitnessVerdict.Malformed },
        { "old size larger than the tree", WitnessVerdict.Malformed },
        { "another log", WitnessVerdict.UnknownLog },
        { "signed by nobody known", WitnessVerdict.NotSigned },
        { "a false signature of the log", WitnessVerdict.NotSigned },
        { "from an earlier size", WitnessVerdict.OtherSize },
        { "from a later size", WitnessVerdict.OtherSize },
        { "from nothing", WitnessVerdict.OtherSize },
        { "an older checkpoint", WitnessVerdict.OtherSize },
        { "another history", WitnessVerdict.Inconsistent },
        { "another history of the same size", WitnessVerdict.Inconsistent },
        { "a proof for another tree", WitnessVerdict.Inconsistent },
        { "no proof", WitnessVerdict.Inconsistent },
        { "a proof too long", WitnessVerdict.Inconsistent },
        { "the same with a proof", WitnessVerdict.Inconsistent },
    };

    [Theory, MemberData(nameof(Table))]
    public void Every_request_gets_the_answer_of_the_specification(string request, WitnessVerdict expected)
    {
        var witness = log.Start();
        Assert.Equal(WitnessVerdict.Cosigned, witness.Add(log.Request(0, 0, 12)).Verdict);

        var answer = witness.Add(BodyOf(request));

        Assert.Equal(expected, answer.Verdict);
        Assert.Equal(expected == WitnessVerdict.Cosigned, answer.Reason is null);
        if (expected == WitnessVerdict.OtherSize)
        {
            Assert.Equal("12\n", answer.Text);
        }

        // Whatever was refused has changed nothing.
        var size = expected == WitnessVerdict.Cosigned && request != "the same again" ? 20 : 12;
        Assert.Equal(size, Checkpoint.Open(log.Start().LastNote!, [log.Key]).Value!.Size);
    }

    private string BodyOf(string request)
    {
        var good = log.Request(0, 12, 20);
        return request switch
        {
            "grows" => good,
            "the same again" => log.Request(0, 12, 12),
            "signed by others too" => good + log.ForgedNote(0, 20)[log.ForgedNote(0, 20).IndexOf('—', StringComparison.Ordinal)..],
            "no request" => "",
            "no old size" => good[(good.IndexOf('\n', StringComparison.Ordinal) + 1)..],
            "old size with a zero before it" => good.Replace("old 12", "old 012", StringComparison.Ordinal),
            "negative old size" => good.Replace("old 12", "old -12", StringComparison.Ordinal),
            "no empty line" => good.Replace("\n\n", "\n", StringComparison.Ordinal),
            "a line that is no hash" => good.Replace("old 12\n", "old 12\nAAAA\n", StringComparison.Ordinal),
            "64 hashes" => good.Replace("old 12\n", "old 12\n" + Hashes(64 - WatchedLog.Proof(0, 12, 20).Count), StringComparison.Ordinal),
            "63 hashes" => good.Replace("old 12\n", "old 12\n" + Hashes(63 - WatchedLog.Proof(0, 12, 20).Count), StringComparison.Ordinal),
            "carriage returns" => good.Replace("\n", "\r\n", StringComparison.Ordinal),
            "no note" => good[..(good.IndexOf("\n\n", StringComparison.Ordinal) + 2)],
            "a note that is no checkpoint" => good.Replace("\n20\n", "\ntwenty\n", StringComparison.Ordinal),
            "old size larger than the tree" => log.Request(0, 12, 8),
            "another log" => good.Replace(WatchedLog.Origin + "\n", "example.org/other\n", StringComparison.Ordinal),
            "signed by nobody known" => With(log.ForgedNote(0, 20)),
            "a false signature of the log" => good.Replace("\n20\n", "\n21\n", StringComparison.Ordinal),
            "from an earlier size" => log.Request(0, 11, 20),
            "from a later size" => log.Request(0, 13, 20),
            "from nothing" => log.Request(0, 0, 20),
            "an older checkpoint" => log.Request(0, 5, 8),
            "another history" => log.Request(1, 12, 20),
            "another history of the same size" => log.Request(1, 12, 12),
            "a proof for another tree" => new AddCheckpoint(12, WatchedLog.Proof(0, 12, 21), log.Note(0, 20)).ToString(),
            "no proof" => new AddCheckpoint(12, [], log.Note(0, 20)).ToString(),
            "a proof too long" => good.Replace("old 12\n", "old 12\n" + Hashes(1), StringComparison.Ordinal),
            "the same with a proof" => new AddCheckpoint(12, WatchedLog.Proof(0, 11, 12), log.Note(0, 12)).ToString(),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };
    }

    private static string With(string note) => new AddCheckpoint(12, WatchedLog.Proof(0, 12, 20), note).ToString();

    private static string Hashes(int count) => string.Concat(Enumerable.Repeat(Convert.ToBase64String(new byte[32]) + "\n", count));

    [Fact]
    public void A_witness_that_has_seen_nothing_begins_anywhere_but_takes_no_proof()
    {
        var witness = log.Start();
        Assert.Null(witness.LastNote);
        Assert.Equal(WitnessVerdict.OtherSize, witness.Add(log.Request(0, 3, 9)).Verdict);
        Assert.Equal("0\n", witness.Add(log.Request(0, 3, 9)).Text);
        Assert.Equal(WitnessVerdict.Inconsistent, witness.Add(new AddCheckpoint(0, WatchedLog.Proof(0, 3, 9), log.Note(0, 9)).ToString()).Verdict);
        Assert.Equal(WitnessVerdict.Cosigned, witness.Add(log.Request(0, 0, 9)).Verdict);
    }

    [Fact]
    public void An_empty_tree_has_the_root_of_the_empty_tree()
    {
        var witness = log.Start();
        var wrong = log.Note(WatchedLog.CheckpointOf(0, 0) with { RootHash = new byte[32] });
        Assert.Equal(WitnessVerdict.Inconsistent, witness.Add(new AddCheckpoint(0, [], wrong).ToString()).Verdict);
        Assert.Equal(WitnessVerdict.Cosigned, witness.Add(log.Request(0, 0, 0)).Verdict);
        Assert.Equal(WitnessVerdict.Cosigned, witness.Add(log.Request(0, 0, 5)).Verdict);
    }

    [Fact]
    public void What_was_cosigned_holds_under_the_key_of_the_witness_and_says_when()
    {
        var witness = log.Start();
        var line = witness.Add(log.Request(0, 0, 12)).Text!;
        var note = SignedNote.Parse(log.Note(0, 12) + line).Value!;
        var key = WitnessKey.Parse(witness.Key.ToString()).Value!;

        Assert.Equal(log.Clock.GetUtcNow().UtcDateTime, key.Verify(note.Text, note.Signatures[1].Bytes));
        Assert.Null(key.Verify(note.Text.Replace("\n12\n", "\n13\n", StringComparison.Ordinal), note.Signatures[1].Bytes));
        Assert.Null(key.Verify(note.Text, [.. note.Signatures[1].Bytes[..7], (byte)(note.Signatures[1].Bytes[7] ^ 1), .. note.Signatures[1].Bytes[8..]]));
        Assert.Equal(log.Note(0, 12) + line, witness.LastNote);
    }

    [Fact]
    public void A_disk_that_breaks_stops_the_witness_until_it_is_started_anew()
    {
        log.Start().Add(log.Request(0, 0, 12));
        var witness = log.Start(new BreakingDisk(write: 0, afterBytes: 40).Open);

        Assert.Equal(WitnessVerdict.Stopped, witness.Add(log.Request(0, 12, 20)).Verdict);
        Assert.Equal(WitnessVerdict.Stopped, witness.Add(log.Request(0, 12, 20)).Verdict);
        Assert.Equal(WitnessVerdict.Cosigned, log.Start().Add(log.Request(0, 12, 20)).Verdict);
    }

    [Fact]
    public void One_damaged_copy_of_the_memory_leads_back_nowhere_and_two_stop_the_witness()
    {
        log.Start().Add(log.Request(0, 0, 12));
        log.Start().Add(log.Request(0, 12, 20));
        log.Stop();
        string[] copies = [Path.Combine(log.Folder, "last-1.checkpoint"), Path.Combine(log.Folder, "last-2.checkpoint")];
        foreach (var copy in copies)
        {
            var whole = File.ReadAllBytes(copy);
            File.WriteAllBytes(copy, [.. whole[..60], (byte)(whole[60] ^ 1), .. whole[61..]]);
            Assert.Equal("20\n", log.Start().Add(log.Request(0, 12, 30)).Text);
            log.Stop();
            File.WriteAllBytes(copy, whole);
        }

        Array.ForEach(copies, File.Delete);
        Assert.Equal("Witness.MemoryLost", WitnessFolder.Open(log.Folder, null, []).Refusal?.Code);
    }

    [Fact]
    public void A_witness_set_back_from_a_backup_stops_when_it_meets_its_own_signature()
    {
        log.Start().Add(log.Request(0, 0, 12));
        log.Stop();
        var backup = Directory.GetFiles(log.Folder, "last-*").ToDictionary(f => f, File.ReadAllBytes);
        var line = log.Start().Add(log.Request(0, 12, 20)).Text!;
        log.Stop();
        foreach (var (file, bytes) in backup)
        {
            File.WriteAllBytes(file, bytes);
        }

        var witness = log.Start();
        Assert.Equal(WitnessVerdict.Stopped, witness.Add(log.Request(0, 12, 20) + line).Verdict);
        Assert.Equal(WitnessVerdict.Stopped, witness.Add(log.Request(0, 12, 30)).Verdict);
    }

    [Fact]
    public void The_folder_is_made_once_and_tells_what_does_not_fit()
    {
        Assert.Equal("Witness.NeedsLog", WitnessFolder.Open(log.Folder, "example.org/witness", []).Refusal?.Code);
        Assert.Equal("Witness.NeedsName", WitnessFolder.Open(log.Folder, null, [log.Key]).Refusal?.Code);
        Assert.Equal("Witness.NeedsName", WitnessFolder.Open(log.Folder, "two words", [log.Key]).Refusal?.Code);
        var witness = log.Start();
        Assert.Equal("Witness.InUse", WitnessFolder.Open(log.Folder, null, []).Refusal?.Code);
        log.Stop();

        using (var again = WitnessFolder.Open(log.Folder, null, []).Value!)
        {
            Assert.Equal(witness.Key.ToString(), again.Signer.Public.ToString());
        }

        Assert.Equal("Witness.OtherName", WitnessFolder.Open(log.Folder, "example.org/other", []).Refusal?.Code);
        using var other = new LedgerKeyFile(new LedgerSettings(Path.Combine(log.Folder, "..", "other"), "example.org/other")).FindOrCreate();
        Assert.Equal("Witness.OneLogOnly", WitnessFolder.Open(log.Folder, null, [other.Public]).Refusal?.Code);
        log.Start().Add(log.Request(0, 0, 5));
        log.Stop();
        File.Delete(Path.Combine(log.Folder, "witness.key"));
        Assert.Equal("Witness.KeyLost", WitnessFolder.Open(log.Folder, "example.org/witness", []).Refusal?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")] // A log's key.
    public void A_key_of_another_kind_is_no_key_of_a_witness(string text) => Assert.Equal("Verify.BadWitnessKey", WitnessKey.Parse(text).Refusal?.Code);

    [Fact]
    public void A_key_of_a_witness_is_no_key_of_a_log() => Assert.Equal("Verify.BadKey", VerifierKey.Parse(log.Start().Key.ToString()).Refusal?.Code);

    /// <summary>The example of C2SP tlog-cosignature; its keys are not published, so only what needs none is compared.</summary>
    [Fact]
    public void The_example_of_the_specification_is_read_and_its_message_is_ours()
    {
        const string Example = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==

            """;
        var note = SignedNote.Parse(Example).Value!;
        var cosignature = note.Signatures[1];

        Assert.Equal("witness.example.com/w1", cosignature.Name);
        Assert.Equal(72, cosignature.Bytes.Length);
        Assert.Equal(1_679_315_147UL, System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(cosignature.Bytes));
        Assert.Equal(
            "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            System.Text.Encoding.UTF8.GetString(WitnessKey.Message(note.Text, 1_679_315_147)));
    }

    /// <summary>The example of C2SP tlog-witness.</summary>
    [Fact]
    public void The_request_of_the_specification_comes_back_as_it_was_written()
    {
        const string Example = """
            old 20852014
            PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=

            """;
        var request = AddCheckpoint.Parse(Example).Value!;

        Assert.Equal((20_852_014, 4), (request.OldSize, request.Proof.Count));
        Assert.Equal(Example, request.ToString());
        Assert.Equal(2, SignedNote.Parse(request.Note).Value!.Signatures.Count);
    }
}
