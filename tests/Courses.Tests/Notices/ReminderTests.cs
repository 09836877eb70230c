using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Plans;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Notices;

public sealed class ReminderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_reminder_reaches_those_who_still_owe_and_nobody_else(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        var ill = await stage.Roster.MemberAsync(AssignStage.Branch, "病");
        var assignment = (await stage.AssignAsync(stage.Input())).Value!.AssignmentId;
        await stage.PassAsync(stage.Li);
        await stage.ExcuseAsync(ill, ExemptionKind.Exempt, null);

        Assert.Equal(new Reminded(2, 0), (await RemindAsync(stage, assignment)).Value);

        Assert.Equal(["书记", "王"], await ToldAsync(stage));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task One_reminder_a_day_however_often_the_button_is_pressed(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        var assignment = (await stage.AssignAsync(stage.Input(stage.Li, stage.Wang))).Value!.AssignmentId;

        Assert.Equal(new Reminded(1, 0), (await RemindAsync(stage, assignment, members: stage.Li)).Value);
        Assert.Equal(new Reminded(1, 1), (await RemindAsync(stage, assignment)).Value);
        Assert.Equal(new Reminded(0, 2), (await RemindAsync(stage, assignment)).Value);
        stage.School.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new Reminded(2, 0), (await RemindAsync(stage, assignment)).Value);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_secretaries_at_once_remind_once(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        var assignment = (await stage.AssignAsync(stage.Input(stage.Li, stage.Wang))).Value!.AssignmentId;
        await using var tab = stage.School.NewDb(stage.Secretary);
        Rival.BeforeSaving(tab, () => RemindAsync(stage, assignment, members: stage.Li));

        var outcome = await new SendReminder(tab, stage.School.Calendar, stage.Standings(tab)).RunAsync(assignment, null, Ct);

        Assert.Equal(new Reminded(1, 1), outcome.Value);
        Assert.Equal(2, (await ToldAsync(stage)).Count);
    }

    [Fact]
    public async Task When_all_is_done_there_is_nobody_to_remind()
    {
        await using var stage = await AssignStage.SetAsync();
        var assignment = (await stage.AssignAsync(stage.Input(stage.Li))).Value!.AssignmentId;
        await stage.PassAsync(stage.Li);

        Assert.Equal("Reminder.NobodyLeft", (await RemindAsync(stage, assignment)).Refusal?.Code);
        Assert.Equal("Reminder.NobodyLeft", (await RemindAsync(stage, assignment, members: stage.Wang)).Refusal?.Code);
    }

    [Fact]
    public async Task Only_those_who_lead_the_branch_remind()
    {
        await using var stage = await AssignStage.SetAsync();
        var assignment = (await stage.AssignAsync(stage.Input())).Value!.AssignmentId;
        var neighbour = await stage.Roster.AppointAsync(stage.Neighbour, PostKind.BranchSecretary, "d/t1/b2");
        var member = new Viewer(stage.Li, false, [], AssignStage.Branch);

        Assert.Equal("Assign.NotFound", (await RemindAsync(stage, assignment, neighbour)).Refusal?.Code);
        Assert.Equal("Assign.NotFound", (await RemindAsync(stage, assignment, member)).Refusal?.Code);
        Assert.Empty(await ToldAsync(stage));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_calendar_reminds_a_week_and_a_day_before_however_late_and_often_it_runs(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        await stage.AssignAsync(stage.Input(stage.Li, stage.Wang));
        Assert.Equal(0, await RemindDueSoonAsync(stage, "2026-03-23"));

        // 24 March is the mark; the site was switched off that day.
        Assert.Equal(2, await RemindDueSoonAsync(stage, "2026-03-25"));
        Assert.Equal(0, await RemindDueSoonAsync(stage, "2026-03-25"));
        Assert.Equal(0, await RemindDueSoonAsync(stage, "2026-03-29"));
        await stage.PassAsync(stage.Li);
        Assert.Equal(1, await RemindDueSoonAsync(stage, "2026-03-31"));
        Assert.Equal(0, await RemindDueSoonAsync(stage, "2026-04-01"));
        Assert.Equal(["李", "王", "王"], await ToldAsync(stage));
    }

    [Fact]
    public async Task Who_has_just_been_told_is_left_in_peace()
    {
        await using var stage = await AssignStage.SetAsync();
        var today = stage.School.Calendar.Today();
        var late = (await stage.AssignAsync(stage.Input(stage.Wang) with { DueOn = today.AddDays(5) })).Value!.AssignmentId;

        // Given five days before: the mark of a week was never there. The mark of a day is.
        Assert.Equal(0, await RemindDueSoonAsync(stage, "2026-03-03"));
        stage.School.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 6, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal(new Reminded(1, 0), (await RemindAsync(stage, late)).Value);

        // And the secretary's own reminder on that day serves as well.
        Assert.Equal(0, await RemindDueSoonAsync(stage, "2026-03-06"));
    }

    private static async Task<Outcome<Reminded>> RemindAsync(AssignStage stage, Guid assignment, Viewer? viewer = null, params MemberId[] members)
    {
        await using var db = stage.School.NewDb(viewer ?? stage.Secretary);
        return await new SendReminder(db, stage.School.Calendar, stage.Standings(db)).RunAsync(assignment, members.Length == 0 ? null : members, Ct);
    }

    private static async Task<int> RemindDueSoonAsync(AssignStage stage, string day)
    {
        stage.School.Clock.SetUtcNow(new DateTimeOffset(stage.School.Calendar.ToUtc(DateOnly.Parse(day), new TimeOnly(11, 0))));
        await using var db = stage.School.NewDb();
        return await new RemindDueSoon(db, stage.School.Calendar, stage.Standings(db)).RunAsync(Ct);
    }

    private static async Task<List<string>> ToldAsync(AssignStage stage)
    {
        await using var db = stage.School.NewDb();
        return await db.Outbox.Join(db.Members, o => o.MemberId, m => m.MemberId, (o, m) => m).OrderBy(m => m.Number).Select(m => m.Name).ToListAsync(Ct);
    }
}
