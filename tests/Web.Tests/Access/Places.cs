using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Records;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Learning.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Access;

/// <summary>
/// The names that lines of the matrix may use. Each feature that needs a row of its own (an attempt, an assignment, ...) adds
/// a method here that makes one in the accounts' branch and one in another town.
/// </summary>
internal static class Places
{
    public const string ForeignBranch = "chaoan/longhu/b01";

    public static async Task<IReadOnlyDictionary<string, string>> FindAsync(IServiceProvider services, CancellationToken ct)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["unit"] = DemoPeople.HomeBranch,
            ["foreign-unit"] = ForeignBranch,
        };
        await AddMembersAsync(places, services, ct);
        await AddClassesAsync(places, services, ct);
        await AddRegretsAsync(places, services.GetRequiredService<CoursesDb>(), services.GetRequiredService<SchoolCalendar>().UtcNow(), ct);
        await AddCorrectionsAsync(places, services.GetRequiredService<CoursesDb>(), services.GetRequiredService<SchoolCalendar>().UtcNow(), ct);
        await AddVisitsAsync(places, services.GetRequiredService<CoursesDb>(), services.GetRequiredService<SchoolCalendar>(), ct);
        await AssignPlaces.AddAsync(places, services, ct);
        await AddAttemptsAsync(places, services, ct);
        await AddSheetsAsync(places, services, ct);
        await AddWrittenAnswerAsync(places, services, ct);
        await AddTrainersAsync(places, services.GetRequiredService<CoursesDb>(), ct);
        await AddCertificatesAsync(places, services.GetRequiredService<CoursesDb>(), ct);
        await AddReportsAsync(places, services, ct);
        await services.GetRequiredService<SealLedger>().RunAsync(ct);
        return places;
    }

    /// <summary>{trainer} is of the accounts' town, {foreign-trainer} of another.</summary>
    private static async Task AddTrainersAsync(Dictionary<string, string> places, CoursesDb db, CancellationToken ct)
    {
        foreach (var (prefix, town) in new[] { ("", "chaoan/anbu"), ("foreign-", "chaoan/longhu") })
        {
            var trainer = await db.Trainers.FirstOrDefaultAsync(t => t.UnitPath == town && t.Name == "Matrix", ct);
            if (trainer is null)
            {
                var now = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
                db.Add(trainer = new Trainer(RowId.At(now), "Matrix", await db.Units.SingleAsync(u => u.Path == town, ct), now, null));
                await db.SaveChangesAsync(ct);
            }

            places[prefix + "trainer"] = trainer.Id.ToString();
        }
    }

    /// <summary>{certificate} and {number} belong to the account "member", {foreign-certificate} to {foreign-member}.</summary>
    private static async Task AddCertificatesAsync(Dictionary<string, string> places, CoursesDb db, CancellationToken ct)
    {
        foreach (var (prefix, number) in new[] { ("", "0ACCESS0MATR"), ("foreign-", "1ACCESS1MATR") })
        {
            var certificate = await db.Certificates.SingleOrDefaultAsync(c => c.Number == number, ct);
            if (certificate is null)
            {
                var (member, now) = (new MemberId(Guid.Parse(places[prefix + "member"])), new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));
                var pass = new CoursePass(RowId.At(now), member, "access-matrix", new string('0', 64), 30, true, new DateOnly(2026, 3, 1), now);
                certificate = new Certificate(RowId.At(now), member, number, pass.Id, now);
                db.AddRange(pass, certificate);
                await db.SaveChangesAsync(ct);
            }

            (places[prefix + "certificate"], places[prefix + "number"]) = (certificate.Id.ToString(), number);
        }
    }

    /// <summary>{rotation}, {cohort}: one class with everybody of the accounts' town in it; {foreign-...}: the same in another town.</summary>
    private static async Task AddClassesAsync(Dictionary<string, string> places, IServiceProvider services, CancellationToken ct)
    {
        var (rotation, cohort) = await ClassOfAsync("chaoan/anbu", new("01900000-0000-7000-8000-000000000001"));
        var (foreignRotation, foreignCohort) = await ClassOfAsync("chaoan/longhu", new("01900000-0000-7000-8000-000000000002"));
        (places["rotation"], places["cohort"]) = (rotation.ToString(), cohort.ToString());
        (places["foreign-rotation"], places["foreign-cohort"]) = (foreignRotation.ToString(), foreignCohort.ToString());

        async Task<(Guid Rotation, Guid Cohort)> ClassOfAsync(string town, Guid id)
        {
            var db = services.GetRequiredService<CoursesDb>();
            var hall = await db.Venues.Where(v => v.UnitPath == town).Select(v => v.Id).SingleAsync(ct);
            var day = services.GetRequiredService<SchoolCalendar>().Today().AddDays(60);
            await services.GetRequiredService<CreateRotation>().RunAsync(
                new NewRotation(id, "Class of the matrix", town, day, day, [new CandidateClass(hall, new ClassDays(day, day), 40)]) { BranchShare = 100 }, ct);
            return (id, await db.Cohorts.Where(c => c.RotationId == id).Select(c => c.Id).SingleAsync(ct));
        }
    }

    /// <summary>{regret} is of the account "member", {foreign-regret} of {foreign-member}: that they cannot come to {cohort} and {foreign-cohort}.</summary>
    private static async Task AddRegretsAsync(Dictionary<string, string> places, CoursesDb db, DateTime now, CancellationToken ct)
    {
        foreach (var prefix in new[] { "", "foreign-" })
        {
            var (member, cohort) = (new MemberId(Guid.Parse(places[prefix + "member"])), Guid.Parse(places[prefix + "cohort"]));
            var regret = await db.Regrets.SingleOrDefaultAsync(r => r.MemberId == member && r.CohortId == cohort, ct);
            if (regret is null)
            {
                var place = await db.StandingPlaces().SingleAsync(e => e.MemberId == member && e.CohortId == cohort, ct);
                db.Add(regret = new Regret(RowId.At(now), place, 1, RegretBecause.Work, "", null, now));
                await db.SaveChangesAsync(ct);
            }

            places[prefix + "regret"] = regret.Id.ToString();
        }
    }

    /// <summary>{correction} is asked for by the account "member", {foreign-correction} by {foreign-member}.</summary>
    private static async Task AddCorrectionsAsync(Dictionary<string, string> places, CoursesDb db, DateTime now, CancellationToken ct)
    {
        foreach (var prefix in new[] { "", "foreign-" })
        {
            var member = new MemberId(Guid.Parse(places[prefix + "member"]));
            var request = await db.CorrectionRequests.FirstOrDefaultAsync(r => r.MemberId == member, ct);
            if (request is null)
            {
                db.Add(request = new CorrectionRequest(RowId.At(now), member, CorrectionAbout.Person, "x", now));
                await db.SaveChangesAsync(ct);
            }

            places[prefix + "correction"] = request.Id.ToString();
        }
    }

    /// <summary>{visit} and {stay} are of the account "member", {foreign-visit} and {foreign-stay} of {foreign-member}.</summary>
    private static async Task AddVisitsAsync(Dictionary<string, string> places, CoursesDb db, SchoolCalendar calendar, CancellationToken ct)
    {
        foreach (var (prefix, branch) in new[] { ("", DemoPeople.HomeBranch), ("foreign-", ForeignBranch) })
        {
            var (member, day, now) = (new MemberId(Guid.Parse(places[prefix + "member"])), new DateOnly(2025, 6, 1), calendar.UtcNow());
            if (!await db.HomeVisits.AnyAsync(v => v.MemberId == member && v.VisitedOn == day, ct))
            {
                var secretary = await db.Posts.Where(p => p.Kind == PostKind.BranchSecretary && p.UnitPath == branch).Select(p => p.MemberId).FirstAsync(ct);
                db.AddRange(new HomeVisit(RowId.At(now), member, day, secretary, now, "x"), new HomeStay(RowId.At(now), member, day, day, 1, now, member));
                await db.SaveChangesAsync(ct);
            }

            places[prefix + "visit"] = (await db.HomeVisits.SingleAsync(v => v.MemberId == member && v.VisitedOn == day, ct)).Id.ToString();
            places[prefix + "stay"] = (await db.HomeStays.SingleAsync(s => s.MemberId == member && s.From == day, ct)).Id.ToString();
        }
    }

    /// <summary>{report} is of the accounts' branch; {foreign-report} is of a branch in another town.</summary>
    private static async Task AddReportsAsync(Dictionary<string, string> places, IServiceProvider services, CancellationToken ct)
    {
        var today = services.GetRequiredService<SchoolCalendar>().Today();
        foreach (var (prefix, unit) in new[] { ("", DemoPeople.HomeBranch), ("foreign-", ForeignBranch) })
        {
            var report = await services.GetRequiredService<SubmitReport>().RunAsync("rotating-2026", unit, today, ct);
            places[prefix + "report"] = report.Value!.Id.ToString();
        }
    }

    /// <summary>{attempt} is one of the account "member"; {foreign-attempt} is somebody's in another town.</summary>
    private static async Task AddAttemptsAsync(Dictionary<string, string> places, IServiceProvider services, CancellationToken ct)
    {
        var start = services.GetRequiredService<StartAttempt>();
        foreach (var prefix in new[] { "", "foreign-" })
        {
            var member = new MemberId(Guid.Parse(places[prefix + "member"]));
            places[prefix + "attempt"] = (await start.RunAsync(member, "site-guide", "zh-CN", ct)).Value!.Id.ToString();
        }
    }

    /// <summary>{sheet} is of the account "member"; {foreign-sheet}, with {foreign-code}, is somebody's in another town.</summary>
    private static async Task AddSheetsAsync(Dictionary<string, string> places, IServiceProvider services, CancellationToken ct)
    {
        var issue = services.GetRequiredService<IssuePapers>();
        foreach (var prefix in new[] { "", "foreign-" })
        {
            var issued = await issue.RunAsync("site-guide", [new MemberId(Guid.Parse(places[prefix + "member"]))], "zh-CN", ct);
            (places[prefix + "sheet"], places[prefix + "code"]) = (issued.Value!.Issued[0].Id.ToString(), issued.Value.Issued[0].Code);
        }
    }

    /// <summary>{written} is a finished attempt of the account "member" whose first question, {question}, was answered in own words; {revision} would make it void.</summary>
    private static async Task AddWrittenAnswerAsync(Dictionary<string, string> places, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<CoursesDb>();
        var now = services.GetRequiredService<SchoolCalendar>().UtcNow();
        var question = new Question("sg-w", QuestionKind.ShortAnswer, "site-guide/sign-in-and-read", "为什么？", [new QuestionOption("因为", true)], "<p>因为</p>");
        var version = question.ToVersion("access-matrix", "zh-CN", now);
        var attempt = new Attempt(
            RowId.At(now), new MemberId(Guid.Parse(places["member"])), "site-guide", new string('0', 64), 90, 60, 1, now, now.AddMinutes(1), [new PaperSlot(1, version.Hash, "")]);
        attempt.Answer(0, new Dictionary<int, string> { [1] = "因为" }, now);
        attempt.Finish(now);
        if (!await db.QuestionVersions.AnyAsync(q => q.Hash == version.Hash, ct))
        {
            db.AddRange(version, attempt);
            await db.SaveChangesAsync(ct);
        }

        var revision = new Guid("01900000-0000-7000-8000-000000000003");
        if (!await db.Revisions.AnyAsync(r => r.Id == revision, ct))
        {
            db.Add(new Revision(revision, "site-guide", "sg-w", "zh-CN", new(version.Hash, false), new(version.Hash, true), RevisionRule.InFavour, "unclear", now, null));
            await db.SaveChangesAsync(ct);
        }

        (places["question"], places["revision"]) = (version.Hash, revision.ToString());
        places["written"] = (await db.Attempts.Where(a => a.Number == 90).Select(a => a.Id).SingleAsync(ct)).ToString();
    }

    private static async Task AddMembersAsync(Dictionary<string, string> places, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<CoursesDb>();
        var account = await services.GetRequiredService<IdentityDb>().Users.Where(u => u.UserName == "member").Select(u => u.MemberId).SingleAsync(ct);
        places["member"] = account.ToString();
        places["foreign-member"] = (await MemberOfAsync(db, ForeignBranch, ct)).ToString();
    }

    /// <summary>The last member of the branch by number: an ordinary one, without a post.</summary>
    private static Task<MemberId> MemberOfAsync(CoursesDb db, string branch, CancellationToken ct) =>
        db.Memberships.Where(m => m.BranchPath == branch && m.ReplacedAt == null)
            .Join(db.Members, m => m.MemberId, m => m.MemberId, (_, member) => member)
            .OrderByDescending(m => m.Number)
            .Select(m => m.MemberId)
            .FirstAsync(ct);
}
