using System.Net;
using System.Text;
using CsCheck;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Records;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Records;

/// <summary>A member takes everything home, and a stranger checks it.</summary>
public sealed class RecordFileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Every_row_about_the_member_is_in_it_and_nobody_elses(DatabaseProvider provider)
    {
        await using var stage = await RecordStage.OpenAsync(provider);
        var sheet = await stage.RecordAsync(stage.Member);

        Assert.All(sheet.Rows, r => Assert.Equal(stage.Member, r.Row.MemberId));
        await using var db = stage.School.NewDb();
        foreach (var table in HeldRows.Tables(db))
        {
            var all = await HeldTable.Of(db, table).ReadAsync(stage.Member, Ct);
            Assert.Equal(all.Count, sheet.Rows.Count(r => r.Table.Name == table.Name));
        }

        // The stage has a row of nearly every kind; a new table is seen here by its name.
        var without = HeldRows.Tables(db).Where(t => sheet.Rows.All(r => r.Table.Name != t.Name)).Select(t => t.ClrType.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["AnswerMark", "Assignee", "AttendanceConfirmation", "AttendanceWithdrawal", "Certificate", "CorrectionAnswer", "CorrectionRequest", "CountDifference", "CoursePassWithdrawal", "DifferenceSettled",
             "Erasure", "HomeStay", "HomeStayWithdrawal", "HomeVisitConfirmation", "HomeVisitWithdrawal", "MemberCircumstance",
             "PaperConfirmation", "PlaceGivenUp", "TimeGiven", "Transfer", "TransferReceipt"],
            without);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_file_holds_and_says_what_it_did_not_establish(DatabaseProvider provider)
    {
        await using var stage = await RecordStage.OpenAsync(provider);
        await stage.SealAsync();
        var file = await stage.FileAsync();

        var verification = stage.Verify(file);

        Assert.Null(verification.FirstBad?.Refusal);
        Assert.Equal(VerifiedKind.Record, verification.Kind);
        Assert.Contains(verification.Established, s => s.Code == "Verify.Record.Did.OneSubject");
        Assert.Contains("Verify.Not.Name", verification.NotEstablished);
        Assert.Contains("Verify.Not.OneLog", verification.NotEstablished);
        Assert.Contains(RecordStage.Name, file, StringComparison.Ordinal);
        Assert.DoesNotContain("李四", file, StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Colleague.ToString(), file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_anything_is_sealed_there_is_no_file()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        var sheet = await stage.RecordAsync(stage.Member);
        await using var db = stage.School.NewDb(await stage.AsAsync(stage.Member));

        Assert.Equal("Ledger.NotSealedYet", (await new RecordData(db).RunAsync(sheet, new Dictionary<string, object?>(), Ct)).Refusal!.Code);
    }

    [Fact]
    public async Task Any_changed_byte_is_refused()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        await stage.SealAsync();
        var file = Encoding.UTF8.GetBytes(await stage.FileAsync());
        var key = stage.Keys.FindPublic()!;
        Assert.True(Holds(file));

        Gen.Select(Gen.Int[0, 3], Gen.Int[0, file.Length - 1], Gen.Byte[1, 255]).Sample((how, at, value) =>
        {
            var changed = how switch
            {
                0 => (byte[])[.. file[..at], (byte)(file[at] ^ value), .. file[(at + 1)..]],
                1 => [.. file[..at], .. file[(at + 1)..]],
                2 => [.. file[..at], value, .. file[at..]],
                _ => file[..at],
            };
            Assert.True(changed.AsSpan().SequenceEqual(file) || !Holds(changed), $"{how} at {at}");
        }, iter: 3_000);

        bool Holds(byte[] bytes)
        {
            using var stream = new MemoryStream(bytes);
            return VerifyProof.Run(stream, [key]).Value is { Kind: VerifiedKind.Record, Holds: true };
        }
    }

    /// <summary>As if the site itself signed what is not so: the signature is true, and the proofs tell.</summary>
    [Fact]
    public async Task What_the_site_signs_and_the_ledger_does_not_say_is_found()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        await stage.SealAsync();
        var file = await stage.FileAsync();
        var content = file[..file.LastIndexOf("<!-- lunxun-seal", StringComparison.Ordinal)];
        var subject = (await stage.RecordAsync(stage.Member)).Subject;
        var other = (await stage.RecordAsync(stage.Colleague)).Subject;

        // The page claims to be about somebody else.
        Assert.Equal("Verify.Record.OtherSubject", Refused(content.Replace($"&quot;subject&quot;:&quot;{subject}&quot;,&quot;v&quot;", $"&quot;subject&quot;:&quot;{other}&quot;,&quot;v&quot;", StringComparison.Ordinal)));

        // An entry is rewritten.
        Assert.Equal("Verify.Bundle.RootDiffers", Refused(content.Replace("\\&quot;attended\\&quot;:64", "\\&quot;attended\\&quot;:63", StringComparison.Ordinal)));

        // A row names another row's entry, or none is left to name one.
        var row = (await stage.RecordAsync(stage.Member)).Rows.First(r => r.Index is not null && r.Row is Membership);
        Assert.Equal("Verify.Record.NotItsEntry", Refused(content.Replace($"&quot;source&quot;:&quot;{row.Source}&quot;,&quot;table", $"&quot;source&quot;:&quot;{stage.Member}&quot;,&quot;table", StringComparison.Ordinal)));
        Assert.Equal("Verify.Bundle.Stray", Refused(content.Replace($"&quot;index&quot;:{row.Index},&quot;source", "&quot;place&quot;:0,&quot;source", StringComparison.Ordinal)));
        Assert.Equal("Verify.Record.BadData", Refused(content.Replace("&quot;v&quot;:1}", "&quot;v&quot;:2}", StringComparison.Ordinal)));

        string? Refused(string changed)
        {
            Assert.NotEqual(content, changed);
            return stage.Verify(stage.Sign(changed)).FirstBad?.Refusal?.Code;
        }
    }

    [Fact]
    public async Task A_record_and_a_checkpoint_never_pass_for_each_other()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        await stage.SealAsync();
        using var key = stage.Keys.Find()!;
        var note = key.SignFile(new byte[32]);

        Assert.NotNull(Checkpoint.Open(note, [key.Public]).Refusal);
        await using var db = stage.School.NewDb();
        var checkpoint = await db.LedgerCheckpoints.Select(c => c.Note).SingleAsync(Ct);
        var file = await stage.FileAsync();
        var content = file[..file.LastIndexOf("<!-- lunxun-seal", StringComparison.Ordinal)];
        Assert.Equal("Verify.Record.Changed", stage.Verify(content + SubjectFile.Seal(checkpoint)).FirstBad!.Refusal!.Code);
    }

    [Fact]
    public async Task Data_survive_the_page_whatever_people_have_typed()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        const string Words = "</pre><script>alert(1)</script> &lt; \" 'é 𠮷 \u0001";
        await stage.Story.SaveAsync(new CorrectionRequest(RowId.At(stage.Story.Now), stage.Member, CorrectionAbout.Other, Words, stage.Story.Now));
        await stage.SealAsync();
        var file = await stage.FileAsync();

        Assert.True(stage.Verify(file).Holds);
        var data = WebUtility.HtmlDecode(file[(file.IndexOf(SubjectFile.DataStart, StringComparison.Ordinal) + SubjectFile.DataStart.Length)..file.IndexOf(SubjectFile.DataEnd, StringComparison.Ordinal)]);
        using var json = System.Text.Json.JsonDocument.Parse(data);
        Assert.Contains(json.RootElement.GetProperty("rows").EnumerateArray(), r => r.GetProperty("held").TryGetProperty("Words", out var w) && w.GetString() == Words);
    }

    [Fact]
    public async Task A_longer_record_asks_no_more_questions()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        var few = await CountAsync(stage);
        for (var i = 0; i < 50; i++)
        {
            await stage.Story.SaveAsync(new Learning.Courses.Credits.LessonCredit(RowId.At(stage.Story.Now), stage.Member, $"course/l-{i}", new string('d', 64), stage.Story.Now));
        }

        Assert.Equal(few, await CountAsync(stage));
    }

    private static async Task<int> CountAsync(RecordStage stage)
    {
        var counter = new QueryCounter();
        await using var db = stage.School.NewDb(await stage.AsAsync(stage.Member), counter);
        Assert.NotNull(await new OwnRecord(db, stage.School.Calendar, new(db, stage.School.Calendar, new(db, stage.School.Calendar))).RunAsync(Ct));
        return counter.Count;
    }
}
