using System.Text;
using Learning.Courses.Coverage;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Recounts;
using Learning.Courses.Organisation;
using Learning.Courses.Records;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Ledger.Recounts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Records;

/// <summary>A member is erased: everything that told who it was is gone, and everything that was proved stays proved.</summary>
public sealed class ErasureTests
{
    private static readonly DateOnly Died = new(2026, 3, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_name_is_nowhere_and_everything_proved_stays_proved(DatabaseProvider provider)
    {
        await using var stage = await RecordStage.OpenAsync(provider);
        await AskAndAnswerAsync(stage);
        await RecountAsync(stage); // What the stage has only painted is known from here on.
        var number = (await stage.RecordAsync(stage.Member)).Person.Number;
        await stage.SealAsync();
        var known = stage.Story.Now;
        var file = await stage.FileAsync();
        var report = await SubmitAsync(stage);
        var bundle = await BundleAsync(stage, report);
        var before = await AnswersAsync(stage, known);
        Assert.NotEmpty(await WhereAsync(stage, RecordStage.Name, number, RecordStage.Email));
        var first = Count(await RowsAsync(stage));

        var erasure = (await EraseAsync(stage, Input(stage))).Value!;

        Assert.Empty(await WhereAsync(stage, RecordStage.Name, number, RecordStage.Email));
        Assert.Equal(before, await AnswersAsync(stage, known));
        Assert.True(stage.Verify(file).Holds);
        Assert.True(Verify(stage, bundle));
        Assert.True(Verify(stage, await BundleAsync(stage, report))); // and made anew
        await using (var db = stage.School.NewDb())
        {
            var amended = await new AmendReport(db, stage.School.Calendar, new CoverageQuery(db, stage.School.Calendar)).RunAsync(report, Ct);
            Assert.NotNull(amended.Value);
        }

        await stage.SealAsync();
        await AssertSoundAsync(stage);

        // Every fact is still there, but for those that were none: notices and practice.
        var after = Count(await RowsAsync(stage));
        Assert.Equal(first.Where(t => t.Key is not ("OutboxMessage" or "PracticeAnswer")), first.Where(t => after.GetValueOrDefault(t.Key) >= t.Value));
        Assert.Equal(1, after["Erasure"]);
        await AssertNobodyAsync(stage, erasure);
        Assert.Empty((await RecountAsync(stage)).Found); // No alarm over numbers whose facts are gone on purpose.
    }

    private static async Task<RecountOutcome> RecountAsync(RecordStage stage)
    {
        await using var db = stage.School.NewDb();
        return await District.RecountAsync(db, stage.School.Calendar, stage.Keys);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Run_twice_and_twice_at_once_it_has_happened_once(DatabaseProvider provider)
    {
        await using var stage = await RecordStage.OpenAsync(provider);
        await using var tab = stage.School.NewDb(await stage.AsAsync(stage.AdministratorId));
        Rival.BeforeSaving(tab, () => Task.Run(() => EraseAsync(stage, Input(stage))));

        var loser = await new EraseMember(tab, stage.School.Calendar).RunAsync(Input(stage), Ct);

        Assert.NotNull(loser.Value);
        Assert.Equal(loser.Value.Id, (await EraseAsync(stage, Input(stage) with { TypedName = "" })).Value!.Id);
        await using var db = stage.School.NewDb();
        Assert.Equal(1, await db.Erasures.CountAsync(Ct));
        await stage.SealAsync();
        await AssertSoundAsync(stage);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Stopped_before_the_commit_nothing_has_happened(DatabaseProvider provider)
    {
        await using var stage = await RecordStage.OpenAsync(provider);
        await using (var dying = stage.School.NewDb(await stage.AsAsync(stage.AdministratorId)))
        await using (await dying.Database.BeginTransactionAsync(Ct))
        {
            Assert.NotNull((await new EraseMember(dying, stage.School.Calendar).RunAsync(Input(stage), Ct)).Value);
        }

        Assert.NotEmpty(await WhereAsync(stage, RecordStage.Name));
        Assert.NotNull((await EraseAsync(stage, Input(stage))).Value);
        Assert.Empty(await WhereAsync(stage, RecordStage.Name));
    }

    [Fact]
    public async Task Nobody_is_erased_by_a_slip()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        var input = Input(stage);
        await AssertRefusedAsync("Erasure.NameDiffers", input with { TypedName = "欧阳无" });
        await AssertRefusedAsync("Erasure.StillMember", input with { Because = ErasedBecause.Left });
        await AssertRefusedAsync("Erasure.SayWhenDied", input with { DiedOn = null });
        await AssertRefusedAsync("Membership.DayWrong", input with { DiedOn = new(2026, 3, 3) });
        await AssertRefusedAsync("Erasure.DayWrong", input with { RequestedOn = new(2026, 3, 3) });
        await AssertRefusedAsync("Erasure.Oneself", input with { Member = stage.AdministratorId, TypedName = "管理员" });
        await AssertRefusedAsync("Accounts.NotYours", input with { Member = MemberId.New(stage.Story.Now) });
        foreach (var other in new[] { stage.SecretaryId, stage.Member })
        {
            await using var db = stage.School.NewDb(await stage.AsAsync(other));
            Assert.Equal("Accounts.NotYours", (await new EraseMember(db, stage.School.Calendar).RunAsync(input, Ct)).Refusal!.Code);
        }

        Assert.NotEmpty(await WhereAsync(stage, RecordStage.Name));

        async Task AssertRefusedAsync(string code, ErasureInput wrong) => Assert.Equal(code, (await EraseAsync(stage, wrong)).Refusal?.Code);
    }

    [Fact]
    public async Task Who_has_left_is_erased_when_the_last_day_is_over()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        await stage.Story.AppointAsync(stage.Member, PostKind.Author, "", new(2026, 1, 1));
        Assert.NotNull((await EndAsync(stage, new(2026, 3, 2))).Value);
        var input = Input(stage) with { Because = ErasedBecause.Left, DiedOn = null };
        Assert.Equal("Erasure.StillMember", (await EraseAsync(stage, input)).Refusal!.Code);

        stage.GoTo(new(2026, 3, 3));
        Assert.Equal("Membership.EndedAlready", (await EndAsync(stage, new(2026, 3, 2))).Refusal!.Code);
        Assert.NotNull((await EraseAsync(stage, input)).Value);
        await stage.SealAsync();
        await AssertSoundAsync(stage);
    }

    [Fact]
    public async Task An_open_sitting_is_waited_for()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        var now = stage.Story.Now;
        await stage.Story.SaveAsync(new Learning.Courses.Quizzes.Attempt(RowId.At(now), stage.Member, "course", new string('e', 64), 2, 60, 1, now, now.AddMinutes(10), []));

        Assert.Equal("Erasure.SittingOpen", (await EraseAsync(stage, Input(stage))).Refusal!.Code);
    }

    [Fact]
    public async Task The_plan_says_what_goes_and_what_stays_and_changes_nothing()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        await using var db = stage.School.NewDb(await stage.AsAsync(stage.AdministratorId));

        var plan = (await new EraseMember(db, stage.School.Calendar).PlanAsync(stage.Member, Ct)).Value!;

        Assert.Equal([("Answers", 1), ("Practice", 1), ("Notices", 1), ("Words", 2)], plan.Destroyed);
        Assert.Equal("Branch b1", plan.StillMemberOf);
        Assert.False(db.ChangeTracker.HasChanges());
    }

    private static ErasureInput Input(RecordStage stage) => new(stage.Member, ErasedBecause.Died, new(2026, 3, 2), Died, RecordStage.Name);

    private static async Task<Outcome<Erasure>> EraseAsync(RecordStage stage, ErasureInput input)
    {
        await using var db = stage.School.NewDb(await stage.AsAsync(stage.AdministratorId));
        return await new EraseMember(db, stage.School.Calendar).RunAsync(input, Ct);
    }

    private static async Task<Outcome<Membership>> EndAsync(RecordStage stage, DateOnly lastDay)
    {
        await using var db = stage.School.NewDb(await stage.AsAsync(stage.AdministratorId));
        return await new EndMembership(db, stage.School.Calendar).RunAsync(stage.Member, lastDay, Ct);
    }

    private static async Task AskAndAnswerAsync(RecordStage stage)
    {
        var request = new CorrectionRequest(RowId.At(stage.Story.Now), stage.Member, CorrectionAbout.Person, $"应为{RecordStage.Name}", stage.Story.Now);
        await stage.Story.SaveAsync(request, new CorrectionAnswer(RowId.At(stage.Story.Now), request, false, $"{RecordStage.Name}无误", stage.Story.Now, stage.SecretaryId));
    }

    /// <summary>What every past question was answered, in everything but names.</summary>
    private static async Task<List<string>> AnswersAsync(RecordStage stage, DateTime known)
    {
        var said = new List<string>();
        foreach (var key in new[] { stage.Story.RotatingKey, stage.Story.RegularKey })
        {
            foreach (var day in new DateOnly[] { new(2026, 1, 15), new(2026, 2, 9), new(2026, 2, 20), new(2026, 3, 2), new(2026, 12, 31) })
            {
                var answer = await stage.Story.AskAsync(key, "", day, known, withNames: true);
                said.Add($"{key} {day:O} {answer.Total}");
                said.AddRange(answer.Names.OrderBy(n => n.MemberId.Value).Select(n => $"{n.MemberId} {n.Branch.Path} {n.Standing.Box} {n.Standing.Reason} {string.Join(' ', n.Standing.Evidence)} {n.MembershipId}"));
            }
        }

        return said;
    }

    /// <summary>The tables and columns in which one of the words stands, in whatever column of whatever table.</summary>
    private static async Task<List<string>> WhereAsync(RecordStage stage, params string[] words)
    {
        await using var db = stage.School.NewDb();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync(Ct);
        var tables = new List<string>();
        await using (var list = connection.CreateCommand())
        {
            list.CommandText = stage.School.Settings.Provider == DatabaseProvider.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'";
            await using var reader = await list.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                tables.Add(reader.GetString(0));
            }
        }

        Assert.Contains("members", tables);
        var found = new List<string>();
        foreach (var table in tables)
        {
            await using var all = connection.CreateCommand();
            all.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await all.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    var text = reader.GetValue(i) switch { string s => s, byte[] b => Encoding.UTF8.GetString(b), _ => "" };
                    if (words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)))
                    {
                        found.Add($"{table}.{reader.GetName(i)}");
                    }
                }
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<HeldRow>> RowsAsync(RecordStage stage)
    {
        await using var db = stage.School.NewDb();
        return await new HeldRows(db).ReadAsync(stage.Member, Ct);
    }

    private static Dictionary<string, int> Count(IReadOnlyList<HeldRow> rows) => rows.GroupBy(r => r.Table.ClrType.Name).ToDictionary(g => g.Key, g => g.Count());

    private static async Task<Guid> SubmitAsync(RecordStage stage)
    {
        await using var db = stage.School.NewDb();
        var submit = new SubmitReport(db, stage.School.Calendar, new CoverageQuery(db, stage.School.Calendar), new SealLedger(db, stage.School.Calendar, stage.Keys));
        return (await submit.RunAsync(stage.Story.RotatingKey, "d", new(2026, 3, 1), Ct)).Value!.Id;
    }

    private static async Task<byte[]> BundleAsync(RecordStage stage, Guid report)
    {
        await stage.SealAsync();
        await using var db = stage.School.NewDb();
        using var file = new MemoryStream();
        Assert.Null((await new ProveReport(db).RunAsync(report, file, Ct)).Refusal);
        return file.ToArray();
    }

    private static bool Verify(RecordStage stage, byte[] bundle)
    {
        using var stream = new MemoryStream(bundle);
        return VerifyFile.Run(stream, [stage.Keys.FindPublic()!]).Value!.Holds;
    }

    private static async Task AssertSoundAsync(RecordStage stage)
    {
        await using var db = stage.School.NewDb();
        var verdict = (await new CheckLedger(db, stage.Keys).RunAsync(null, null, Ct)).Value!;
        Assert.Null(verdict.Fault);
        Assert.Equal(0, verdict.Pending);
    }

    private static async Task AssertNobodyAsync(RecordStage stage, Erasure erasure)
    {
        await using var db = stage.School.NewDb();
        var person = await db.Members.SingleAsync(m => m.MemberId == stage.Member, Ct);
        Assert.Equal((Member.Nameless, null, Gender.NotKept), (person.Name, person.Email, person.Gender));
        Assert.False(await db.MemberKeys.AnyAsync(k => k.MemberId == stage.Member, Ct));
        Assert.Equal(new DateOnly(2026, 3, 1), await db.Memberships.Where(m => m.MemberId == stage.Member && m.ReplacedAt == null).Select(m => m.ValidTo).SingleAsync(Ct));
        Assert.False(await db.Enrolments.AnyAsync(e => e.MemberId == stage.Member && e.GivenUp == null, Ct));
        var entry = await db.Evidence.SingleAsync(e => e.SourceId == erasure.Id, Ct);
        Assert.Equal("member.erased", entry.Kind);
        Assert.DoesNotContain("Died", Encoding.UTF8.GetString(entry.Body), StringComparison.Ordinal);
    }
}
