using Learning.Courses.Coverage;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Plans;

namespace Learning.Courses.Tests.Coverage;

public sealed class AssignmentReadsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_list_counts_everybody_once(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        var ill = await stage.Roster.MemberAsync(AssignStage.Branch, "病");
        var id = (await stage.AssignAsync(stage.Input())).Value!.AssignmentId;
        await stage.PassAsync(stage.Li);
        await stage.ExcuseAsync(ill, ExemptionKind.Exempt, null);

        var line = Assert.Single((await ListAsync(stage, stage.Secretary)).Lines);
        Assert.Equal((id, new AssignmentCounts(1, 0, 2, 1, 0)), (line.Id, line.Counts));
        Assert.Equal(("Branch b1", 3), (line.UnitName, line.Counts.Required));

        stage.School.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(new AssignmentCounts(1, 0, 2, 1, 2), (await ListAsync(stage, stage.Secretary)).Lines.Single().Counts);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_task_from_above_is_listed_with_ones_own_members_only(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        var organiser = await stage.Roster.AppointAsync(stage.Neighbour, PostKind.TownOrganiser, "d/t1");
        var far = await stage.Roster.AppointAsync(await stage.Roster.MemberAsync("d/t2/b1", "远"), PostKind.BranchSecretary, "d/t2/b1");
        await stage.AssignAsync(stage.Input() with { UnitPath = "d/t1" }, organiser);

        Assert.Equal(3, (await ListAsync(stage, stage.Secretary)).Lines.Single().Counts.Required);
        Assert.Equal(4, (await ListAsync(stage, organiser)).Lines.Single().Counts.Required);
        Assert.Equal(0, (await ListAsync(stage, far)).Total);
        Assert.Equal(0, (await ListAsync(stage, new Viewer(stage.Li, false, [], AssignStage.Branch))).Total);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_card_of_an_assignment_says_who_was_reminded_when(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        var id = (await stage.AssignAsync(stage.Input(stage.Li, stage.Wang))).Value!.AssignmentId;
        await stage.PassAsync(stage.Li);
        await using var db = stage.School.NewDb(stage.Secretary);
        await new SendReminder(db, stage.School.Calendar, stage.Standings(db)).RunAsync(id, null, Ct);

        var card = (await new AssignmentDetail(db, stage.Standings(db)).RunAsync(id, Ct)).Value!;

        Assert.Equal(("书记", "Branch b1", AssignStage.Due), (card.GivenBy, card.UnitName, card.Task.DueOn));
        Assert.Equal(
            [("李", AssignmentState.Done, null, 0), ("王", AssignmentState.NotStarted, stage.School.Calendar.UtcNow(), 1)],
            card.Lines.Select(l => (l.Of.Name, l.Of.Standing.State, l.RemindedAt, l.Reminders)));
        await using var foreign = stage.School.NewDb(await stage.Roster.AppointAsync(stage.Neighbour, PostKind.BranchSecretary, "d/t1/b2"));
        Assert.Equal("Assign.NotFound", (await new AssignmentDetail(foreign, stage.Standings(foreign)).RunAsync(id, Ct)).Refusal?.Code);
        await using var own = stage.School.NewDb(new Viewer(stage.Li, false, [], AssignStage.Branch));
        Assert.Equal("Assign.NotFound", (await new AssignmentDetail(own, stage.Standings(own)).RunAsync(id, Ct)).Refusal?.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_branch_shows_each_member_with_what_is_owed(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        var old = await stage.Roster.MemberAsync(AssignStage.Branch, "老", 1935);
        await stage.AssignAsync(stage.Input(stage.Li, stage.Wang));
        await stage.PassAsync(stage.Li);
        await stage.ExcuseAsync(old, ExemptionKind.Exempt, null);
        await using var db = stage.School.NewDb(stage.Secretary);
        await new RecordHomeVisit(db, stage.School.Calendar).RunAsync(new VisitInput(old, AssignStage.Today, "读报"), Ct);

        var members = (await new BranchMembers(db, stage.School.Calendar, stage.Standings(db)).RunAsync(AssignStage.Branch, Ct)).Value!;

        Assert.Equal(["书记", "李", "王", "老"], members.Select(m => m.Name));
        Assert.Equal([PostKind.BranchSecretary], members[0].Posts);
        Assert.Equal([(0, 0), (1, 0), (0, 1), (0, 0)], members.Select(m => (m.Tasks.Done, m.Tasks.Owed)));
        Assert.Equal([null, null, AssignStage.Due, null], members.Select(m => m.NextDue));
        Assert.Equal((ExemptionKind.Exempt, AssignStage.Today), (members[3].Excuse, members[3].LastVisitOn));
        Assert.Equal("Organisation.NoSuchBranch", (await new BranchMembers(db, stage.School.Calendar, stage.Standings(db)).RunAsync("d/t1/b2", Ct)).Refusal?.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_card_of_a_member_is_for_those_who_answer_for_the_member(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        await stage.AssignAsync(stage.Input(stage.Li));
        await stage.ExcuseAsync(stage.Li, ExemptionKind.Deferred, AssignStage.Today.AddDays(9));
        await using var db = stage.School.NewDb(stage.Secretary);
        await new RecordHomeVisit(db, stage.School.Calendar).RunAsync(new VisitInput(stage.Li, AssignStage.Today, "读报"), Ct);
        await new SendTransfer(db, stage.School.Calendar).RunAsync(stage.Li, "d/t2/b1", Ct);

        var card = (await new MemberDetail(db, stage.School.Calendar, stage.Standings(db)).RunAsync(stage.Li, Ct)).Value!;

        Assert.Equal(("李", "Branch b1", 45), (card.Name, card.BranchName, card.Age));
        var visit = Assert.Single(card.Visits);
        Assert.Equal((AssignStage.Today, "书记", "读报", EvidenceClass.C, false), (visit.VisitedOn, visit.VisitedBy, visit.Studied, visit.Class, visit.MayConfirm));
        Assert.Equal(new TransferOnItsWay("Branch b1", AssignStage.Today), card.Transfer);
        Assert.Equal("illness", Assert.Single(card.Exemptions).ReasonCode);
        Assert.True(Assert.Single(card.Tasks).IsExcused);
        await using var own = stage.School.NewDb(new Viewer(stage.Li, false, [], AssignStage.Branch));
        Assert.Equal("Organisation.NoSuchMember", (await new MemberDetail(own, stage.School.Calendar, stage.Standings(own)).RunAsync(stage.Li, Ct)).Refusal?.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Units_are_counted_with_everybody_below_them(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        var organiser = await stage.Roster.AppointAsync(stage.Neighbour, PostKind.TownOrganiser, "d/t1");
        await using var db = stage.School.NewDb(organiser);

        var units = await new CoveredUnits(db, stage.School.Calendar).RunAsync(Ct);

        Assert.Equal([("d/t1", 4), ("d/t1/b1", 3), ("d/t1/b2", 1)], units.Select(u => (u.Path, u.Members)));
        Assert.Equal(["d/t1/b1", "d/t1/b2"], units.Where(u => u.IsChildOf("d/t1")).Select(u => u.Path));
        Assert.Equal(new BranchName("d/t1/b1", "Branch b1", "Town t1"), (await new AllBranches(db).RunAsync(Ct))[0]);
    }

    private static async Task<AssignmentLines> ListAsync(AssignStage stage, Viewer viewer)
    {
        await using var db = stage.School.NewDb(viewer);
        return await new AssignmentList(db, stage.Standings(db)).RunAsync(1, 20, Ct);
    }
}
