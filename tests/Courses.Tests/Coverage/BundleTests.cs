using System.IO.Compression;
using System.Text;
using CsCheck;
using Learning.Courses.Coverage;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Coverage;

/// <summary>A stranger counts a report again from one file, and is not taken in: by a changed file, nor by a district that reports what its records do not say.</summary>
public sealed class BundleTests : IDisposable
{
    private static readonly DateOnly June30 = new(2026, 6, 30);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bundle-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private LedgerKeyFile Keys => new(new LedgerSettings(folder.FullName));

    private VerifierKey Key => Keys.FindPublic()!;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_report_with_every_kind_of_box_is_counted_again(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await FullStoryAsync(school);
        foreach (var key in new[] { story.RotatingKey, story.RegularKey })
        {
            var verification = Verify(await BundleAsync(story, await SubmitAsync(story, key)));

            Assert.Null(verification.FirstBad?.Refusal);
            Assert.True(verification.Holds);
            Assert.Contains(verification.Established, s => s is { Code: "Verify.Did.Roster", Args: [13] });
            Assert.Contains("Verify.Not.WholeRoster", verification.NotEstablished);
        }
    }

    [Fact]
    public async Task A_bundle_names_nobody()
    {
        await using var school = await School.OpenAsync();
        var story = await FullStoryAsync(school);
        var text = Unpack(await BundleAsync(story, await SubmitAsync(story, story.RotatingKey)));

        Assert.DoesNotContain("张三", text, StringComparison.Ordinal);
        Assert.DoesNotContain("d0001", text, StringComparison.Ordinal);
    }

    /// <summary>Of the text: what somebody with an editor can do. The packing is then right, so that nothing but the content tells.</summary>
    [Fact]
    public async Task Whatever_is_changed_in_the_text_is_found()
    {
        await using var school = await School.OpenAsync();
        var story = await FullStoryAsync(school);
        var text = Encoding.UTF8.GetBytes(Unpack(await BundleAsync(story, await SubmitAsync(story, story.RotatingKey))));
        var lines = Encoding.UTF8.GetString(text).Split('\n');
        Assert.True(Verify(Pack(Encoding.UTF8.GetString(text))).Holds);

        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 1 << 20], Gen.Int[0, 1 << 20], Gen.Byte[1, 255]).Sample((how, first, second, value) =>
        {
            var (a, b) = (first % lines.Length, second % lines.Length);
            var mutated = how switch
            {
                0 => Bytes(first, at => [(byte)(text[at] ^ value)]),
                1 => Bytes(first, _ => []),
                2 => Bytes(first, at => [value, text[at]]),
                3 => Text([.. lines[..a], .. lines[(a + 1)..]]),
                4 => Text([.. lines[..a], lines[b], .. lines[a..]]),
                5 => Text(Swapped(a, b)),
                _ => text[..(first % text.Length)],
            };
            Assert.True(mutated.AsSpan().SequenceEqual(text) || !Holds(PackBytes(mutated)), $"{how} at {first}, {second}");
        }, iter: 5_000);

        byte[] Bytes(int place, Func<int, byte[]> change) => [.. text[..(place % text.Length)], .. change(place % text.Length), .. text[((place % text.Length) + 1)..]];
        byte[] Text(string[] changed) => Encoding.UTF8.GetBytes(string.Join('\n', changed));
        string[] Swapped(int a, int b)
        {
            var swapped = lines.ToArray();
            (swapped[a], swapped[b]) = (swapped[b], swapped[a]);
            return swapped;
        }
    }

    /// <summary>Of the file as it lies on a disk. The packing can say the same text in several ways; whoever hits upon another has the same text.</summary>
    [Fact]
    public async Task Whatever_is_changed_in_the_file_is_found_or_changes_nothing_in_the_text()
    {
        await using var school = await School.OpenAsync();
        var story = await FullStoryAsync(school);
        var file = await BundleAsync(story, await SubmitAsync(story, story.RegularKey));
        var text = Unpack(file);

        Gen.Select(Gen.Int[0, 4], Gen.Int[0, file.Length - 1], Gen.Int[0, file.Length - 1], Gen.Byte[1, 255]).Sample((how, a, b, value) =>
        {
            var mutated = how switch
            {
                0 => (byte[])[.. file[..a], (byte)(file[a] ^ value), .. file[(a + 1)..]],
                1 => [.. file[..a], .. file[(a + 1)..]],
                2 => [.. file[..a], value, .. file[a..]],
                3 => file[..a],
                _ => [.. file, .. file[..(b % 40)], value],
            };
            Assert.True(!Holds(mutated) || Unpack(mutated) == text, $"{how} at {a}, {b}");
        }, iter: 5_000);
    }

    [Fact]
    public async Task Of_a_changed_entry_its_place_is_named()
    {
        await using var school = await School.OpenAsync();
        var story = await FullStoryAsync(school);
        var text = Unpack(await BundleAsync(story, await SubmitAsync(story, story.RotatingKey)));
        var line = text.Split('\n').First(l => l.Contains("\"cohort.completed\"", StringComparison.Ordinal));
        var verification = Verify(Pack(text.Replace(line, line.Replace("\"attended\":128", "\"attended\":127", StringComparison.Ordinal), StringComparison.Ordinal)));

        Assert.Equal("Verify.EntryChanged", verification.FirstBad!.Refusal!.Code);
        Assert.Equal(long.Parse(line.Split(' ')[0], null), verification.FirstBad.Refusal.Args[0]);
        Assert.Equal("cohort.completed", verification.FirstBad.Refusal.Args[2]);
    }

    [Fact]
    public async Task A_bundle_signed_anew_with_another_key_is_not_believed()
    {
        await using var school = await School.OpenAsync();
        var story = await FullStoryAsync(school);
        var text = Unpack(await BundleAsync(story, await SubmitAsync(story, story.RotatingKey)));
        using var other = new LedgerKeyFile(new LedgerSettings(folder.CreateSubdirectory("other").FullName)).FindOrCreate();
        var start = text.LastIndexOf($"\n\n{LedgerSettings.DefaultOrigin}\n", StringComparison.Ordinal) + 2;
        var claimed = Checkpoint.Parse(SignedNote.Parse(text[start..]).Value!.Text).Value!;

        var verification = Verify(Pack(text[..start] + other.Sign(claimed)));

        Assert.Equal("Verify.UnknownSigner", verification.FirstBad!.Refusal!.Code);
    }

    [Fact]
    public async Task A_file_that_unpacks_without_end_is_put_aside()
    {
        await using var school = await School.OpenAsync();
        var story = await FullStoryAsync(school);
        var file = await BundleAsync(story, await SubmitAsync(story, story.RotatingKey));
        using var stream = new MemoryStream(file);

        Assert.Equal("Verify.Bundle.TooLarge", VerifyFile.Run(stream, [Key], mostBytes: 10_000).Value!.FirstBad!.Refusal!.Code);
    }

    [Theory]
    [InlineData("\"NotStarted\"", "null")]
    [InlineData("\"NotStarted\"", "\"7\"")]
    [InlineData("\"NotStarted\",false,\"NothingYet\",\"\",-1,-1", "\"NotStarted\"")]
    [InlineData("\"units\":[[\"d\",", "\"units\":[[null,")]
    [InlineData("\"units\":[[\"d\",", "\"units\":[[\"e\",")]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"rules\":[", "\"rules\":[1,")]
    public async Task A_report_of_another_shape_is_refused_and_breaks_nothing(string part, string instead)
    {
        await using var school = await School.OpenAsync();
        var story = await FullStoryAsync(school);
        var text = Unpack(await BundleAsync(story, await SubmitAsync(story, story.RotatingKey)));
        Assert.Contains(part, text, StringComparison.Ordinal);

        Assert.False(Holds(Pack(text.Replace(part, instead, StringComparison.Ordinal))));
    }

    public static TheoryData<string, string> Lies => new()
    {
        { "better box", "Verify.Bundle.NoEvidence" },
        { "better figures", "Verify.Bundle.Figures" },
        { "somebody left out", "Verify.Bundle.LeftOut" },
        { "somebody twice", "Verify.Bundle.Twice" },
        { "somebody else's class", "Verify.Bundle.NotEvidence" },
        { "another branch", "Verify.Bundle.RosterDiffers" },
        { "excused without reason", "Verify.Bundle.NoEvidence" },
        { "an earlier day", "Verify.Bundle.RosterDiffers" },
        { "another deadline", "Verify.Bundle.RequirementDiffers" },
        { "not overdue", "Verify.Bundle.NoEvidence" },
    };

    /// <summary>The district itself reports what is not so and puts that on record, properly sealed and signed.</summary>
    [Theory, MemberData(nameof(Lies))]
    public async Task A_report_that_says_more_than_the_records_is_found_out_though_it_is_properly_signed(string lie, string refusal)
    {
        await using var school = await School.OpenAsync();
        var story = await FullStoryAsync(school);
        var body = ReportBody.Read((await SubmitAsync(story, story.RotatingKey, lie == "not overdue" ? new(2027, 1, 15) : June30)).Body).Value!;
        var lying = Lie(lie, body);
        await using var db = school.NewDb();
        var report = await ReplaceAsync(story, db, story.RotatingKey, lying);

        Assert.Equal(refusal, Verify(await BundleAsync(story, report)).FirstBad?.Refusal?.Code);
    }

    /// <summary>A pass that was withdrawn is in the log as it always was; the file says also that it was withdrawn.</summary>
    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_report_that_counts_a_withdrawn_pass_is_found_out_though_it_is_properly_signed(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await FullStoryAsync(school);
        var body = ReportBody.Read((await SubmitAsync(story, story.RegularKey)).Body).Value!;
        await using var db = school.NewDb();
        var withdrawn = await db.CoursePassWithdrawals.Join(db.Evidence, w => w.PassId, e => e.SourceId, (_, e) => e.Index!.Value).SingleAsync(Ct);
        var member = Assert.Single(body.Members, m => m.Reason == StandingReason.HoursBegun && m.Quarters < 10);
        Assert.DoesNotContain(withdrawn, member.Evidence);
        var lying = body with { Members = [.. body.Members.Select(m => m == member ? m with { Quarters = m.Quarters + 4, Evidence = [.. m.Evidence.Append(withdrawn).Order()] } : m)] };

        var report = await ReplaceAsync(story, db, story.RegularKey, lying);

        var refusal = Verify(await BundleAsync(story, report)).FirstBad!.Refusal!;
        Assert.Equal(("Verify.Bundle.Withdrawn", withdrawn, member.Subject), (refusal.Code, refusal.Args[0], refusal.Args[1]));
    }

    /// <summary>Thirteen members on the roster on 30 June, in every box and for every reason, after everything that can happen to a roster.</summary>
    private static async Task<Story> FullStoryAsync(School school)
    {
        var story = await Story.BeginAsync(school);
        var (done, placed, sitting, missed, half) = (await story.MemberAsync("t1/b1"), await story.MemberAsync("t1/b1"), await story.MemberAsync("t1/b1"), await story.MemberAsync("t1/b1"), await story.MemberAsync("t1/b1"));
        var (visited, old, deferred, lost, busy) = (await story.MemberAsync("t1/b2"), await story.MemberAsync("t1/b2"), await story.MemberAsync("t1/b2"), await story.MemberAsync("t1/b2"), await story.MemberAsync("t1/b2"));
        var (mover, claimed, dead) = (await story.MemberAsync("t1/b1"), await story.MemberAsync("t2/b1"), await story.MemberAsync("t2/b2"));
        story.Now = story.Now.AddDays(1);
        var march = await story.ClassAsync(new(2026, 3, 2), new(2026, 3, 5), done, placed, sitting, missed, half);
        var june = await story.ClassAsync(new(2026, 6, 28), new(2026, 7, 3), placed, sitting);
        await story.OutcomeAsync(done, march, 4);
        await story.OutcomeAsync(half, march, 2);
        await story.OutcomeAsync(missed, march, 0);
        await story.AttendAsync(sitting, june, 1);
        await story.ExemptAsync(visited, ExemptionKind.Exempt, "age", new(2026, 1, 5));
        await story.VisitAsync(visited, new(2026, 4, 1));
        await story.ExemptAsync(old, ExemptionKind.Exempt, "illness", new(2026, 5, 1), new(2026, 7, 1));
        await story.ExemptAsync(deferred, ExemptionKind.Deferred, "maternity", new(2026, 2, 1), new(2026, 12, 1));
        await story.ExemptAsync(lost, ExemptionKind.OutOfContact, "no-contact", new(2026, 3, 1));
        await story.ExemptAsync(busy, ExemptionKind.Exempt, "busy", new(2026, 1, 1));
        await story.AppointAsync(half, PostKind.CommitteeMember, "t1/b1", new(2026, 1, 1));
        await story.AppointAsync(old, PostKind.CommitteeMember, "t1/b2", new(2026, 1, 1));
        for (var i = 0; i < 22; i++)
        {
            await story.PassAsync(done, new(2026, 4, 1), minutes: 30);
        }

        await story.PassAsync(half, new(2026, 4, 2), minutes: 20);
        await story.WithdrawAsync(half, await story.PassAsync(half, new(2026, 4, 3), minutes: 30));
        await story.SendAsync(mover, "t2/b2", new(2026, 5, 1));
        await story.ReceiveAsync(mover, "t2/b2", new(2026, 6, 1));
        await story.ClaimAsync(claimed, "t1/b2", new(2026, 2, 1));
        await story.EndAsync(dead, new(2026, 5, 1));
        await story.MemberAsync("t2/b2", since: new(2026, 6, 15));
        await story.MemberAsync("t2/b2", since: new(2026, 7, 15));
        return story;
    }

    private async Task<Report> SubmitAsync(Story story, string key, DateOnly? day = null)
    {
        story.Now = (day ?? June30).ToDateTime(new(9, 0), DateTimeKind.Utc).AddDays(1);
        story.School.Clock.SetUtcNow(new DateTimeOffset(story.Now));
        await using var db = story.School.NewDb();
        var submit = new SubmitReport(db, story.School.Calendar, new CoverageQuery(db, story.School.Calendar), new SealLedger(db, story.School.Calendar, Keys));
        return (await submit.RunAsync(key, "d", day ?? June30, Ct)).Value!;
    }

    private static async Task<Report> ReplaceAsync(Story story, CoursesDb db, string key, ReportBody lying)
    {
        var unit = story.Units["d"];
        var size = Checkpoint.Parse(SignedNote.Parse(lying.CheckpointNote).Value!.Text).Value!.Size;
        await db.Reports.Where(r => r.RequirementKey == key).ExecuteDeleteAsync(Ct);
        var report = new Report(RowId.At(story.Now), new UnitHead(unit.UnitId, unit.Path, unit.Name, unit.Kind), lying, size, story.Now, null);
        await story.SaveAsync(report);
        return report;
    }

    private async Task<byte[]> BundleAsync(Story story, Report report)
    {
        await using var db = story.School.NewDb();
        await new SealLedger(db, story.School.Calendar, Keys).RunAsync(Ct);
        using var file = new MemoryStream();
        Assert.Null((await new ProveReport(db).RunAsync(report.Id, file, Ct)).Refusal);
        return file.ToArray();
    }

    private Verification Verify(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return VerifyFile.Run(stream, [Key]).Value!;
    }

    private bool Holds(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return VerifyFile.Run(stream, [Key]).Value is { Holds: true };
    }

    private static string Unpack(byte[] file)
    {
        using var text = new StreamReader(new GZipStream(new MemoryStream(file), CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static byte[] Pack(string text) => PackBytes(Encoding.UTF8.GetBytes(text));

    /// <summary>As the bundle is packed; one store block is enough for a test, and quick.</summary>
    private static byte[] PackBytes(byte[] text)
    {
        using var file = new MemoryStream();
        using (var zip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(text);
        }

        var packed = file.ToArray();
        if (packed.Length > 0) // Nothing packs to nothing.
        {
            (packed[8], packed[9]) = (0, 0xff);
        }

        return packed;
    }

    private static ReportBody Lie(string lie, ReportBody body)
    {
        var members = body.Members.ToList();
        var missing = members.FindIndex(m => m.Box == Box.NotStarted && m.Evidence.Count == 0);
        var done = members.FindIndex(m => m.Box == Box.Completed);
        switch (lie)
        {
            case "better box":
                members[missing] = members[missing] with { Box = Box.Completed, IsOverdue = false, Reason = StandingReason.ClassCompleted };
                break;
            case "better figures":
                return body with { Units = [.. body.Units.Select(u => u.Path == "d/t1" ? u with { Counts = u.Counts with { Completed = u.Counts.Completed + 1 } } : u)] };
            case "somebody left out":
                members.RemoveAt(missing);
                break;
            case "somebody twice":
                members.Insert(done, members[done]);
                break;
            case "somebody else's class":
                members[missing] = members[missing] with { Box = Box.Completed, IsOverdue = false, Reason = StandingReason.ClassCompleted, Evidence = members[done].Evidence };
                break;
            case "another branch":
                members[done] = members[done] with { BranchPath = members[done].BranchPath == "d/t1/b1" ? "d/t1/b2" : "d/t1/b1" };
                break;
            case "excused without reason":
                members[missing] = members[missing] with { Box = Box.Deferred, IsOverdue = false, Reason = StandingReason.Deferred, ExemptionCode = "illness" };
                break;
            case "an earlier day":
                return body with { Day = new(2026, 2, 1) };
            case "another deadline":
                return body with { DueOn = new(2027, 12, 31) };
            case "not overdue":
                members[missing] = members[missing] with { IsOverdue = false };
                break;
        }

        return body with { Members = members, Units = ReportCount.Of(body.Units.Select(u => u.Path), members) };
    }
}
