using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Plans;

public sealed class AssignCourseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_preview_names_who_is_added_and_who_is_refused_and_why(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        var (done, exempt, gone) = (await MemberAsync(stage, "毕"), await MemberAsync(stage, "老"), await MemberAsync(stage, "远"));
        var (later, soon) = (await MemberAsync(stage, "缓"), await MemberAsync(stage, "近"));
        await stage.PassAsync(done);
        await stage.ExcuseAsync(exempt, ExemptionKind.Exempt, null);
        await stage.ExcuseAsync(gone, ExemptionKind.OutOfContact, null);
        await stage.ExcuseAsync(later, ExemptionKind.Deferred, AssignStage.Due);
        await stage.ExcuseAsync(soon, ExemptionKind.Deferred, AssignStage.Due.AddDays(-1));
        await stage.AssignAsync(stage.Input(stage.Wang));

        var plan = (await stage.PlanAsync(stage.Input())).Value!;

        Assert.Equal(["书记", "李", "近"], plan.Added.Select(r => r.Name));
        Assert.Equal(
            ["王 Assign.AlreadyAssigned", "毕 Assign.AlreadyDone", "老 Assign.Exempt", "远 Assign.Exempt", "缓 Assign.Deferred"],
            plan.Refused.Select(r => $"{r.Name} {r.Refusal!.Code}"));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_preview_and_the_act_give_the_same_answer(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        await stage.ExcuseAsync(stage.Wang, ExemptionKind.Exempt, null);

        var preview = (await stage.PlanAsync(stage.Input())).Value!;
        await using (var untouched = stage.School.NewDb())
        {
            Assert.Equal(0, await untouched.Assignments.CountAsync(Ct));
        }

        var act = (await stage.AssignAsync(stage.Input())).Value!;
        Assert.Equal(preview.Added, act.Plan.Added);
        Assert.Equal(preview.Refused.Select(r => (r.Name, r.Refusal!.Code)), act.Plan.Refused.Select(r => (r.Name, r.Refusal!.Code)));
        Assert.Equal(preview.Added.Select(r => r.MemberId).ToHashSet(), await AssigneesAsync(stage, act.AssignmentId));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Only_members_of_the_unit_can_be_chosen(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        var organiser = await stage.Roster.AppointAsync(stage.Neighbour, PostKind.TownOrganiser, "d/t1");
        var nobody = MemberId.New(stage.School.Calendar.UtcNow());

        var plan = (await stage.PlanAsync(stage.Input(stage.Li, stage.Neighbour, nobody))).Value!;
        Assert.Equal(["李"], plan.Added.Select(r => r.Name));
        Assert.Equal([("", "Assign.NotInUnit"), ("", "Assign.NotInUnit")], plan.Refused.Select(r => (r.Name, r.Refusal!.Code)));

        // The organiser may see the neighbour, and so is told the name.
        var above = (await stage.PlanAsync(stage.Input(stage.Li, stage.Neighbour), organiser)).Value!;
        Assert.Equal([("邻", "Assign.NotInUnit")], above.Refused.Select(r => (r.Name, r.Refusal!.Code)));
        Assert.Equal(4, (await stage.PlanAsync(stage.Input() with { UnitPath = "d/t1" }, organiser)).Value!.Added.Count);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_second_click_gives_the_first_assignment_back(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);

        var first = (await stage.AssignAsync(stage.Input())).Value!;
        var second = (await stage.AssignAsync(stage.Input())).Value!;

        Assert.Equal((first.AssignmentId, 0), (second.AssignmentId, second.Plan.Added.Count));
        await using var db = stage.School.NewDb();
        Assert.Equal((1, 3), (await db.Assignments.CountAsync(Ct), await db.Assignees.CountAsync(Ct)));
        Assert.Equal(1, await db.Evidence.CountAsync(e => e.Kind == "assignment.given", Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_tabs_at_once_assign_once(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        await using var tab = stage.School.NewDb(stage.Secretary);
        Assigned? first = null;
        Rival.BeforeSaving(tab, async () => first = (await stage.AssignAsync(stage.Input())).Value);

        var second = (await stage.Assigning(tab).RunAsync(stage.Input(), Ct)).Value!;

        Assert.Equal(first!.AssignmentId, second.AssignmentId);
        Assert.Equal(3, (await AssigneesAsync(stage, first.AssignmentId)).Count);
        await using var db = stage.School.NewDb();
        Assert.Equal((1, 1), (await db.Assignments.CountAsync(Ct), await db.Evidence.CountAsync(e => e.Kind == "assignment.given", Ct)));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_rival_who_takes_some_of_the_members_leaves_the_rest(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        await using var tab = stage.School.NewDb(stage.Secretary);
        Rival.BeforeSaving(tab, () => stage.AssignAsync(stage.Input(stage.Li)));

        var assigned = (await stage.Assigning(tab).RunAsync(stage.Input(), Ct)).Value!;

        Assert.Equal(["书记", "王"], assigned.Plan.Added.Select(r => r.Name));
        Assert.DoesNotContain(stage.Li, await AssigneesAsync(stage, assigned.AssignmentId));
    }

    [Fact]
    public async Task Ten_parallel_applies_leave_one_assignment()
    {
        // Where writers really meet: PostgreSQL when there is one. SQLite in memory lets them queue.
        var provider = School.PostgresServer is null ? DatabaseProvider.Sqlite : DatabaseProvider.Postgres;
        await using var stage = await AssignStage.SetAsync(provider);
        var all = provider == DatabaseProvider.Postgres
            ? await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => stage.AssignAsync(stage.Input())))
            : [await stage.AssignAsync(stage.Input()), await stage.AssignAsync(stage.Input())];

        Assert.Single(all.Select(o => o.Value!.AssignmentId).Distinct());
        await using var db = stage.School.NewDb();
        Assert.Equal((1, 3), (await db.Assignments.CountAsync(Ct), await db.Assignees.CountAsync(Ct)));
    }

    [Theory]
    [InlineData("history", AssignStage.Branch, "2026-03-02", null)]
    [InlineData("history", AssignStage.Branch, "2026-03-01", "Assign.DuePast")]
    [InlineData("nothing", AssignStage.Branch, "2026-03-31", "Assign.NoSuchCourse")]
    [InlineData("history", "d/t1/b2", "2026-03-31", "Assign.NotYours")]
    [InlineData("history", "d/t1", "2026-03-31", "Assign.NotYours")]
    [InlineData("history", "d/t9", "2026-03-31", "Assign.NotYours")]
    public async Task A_task_needs_a_course_a_unit_of_ones_own_and_a_day_to_come(string course, string unit, string due, string? refusal)
    {
        await using var stage = await AssignStage.SetAsync();
        var input = new AssignInput(AssignmentKind.Quiz, course, unit, DateOnly.Parse(due));

        Assert.Equal(refusal, (await stage.PlanAsync(input)).Refusal?.Code);
        Assert.Equal(refusal, (await stage.AssignAsync(input)).Refusal?.Code);
    }

    [Fact]
    public async Task A_course_without_a_quiz_has_none_to_assign()
    {
        await using var stage = await AssignStage.SetAsync();
        var head = Catalogue.CourseFiles.Head;
        stage.Files.Write("plain/course.md", head[..head.IndexOf("quiz:", StringComparison.Ordinal)] + "---\n介绍。\n");
        stage.Files.Write("plain/01-one.md", Catalogue.CourseFiles.Lesson);

        Assert.Equal("Assign.NoQuiz", (await stage.PlanAsync(stage.Input() with { Kind = AssignmentKind.Quiz, CourseKey = "plain" })).Refusal?.Code);
        Assert.Null((await stage.PlanAsync(stage.Input() with { CourseKey = "plain" })).Refusal);
    }

    [Fact]
    public async Task Nobody_left_to_add_makes_no_empty_assignment()
    {
        await using var stage = await AssignStage.SetAsync();
        await stage.PassAsync(stage.Li);

        Assert.Equal("Assign.NobodyLeft", (await stage.PlanAsync(stage.Input(stage.Li))).Value!.Refusal?.Code);
        Assert.Equal("Assign.NobodyLeft", (await stage.AssignAsync(stage.Input(stage.Li))).Refusal?.Code);
        await using var db = stage.School.NewDb();
        Assert.Equal(0, await db.Assignments.CountAsync(Ct));
    }

    [Fact]
    public async Task Who_only_sees_members_may_not_give_them_tasks()
    {
        await using var stage = await AssignStage.SetAsync();
        var administrator = await stage.Roster.AppointAsync(stage.Neighbour, PostKind.Administrator, "d");

        Assert.Equal("Assign.NotYours", (await stage.PlanAsync(stage.Input(), administrator)).Refusal?.Code);
        Assert.Equal("Assign.NotYours", (await stage.PlanAsync(stage.Input(), Viewer.System)).Refusal?.Code);
    }

    private static Task<MemberId> MemberAsync(AssignStage stage, string name) => stage.Roster.MemberAsync(AssignStage.Branch, name);

    private static async Task<HashSet<MemberId>> AssigneesAsync(AssignStage stage, Guid assignment)
    {
        await using var db = stage.School.NewDb();
        return await db.Assignees.Where(a => a.AssignmentId == assignment).Select(a => a.MemberId).ToHashSetAsync(Ct);
    }
}
