using System.Net;
using System.Security.Cryptography;
using System.Text;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Quizzes;
using Learning.Courses.Records;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Coverage;
using Learning.Courses.Training;

namespace Learning.Courses.Tests.Records;

/// <summary>A district in which one member, 欧阳无名, has a row of every kind; with a secretary, a town organiser and an administrator, and a ledger.</summary>
internal sealed class RecordStage : IAsyncDisposable
{
    public const string Name = "欧阳无名";
    public const string Email = "ouyang@example.org";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("record-");

    private RecordStage(School school, Story story) => (School, Story) = (school, story);

    public School School { get; }
    public Story Story { get; }
    public MemberId Member { get; private set; }
    public MemberId Colleague { get; private set; }
    public MemberId SecretaryId { get; private set; }
    public MemberId AdministratorId { get; private set; }
    public LedgerKeyFile Keys => new(new LedgerSettings(folder.FullName));
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RecordStage> OpenAsync(DatabaseProvider provider)
    {
        var school = await School.OpenAsync(provider);
        var stage = new RecordStage(school, await Story.BeginAsync(school));
        await stage.FillAsync();
        return stage;
    }

    public async Task<Viewer> AsAsync(MemberId member)
    {
        await using var db = School.NewDb();
        return await FindViewer.RunAsync(db, member, School.Calendar.Today(), Ct);
    }

    public async Task<OwnRecordSheet> RecordAsync(MemberId member)
    {
        await using var db = School.NewDb(await AsAsync(member));
        return (await new OwnRecord(db, School.Calendar, new MemberRecord(db, School.Calendar, new MemberStandings(db, School.Calendar))).RunAsync(Ct))!;
    }

    public async Task SealAsync()
    {
        await using var db = School.NewDb();
        await new SealLedger(db, School.Calendar, Keys).RunAsync(Ct);
    }

    /// <summary>The file as the site makes it, with less around the data.</summary>
    public async Task<string> FileAsync()
    {
        var sheet = await RecordAsync(Member);
        await using var db = School.NewDb(await AsAsync(Member));
        var json = (await new RecordData(db).RunAsync(sheet, new Dictionary<string, object?> { ["name"] = "x" }, Ct)).Value!;
        return Sign($"{SubjectFile.Header}\n<html><p>{WebUtility.HtmlEncode(sheet.Person.Name)}</p>\n{SubjectFile.DataStart}{WebUtility.HtmlEncode(json)}{SubjectFile.DataEnd}\n</html>\n");
    }

    public string Sign(string content)
    {
        using var key = Keys.Find()!;
        return content + SubjectFile.Seal(key.SignFile(SHA256.HashData(Encoding.UTF8.GetBytes(content))));
    }

    public Verification Verify(string file) => VerifyProof.Run(file, [Keys.FindPublic()!]).Value ?? new Verification(VerifiedKind.Record, [new Finding(new Refusal("Verify.UnknownFile"), null, null, null)]);

    /// <summary>To 9 in the morning of a day.</summary>
    public void GoTo(DateOnly day)
    {
        School.Clock.SetUtcNow(new DateTimeOffset(School.Calendar.ToUtc(day, new TimeOnly(9, 0))));
        Story.Now = School.Calendar.UtcNow();
    }

    public async ValueTask DisposeAsync()
    {
        await School.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task FillAsync()
    {
        GoTo(new(2026, 3, 2));
        Member = await Story.MemberAsync("t1/b1", Name);
        Colleague = await Story.MemberAsync("t1/b1", "李四");
        SecretaryId = await Story.MemberAsync("t1/b1", "书记");
        AdministratorId = await Story.MemberAsync("t2/b1", "管理员");
        await Story.AppointAsync(SecretaryId, PostKind.BranchSecretary, "t1/b1", new(2024, 1, 1));
        await Story.AppointAsync(AdministratorId, PostKind.Administrator, "", new(2024, 1, 1));
        await Story.AppointAsync(Member, PostKind.CommitteeMember, "t1/b1", new(2024, 1, 1), new(2025, 12, 31));
        await Story.ExemptAsync(Member, ExemptionKind.Deferred, "posting", new(2025, 1, 1), new(2025, 6, 30));
        await Story.VisitAsync(Member, new(2025, 3, 1));
        var cohort = await Story.ClassAsync(new(2026, 2, 9), new(2026, 2, 10), Member, Colleague);
        await Story.AttendAsync(Member, cohort, 1);
        await Story.OutcomeAsync(Member, cohort, 2);
        await Story.OutcomeAsync(Colleague, cohort, 1);
        await Story.PassAsync(Member, new(2026, 2, 20));
        await SitAsync(Member, Name);
        await SitAsync(Colleague, "李四");
        await SayAsync();

        // What happens from now on happens after all this.
        School.Clock.Advance(TimeSpan.FromMinutes(5));
    }

    private async Task SitAsync(MemberId member, string name)
    {
        var now = Story.Now;
        var attempt = new Attempt(RowId.At(now), member, "course", new string('e', 64), 1, 60, long.MinValue + 1, now, now.AddMinutes(10), [new PaperSlot(1, new string('f', 64), "0,1")], device: "phone");
        attempt.Answer(0, new Dictionary<int, string> { [1] = $"我叫{name}" }, now);
        attempt.Finish(now);
        var sheet = new PaperSheet(RowId.At(now), member, "course", new string('e', 64), 60, 1, "zh-CN", SecretaryId, now, [new PaperSlot(1, new string('f', 64), "")]);
        var keying = new PaperKeying(RowId.At(now), member, sheet.Id, 1, PaperKeying.Write(new Dictionary<int, string> { [1] = $"手写 {name}" }), new(2026, 2, 1), SecretaryId, now);
        await Story.SaveAsync(
            attempt,
            new AttemptResult(RowId.At(now), attempt, 1, 1, true, now),
            sheet,
            keying,
            new PracticeAnswer(RowId.At(now), member, "course", "q-1", false, now),
            new LessonCredit(RowId.At(now), member, "course/lesson", new string('d', 64), now),
            new SittingAllowance(RowId.At(now), member, "course", 10, 0, "age", now, SecretaryId));
    }

    /// <summary>A place in a class to come, a regret about it with its answer, a notice, and an address.</summary>
    private async Task SayAsync()
    {
        var cohort = await Story.ClassAsync(new(2026, 10, 12), new(2026, 10, 13), Member);
        var regret = new Regret(RowId.At(Story.Now), cohort.Enrolments.Single(), 1, RegretBecause.Illness, $"{Name}住院", null, Story.Now);
        await Story.SaveAsync(regret, new RegretEnd(RowId.At(Story.Now), regret, RegretAnswer.Declined, $"{Name}同志请来", Story.Now, SecretaryId));
        await using var db = School.NewDb();
        Outbox.Add(db, Story.Now, [new NewNotice(Member, NoticeKinds.RegretDeclined, "test", [NoticeArgument.Text($"{Name}同志")])]);
        (await db.Members.FindAsync([Member], Ct))!.SetEmail(Email);
        await db.SaveChangesAsync(Ct);
    }
}
