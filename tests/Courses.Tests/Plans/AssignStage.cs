using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Catalogue;

namespace Learning.Courses.Tests.Plans;

/// <summary>A branch with its secretary and two members, the branch next door with one, and one course to assign: "history".</summary>
public sealed class AssignStage : IAsyncDisposable
{
    public const string Branch = "d/t1/b1";
    public static readonly DateOnly Today = new(2026, 3, 2);
    public static readonly DateOnly Due = new(2026, 3, 31);

    private AssignStage(School school, Roster roster) => (School, Roster) = (school, roster);

    public School School { get; }
    public Roster Roster { get; }
    public CourseFiles Files { get; } = new();
    public Viewer Secretary { get; private set; } = Viewer.Nobody;
    public MemberId Li { get; private set; }
    public MemberId Wang { get; private set; }
    public MemberId Neighbour { get; private set; }

    public static async Task<AssignStage> SetAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var school = await School.OpenAsync(provider);
        var stage = new AssignStage(school, await Roster.CreateAsync(school));
        stage.Secretary = await stage.Roster.AppointAsync(await stage.Roster.MemberAsync(Branch, "书记"), PostKind.BranchSecretary, Branch);
        stage.Li = await stage.Roster.MemberAsync(Branch, "李");
        stage.Wang = await stage.Roster.MemberAsync(Branch, "王");
        stage.Neighbour = await stage.Roster.MemberAsync("d/t1/b2", "邻");
        return stage;
    }

    public AssignInput Input(params MemberId[] members) => new(AssignmentKind.Course, "history", Branch, Due, members.Length == 0 ? null : members);

    /// <summary>An opened course has been finished: what a pass looks like to the rest of the house.</summary>
    public async Task PassAsync(MemberId member, string course = "history")
    {
        var now = School.Calendar.UtcNow();
        await using var db = School.NewDb();
        db.CoursePasses.Add(new CoursePass(RowId.At(now), member, course, new string('a', 64), 24, true, School.Calendar.Today(), now));
        await db.SaveChangesAsync();
    }

    public async Task ExcuseAsync(MemberId member, ExemptionKind kind, DateOnly? to)
    {
        var now = School.Calendar.UtcNow();
        await using var db = School.NewDb();
        db.Exemptions.Add(new Exemption(RowId.At(now), member, kind, "illness", Today, to, now, null));
        await db.SaveChangesAsync();
    }

    public async Task<Outcome<AssignPlan>> PlanAsync(AssignInput input, Viewer? viewer = null)
    {
        await using var db = School.NewDb(viewer ?? Secretary);
        return await Assigning(db).PlanAsync(input, TestContext.Current.CancellationToken);
    }

    public async Task<Outcome<Assigned>> AssignAsync(AssignInput input, Viewer? viewer = null)
    {
        await using var db = School.NewDb(viewer ?? Secretary);
        return await Assigning(db).RunAsync(input, TestContext.Current.CancellationToken);
    }

    public AssignCourse Assigning(CoursesDb db) => new(db, School.Calendar, Files.Open(), new MembersDone(Standings(db), School.Calendar).RunAsync);

    public AssignmentStandings Standings(CoursesDb db) => new(db, School.Calendar, new StudyFacts(db, School.Calendar));

    public async ValueTask DisposeAsync()
    {
        Files.Dispose();
        await School.DisposeAsync();
    }
}
