using System.Text;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Records;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Records;

/// <summary>A member says that the record is wrong; whoever answers for the member says what became of it.</summary>
public sealed class CorrectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Asked_once_answered_once_and_the_member_is_told(DatabaseProvider provider)
    {
        await using var stage = await RecordStage.OpenAsync(provider);
        var input = new CorrectionInput(RowId.At(stage.Story.Now), CorrectionAbout.Attendance, " 2月10日我也在 ");
        var request = (await AskAsync(stage, stage.Member, input)).Value!;
        Assert.Equal(request.Id, (await AskAsync(stage, stage.Member, input)).Value!.Id);
        Assert.Equal("Correction.AskedAlready", (await AskAsync(stage, stage.Member, input with { Words = "别的" })).Refusal!.Code);

        var row = Assert.Single(await ListAsync(stage, stage.SecretaryId));
        Assert.Equal((RecordStage.Name, "2月10日我也在", false), (row.Name, row.Words, row.Escalated));
        Assert.Equal("Correction.SayWhy", (await AnswerAsync(stage, stage.SecretaryId, request.Id, true, " ")).Refusal!.Code);
        var answer = (await AnswerAsync(stage, stage.SecretaryId, request.Id, true, "已补签")).Value!;
        Assert.Equal(answer.Id, (await AnswerAsync(stage, stage.SecretaryId, request.Id, true, "已补签")).Value!.Id);
        Assert.Equal("Correction.AnsweredOtherwise", (await AnswerAsync(stage, stage.SecretaryId, request.Id, false, "不")).Refusal!.Code);

        Assert.Empty(await ListAsync(stage, stage.SecretaryId));
        await using var db = stage.School.NewDb(await stage.AsAsync(stage.Member));
        var mine = Assert.Single(await new MyCorrections(db).RunAsync(Ct));
        Assert.Equal((true, "已补签"), (mine.Answer!.Corrected, mine.Answer.Words));
        Assert.Equal(1, await db.Outbox.CountAsync(m => m.Kind == NoticeKinds.Corrected && m.MemberId == stage.Member, Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_answers_at_once_are_one(DatabaseProvider provider)
    {
        await using var stage = await RecordStage.OpenAsync(provider);
        var request = (await AskAsync(stage, stage.Member, Input(stage))).Value!;
        await using var tab = stage.School.NewDb(await stage.AsAsync(stage.SecretaryId));
        Rival.BeforeSaving(tab, () => Task.Run(() => AnswerAsync(stage, stage.AdministratorId, request.Id, false, "查无此事")));

        var loser = await new AnswerCorrection(tab, stage.School.Calendar).RunAsync(new CorrectionAnswerInput(request.Id, true, "好"), Ct);

        Assert.Equal("Correction.AnsweredOtherwise", loser.Refusal!.Code);
        await using var db = stage.School.NewDb();
        Assert.Equal(1, await db.CorrectionAnswers.CountAsync(Ct));
        Assert.Equal(1, await db.Outbox.CountAsync(m => m.Once.StartsWith("correction/"), Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task It_lies_with_the_branch_and_after_two_weeks_with_the_town_too(DatabaseProvider provider)
    {
        await using var stage = await RecordStage.OpenAsync(provider);
        var town = await stage.Story.MemberAsync("t1/b2", "组织委员");
        await stage.Story.AppointAsync(town, PostKind.TownOrganiser, "t1", new(2024, 1, 1));
        var district = await stage.Story.MemberAsync("t2/b1", "组织部");
        await stage.Story.AppointAsync(district, PostKind.DistrictOrganiser, "", new(2024, 1, 1));
        var request = (await AskAsync(stage, stage.Member, Input(stage))).Value!;
        stage.School.Clock.Advance(TimeSpan.FromMinutes(1));
        var own = (await AskAsync(stage, stage.SecretaryId, Input(stage))).Value!;

        // The secretary's own lies with the town from the first day: nobody else is in the branch to answer.
        Assert.Equal([request.Id], (await ListAsync(stage, stage.SecretaryId)).Select(r => r.Id));
        Assert.Equal([own.Id], (await ListAsync(stage, town)).Select(r => r.Id));
        Assert.Equal("Correction.Oneself", (await AnswerAsync(stage, stage.SecretaryId, own.Id, true, "好")).Refusal!.Code);

        stage.GoTo(new(2026, 3, 15));
        Assert.Equal([own.Id], (await ListAsync(stage, town)).Select(r => r.Id));
        stage.GoTo(new(2026, 3, 16));
        Assert.Equal([(request.Id, true), (own.Id, true)], (await ListAsync(stage, town)).Select(r => (r.Id, r.Escalated)));
        Assert.Equal([own.Id], (await ListAsync(stage, district)).Select(r => r.Id)); // one step up, not two
        Assert.Equal([request.Id], (await ListAsync(stage, stage.SecretaryId)).Select(r => r.Id));
    }

    [Fact]
    public async Task Strangers_see_and_answer_nothing()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        var request = (await AskAsync(stage, stage.Member, Input(stage))).Value!;
        var neighbour = await stage.Story.MemberAsync("t1/b2", "邻支书");
        await stage.Story.AppointAsync(neighbour, PostKind.BranchSecretary, "t1/b2", new(2024, 1, 1));

        foreach (var stranger in new[] { neighbour, stage.Colleague, stage.Member })
        {
            Assert.Empty(await ListAsync(stage, stranger));
            Assert.Equal("Organisation.NoSuchMember", (await AnswerAsync(stage, stranger, request.Id, true, "好")).Refusal!.Code);
        }

        // A page may name any id: one that is another row's asks for nothing.
        Assert.Equal("Correction.AskedAlready", (await AskAsync(stage, stage.Colleague, new(request.Id, CorrectionAbout.Other, "x"))).Refusal!.Code);
        Assert.Equal("Correction.AskedAlready", (await AskAsync(stage, stage.Colleague, new(stage.Member.Value, CorrectionAbout.Other, "x"))).Refusal!.Code);
    }

    [Fact]
    public async Task Neither_words_nor_reasons_reach_the_ledger()
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        var request = (await AskAsync(stage, stage.Member, Input(stage) with { Words = "出生年月错了" })).Value!;
        await AnswerAsync(stage, stage.SecretaryId, request.Id, false, "与档案一致");

        await using var db = stage.School.NewDb();
        var entries = await db.Evidence.Where(e => e.Kind.StartsWith("correction.")).OrderBy(e => e.Kind).ToListAsync(Ct);
        Assert.Equal(["correction.answered", "correction.asked"], entries.Select(e => e.Kind));
        Assert.All(entries, e => Assert.DoesNotMatch("出生|档案", Encoding.UTF8.GetString(e.Body)));
    }

    [Theory]
    [InlineData(CorrectionAbout.Other, "", "Correction.SayWhat")]
    [InlineData((CorrectionAbout)99, "x", "Correction.ChooseAbout")]
    [InlineData(CorrectionAbout.Other, null, "Correction.TooManyWords")]
    public async Task Half_a_request_is_refused(CorrectionAbout about, string? words, string code)
    {
        await using var stage = await RecordStage.OpenAsync(DatabaseProvider.Sqlite);
        Assert.Equal(code, (await AskAsync(stage, stage.Member, Input(stage) with { About = about, Words = words ?? new string('长', 501) })).Refusal!.Code);
    }

    private static CorrectionInput Input(RecordStage stage) => new(RowId.At(stage.Story.Now), CorrectionAbout.Person, "名字写错了");

    private static async Task<Outcome<CorrectionRequest>> AskAsync(RecordStage stage, MemberId member, CorrectionInput input)
    {
        await using var db = stage.School.NewDb(await stage.AsAsync(member));
        return await new AskCorrection(db, stage.School.Calendar).RunAsync(input, Ct);
    }

    private static async Task<Outcome<CorrectionAnswer>> AnswerAsync(RecordStage stage, MemberId by, Guid request, bool corrected, string words)
    {
        await using var db = stage.School.NewDb(await stage.AsAsync(by));
        return await new AnswerCorrection(db, stage.School.Calendar).RunAsync(new CorrectionAnswerInput(request, corrected, words), Ct);
    }

    private static async Task<IReadOnlyList<CorrectionRow>> ListAsync(RecordStage stage, MemberId by)
    {
        await using var db = stage.School.NewDb(await stage.AsAsync(by));
        return await new CorrectionsToAnswer(db, stage.School.Calendar, new CorrectionSettings()).RunAsync(Ct);
    }
}
