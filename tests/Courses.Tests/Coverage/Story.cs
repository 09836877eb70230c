using Learning.Courses.Coverage;
using Learning.Courses.Coverage.Statistics;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Training;

namespace Learning.Courses.Tests.Coverage;

/// <summary>
/// A small district with the two requirements of 2026, to which a test adds facts with the day on which they are true and the
/// instant at which they are recorded. Every fact is stored by a context of its own.
/// </summary>
internal sealed class Story
{
    private readonly Dictionary<MemberId, Membership> current = [];
    private int numbers;
    private int courses;
    private Rotation rotation = null!;

    private Story(School school) => School = school;

    public School School { get; }

    /// <summary>By path below the root: "r", "r/t1", "r/t1/b1", …</summary>
    public Dictionary<string, Unit> Units { get; } = [];

    public string Root { get; private set; } = "";

    public string RotatingKey => $"rotating-{Root}";

    public string RegularKey => $"regular-{Root}";

    /// <summary>The instant at which the next fact is recorded.</summary>
    public DateTime Now { get; set; } = new(2026, 1, 1, 1, 0, 0, DateTimeKind.Utc);

    public static async Task<Story> BeginAsync(School school, string root = "d")
    {
        var story = new Story(school) { Root = root };
        var district = story.Unit(null, UnitKind.District, root);
        foreach (var code in new[] { "t1", "t2" })
        {
            var town = story.Unit(district, UnitKind.Town, code);
            story.Unit(town, UnitKind.Branch, "b1");
            story.Unit(town, UnitKind.Branch, "b2");
        }

        story.rotation = new Rotation(story.Id(), "2026 年轮训", district, new(2026, 1, 1), new(2026, 12, 31), story.Now, null);
        await story.SaveAsync([.. story.Units.Values]);
        await story.SaveAsync(
            story.Requirement(story.RotatingKey, RequirementKind.RotatingTraining), story.Requirement(story.RegularKey, RequirementKind.RegularEducation));
        await story.SaveAsync(story.rotation);
        return story;
    }

    /// <summary>The two requirements whose period is each member's own, for those who ask about them.</summary>
    public async Task<IReadOnlyList<Requirement>> AddPersonalAsync()
    {
        var added = new[] { RequirementKind.AfterAppointment, RequirementKind.AfterAdmission }.Select(kind => Requirement($"{kind.KeyStem()}-{Root}", kind)).ToList();
        await SaveAsync([.. added]);
        return added;
    }

    public string Path(string below) => below.Length == 0 ? Root : $"{Root}/{below}";

    /// <summary>Somebody with a post at the unit and nothing else.</summary>
    public Viewer As(string unit)
    {
        var of = Units[unit];
        var kind = of.Kind switch { UnitKind.District => PostKind.DistrictOrganiser, UnitKind.Town => PostKind.TownOrganiser, _ => PostKind.BranchSecretary };
        return new(null, of.Kind == UnitKind.District, [new(kind, of.UnitId, unit)]);
    }

    /// <summary>A member of the branch since 2020 and of the Party since 2000 unless said otherwise.</summary>
    public async Task<MemberId> MemberAsync(string branch, string name = "张三", DateOnly? since = null, DateOnly? admitted = null)
    {
        var id = MemberId.New(Now);
        current[id] = new Membership(Id(), id, Units[Path(branch)], since ?? new(2020, 1, 1), null, Now, null);
        await SaveAsync(new Member(id, $"{Root}{++numbers:0000}", name, Gender.Man, new(1970, 1, 1), admitted ?? new(2000, 7, 1), Now), current[id]);
        return id;
    }

    /// <summary>The first step of a transfer: nothing moves (article 25).</summary>
    public async Task SendAsync(MemberId member, string to, DateOnly on)
    {
        var from = Units.Values.Single(u => u.UnitId == current[member].BranchId);
        await SaveAsync(new Transfer(Id(), member, from, Units[Path(to)], on, Now, null));
    }

    /// <summary>The second step: the old membership ends on the eve of the day, the new one begins.</summary>
    public async Task ReceiveAsync(MemberId member, string to, DateOnly on)
    {
        await EndAsync(member, on.AddDays(-1));
        current[member] = new Membership(Id(), member, Units[Path(to)], on, null, Now, null);
        await SaveAsync(current[member]);
    }

    /// <summary>The member leaves: death, or out of the Party.</summary>
    public async Task EndAsync(MemberId member, DateOnly lastDay)
    {
        await using var db = School.NewDb();
        db.Attach(current[member]);
        db.Add(current[member].EndedOn(lastDay, Now, null));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A second branch claims a member without the first letting go: bad data that must not count anybody twice.</summary>
    public Task ClaimAsync(MemberId member, string branch, DateOnly from) =>
        SaveAsync(new Membership(Id(), member, Units[Path(branch)], from, new DateOnly(from.Year, 12, 31), Now, null)); // Two open ones the database refuses.

    public async Task<Guid> ExemptAsync(MemberId member, ExemptionKind kind, string reason, DateOnly from, DateOnly? to = null)
    {
        var exemption = new Exemption(Id(), member, kind, reason, from, to, Now, null);
        await SaveAsync(exemption);
        return exemption.Id;
    }

    public async Task<Guid> VisitAsync(MemberId member, DateOnly on)
    {
        var visit = new HomeVisit(Id(), member, on, member, Now);
        await SaveAsync(visit);
        return visit.Id;
    }

    public Task FloatAsync(MemberId member, DateOnly from, DateOnly? to = null) =>
        SaveAsync(new MemberCircumstance(Id(), member, MemberCircumstanceKind.Floating, from, to, Now, null));

    public Task DescribeAsync(string branch, BranchSettingKind kind, DateOnly from) =>
        SaveAsync(new BranchSetting(Id(), Units[Path(branch)], kind, from, Now, null));

    public async Task<Guid> AppointAsync(MemberId member, PostKind kind, string unit, DateOnly from, DateOnly? to = null)
    {
        var post = new Post(Id(), member, kind, Units[Path(unit)], from, to, Now, null);
        await SaveAsync(post);
        return post.Id;
    }

    /// <summary>A class of whole days with one session of 32 quarters each, and a place in it for the members.</summary>
    public async Task<Cohort> ClassAsync(DateOnly opens, DateOnly closes, params MemberId[] members)
    {
        // A room of its own: two classes of a story may be on the same day.
        var venue = new Venue(Id(), "党校", VenueKind.PartySchool, Units[Root], 100, 4, Now);
        var cohort = new Cohort(Id(), rotation, venue, ++numbers, opens, closes, 100, Now, null);
        for (var day = opens; day <= closes; day = day.AddDays(1))
        {
            cohort.AddSession(School.Calendar.ToUtc(day, new(8, 30)), School.Calendar.ToUtc(day, new(17, 0)), 32, new byte[32]);
        }

        foreach (var member in members)
        {
            Assert.Null(cohort.Enrol(member, Now));
        }

        await SaveAsync(venue, cohort);
        return cohort;
    }

    public async Task<Attendance> AttendAsync(MemberId member, Cohort cohort, int session)
    {
        var attendance = new Attendance(Id(), member, cohort.Id, session, 1, AttendanceSource.List, Now, member);
        await SaveAsync(attendance);
        return attendance;
    }

    /// <summary>The member gave the code shown in class.</summary>
    public Task CheckInAsync(MemberId member, Cohort cohort, int session) =>
        SaveAsync(new Attendance(Id(), member, cohort.Id, session, 1, AttendanceSource.Code, Now, member));

    /// <summary>A second person has compared it with the paper.</summary>
    public Task ConfirmAsync(Attendance attendance, MemberId by) => SaveAsync(new AttendanceConfirmation(Id(), attendance, Now, by));

    /// <summary>A visit by one member, confirmed by another unless nobody has.</summary>
    public async Task<HomeVisit> VisitAsync(MemberId member, DateOnly on, MemberId by, MemberId? confirmedBy = null)
    {
        var visit = new HomeVisit(Id(), member, on, by, Now, "读报");
        await SaveAsync(visit);
        if (confirmedBy is { } second)
        {
            await SaveAsync(new HomeVisitConfirmation(Id(), visit, Now, second));
        }

        return visit;
    }

    public Task WithdrawAsync(HomeVisit visit) => SaveAsync(new HomeVisitWithdrawal(Id(), visit, VisitWithdrawn.Mistake, Now, null));

    /// <summary>The member was ticked and was not there.</summary>
    public Task WithdrawAsync(Attendance attendance) => SaveAsync(new AttendanceWithdrawal(Id(), attendance, Now, null));

    public async Task<Guid> OutcomeAsync(MemberId member, Cohort cohort, int attendedDays)
    {
        var days = cohort.ClosesOn.DayNumber - cohort.OpensOn.DayNumber + 1;
        var outcome = new CohortOutcome(Id(), member, cohort, attendedDays * 7 >= days * 6, attendedDays * 32, days * 32, Now);
        await SaveAsync(outcome);
        return outcome.Id;
    }

    public async Task<Guid> PassAsync(MemberId member, DateOnly on, int minutes = 30, bool quiz = true)
    {
        var pass = new CoursePass(Id(), member, $"course-{++courses}", new string('a', 64), minutes, quiz, on, Now);
        await SaveAsync(pass);
        return pass.Id;
    }

    /// <summary>A pass turns out to rest on a wrong key.</summary>
    public async Task<Guid> WithdrawAsync(MemberId member, Guid pass)
    {
        var (from, to) = (new MarkedBy(new string('a', 64), false), new MarkedBy(new string('b', 64), false));
        var revision = new Revision(Id(), "course", "q-1", "zh-CN", from, to, RevisionRule.BothWays, "wrong-key", Now, null);
        var withdrawal = new CoursePassWithdrawal(Id(), member, "course", pass, revision.Id, Now);
        await SaveAsync(revision, withdrawal);
        return withdrawal.Id;
    }

    /// <summary>Asks as somebody who covers everything, with the clock just after the last recorded fact.</summary>
    public async Task<CoverageAnswer> AskAsync(string key, string unit, DateOnly day, DateTime? knownAt = null, bool withNames = false, bool withEvidence = false)
    {
        if (School.Clock.GetUtcNow().UtcDateTime < Now)
        {
            School.Clock.SetUtcNow(new DateTimeOffset(Now));
        }

        await using var db = School.NewDb();
        var question = new CoverageQuestion(key, Path(unit), day, knownAt ?? Now, withNames) { WithEvidence = withEvidence };
        var outcome = await new CoverageQuery(db, School.Calendar).RunAsync(question, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    /// <summary>The statistics sheet of 2026, asked as coverage is.</summary>
    public async Task<StatisticsSheet> FillAsync(string unit, DateOnly day, DateTime? knownAt = null)
    {
        if (School.Clock.GetUtcNow().UtcDateTime < Now)
        {
            School.Clock.SetUtcNow(new DateTimeOffset(Now));
        }

        await using var db = School.NewDb();
        var outcome = await new FillStatistics(db, new CoverageQuery(db, School.Calendar), School.Calendar)
            .RunAsync(new StatisticsQuestion(2026, Path(unit), day, knownAt ?? Now), TestContext.Current.CancellationToken);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    public async Task SaveAsync(params object[] rows)
    {
        await using var db = School.NewDb();
        db.AddRange(rows);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private Guid Id() => RowId.At(Now);

    private Unit Unit(Unit? parent, UnitKind kind, string code)
    {
        var unit = new Unit(UnitId.New(Now), parent, kind, code, $"{kind} {code}", Now);
        Units.Add(unit.Path, unit);
        return unit;
    }

    private Requirement Requirement(string key, RequirementKind kind) => new(
        Id(), key, kind, "要求", "Requirement", Units[Root], new(2026, 1, 1), new(2026, 12, 31), "party-education-2024", Now);
}
