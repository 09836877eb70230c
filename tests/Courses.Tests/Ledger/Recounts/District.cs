using System.Reflection;
using Learning.Courses.Catalogue;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Recounts;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Quizzes;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Ledger.Recounts;

/// <summary>What one day brings; the members are those of the bits.</summary>
/// <param name="Right">How many answers of the sitting of that day are right.</param>
public sealed record Day(int Learn, int Sit, int Right, bool Outage, int Tick, int Strike);

/// <summary>
/// A small district in March 2026 in which everything that stores a number happens by the use cases: lessons, quizzes, an outage
/// during one, classes, an assignment, reports.
/// </summary>
internal sealed class District : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("recount-");
    private readonly List<MemberId> members = [];
    private readonly QuizRoom room;

    private District(QuizRoom room)
    {
        this.room = room;
        Keys = new LedgerKeyFile(new LedgerSettings(folder.FullName));
    }

    public School School => room.School;
    public LedgerKeyFile Keys { get; }
    public IReadOnlyList<MemberId> Members => members;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<District> OpenAsync(DatabaseProvider provider)
    {
        var district = new District(await QuizRoom.OpenAsync(provider));
        district.members.Add(district.room.Member);
        foreach (var branch in new[] { "d/t1/b1", "d/t1/b2", "d/t1/b2" })
        {
            district.members.Add(await district.room.Roster.MemberAsync(branch, $"党员{district.members.Count}"));
        }

        await district.PrepareAsync();
        return district;
    }

    public async Task LiveAsync(IEnumerable<Day> days)
    {
        foreach (var day in days)
        {
            School.Clock.Advance(TimeSpan.FromDays(1));
            await StudyAsync(day);
            await ClassesAsync(day);
            await WithAsync(db => new SealLedger(db, School.Calendar, Keys).RunAsync(Ct));
        }

        // The classes end, whatever was attended, and a report is frozen.
        School.Clock.Advance(TimeSpan.FromDays(20));
        await RotateAsync();
        await WithAsync(db => new IssueClassCertificates(db, School.Calendar).RunAsync(Ct));
        foreach (var key in new[] { "rotating", "regular" })
        {
            var report = await WithAsync(db => new SubmitReport(db, School.Calendar, new CoverageQuery(db, School.Calendar), new SealLedger(db, School.Calendar, Keys))
                .RunAsync(key, "d", School.Calendar.Today(), Ct));
            Assert.Null(report.Refusal);
        }

        await WithAsync(db => new SealLedger(db, School.Calendar, Keys).RunAsync(Ct));
    }

    public Task<RecountOutcome> RecountAsync() => WithAsync(db => RecountAsync(db, School.Calendar, Keys));

    /// <summary>Every recount there is, found as the site finds them.</summary>
    public static Task<RecountOutcome> RecountAsync(CoursesDb db, SchoolCalendar calendar, LedgerKeyFile keys)
    {
        object[] given = [db, calendar, new CheckLedger(db, keys), new CoverageQuery(db, calendar)];
        var recounts = typeof(IRecount).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IRecount))).Select(Make);
        return new RecountNumbers(db, calendar, recounts).RunAsync(Ct);

        IRecount Make(Type type)
        {
            var constructor = type.GetConstructors().Single();
            return (IRecount)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. constructor.GetParameters().Select(p => given.Single(p.ParameterType.IsInstanceOfType))], null);
        }
    }

    public async Task<T> WithAsync<T>(Func<CoursesDb, Task<T>> work)
    {
        await using var db = School.NewDb();
        return await work(db);
    }

    public Task<int> SqlAsync(string statement) => WithAsync(db => db.Database.ExecuteSqlRawAsync(statement, Ct));

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task PrepareAsync()
    {
        var now = School.Calendar.UtcNow();
        var (unit, town) = (room.Roster.Units["d"], room.Roster.Units["d/t1"]);
        var venue = new Venue(RowId.At(now), "党校", VenueKind.PartySchool, town, 50, null, now);
        var assignment = new Assignment(RowId.At(now), AssignmentKind.Course, QuizRoom.Course, town, new(2026, 6, 30), now, members[0]);
        members.ForEach(assignment.Add);
        await WithAsync(async db =>
        {
            await new KeepEditions(db, School.Calendar, room.Content).RunAsync(Ct);
            db.AddRange(venue, assignment);
            db.AddRange(Requirement("rotating", RequirementKind.RotatingTraining), Requirement("regular", RequirementKind.RegularEducation));
            db.Add(new Post(RowId.At(now), members[1], PostKind.CommitteeMember, room.Roster.Units["d/t1/b1"], new(2025, 1, 1), null, now, null));
            return await db.SaveChangesAsync(Ct);
        });
        var request = new NewRotation(
            RowId.At(now), "春季轮训", "d/t1", new(2026, 3, 1), new(2026, 4, 30),
            [.. new[] { 5, 8, 12, 16 }.Select(d => new CandidateClass(venue.Id, new ClassDays(new(2026, 3, d), new(2026, 3, d + 1)), 3))]) { BranchShare = 100, KeepSpare = true };
        Assert.Null((await WithAsync(db => new CreateRotation(db, School.Calendar).RunAsync(request, Ct))).Refusal);
        await WithAsync(async db =>
        {
            // One class is not held; nobody had a place in it.
            var off = await db.Cohorts.Include(c => c.Enrolments).OrderByDescending(c => c.OpensOn).FirstAsync(Ct);
            db.Add(off.CallOff(RowId.At(now), CalledOffBecause.Weather, "", School.Calendar.Today(), now, null).Value!);
            return await db.SaveChangesAsync(Ct);
        });

        Requirement Requirement(string key, RequirementKind kind) =>
            new(RowId.At(now), key, kind, "要求", "Requirement", unit, new(2026, 1, 1), new(2026, 12, 31), "party-education-2024", now);
    }

    private async Task StudyAsync(Day day)
    {
        foreach (var member in Chosen(day.Learn))
        {
            var lesson = room.Content.Current.FindCourse(QuizRoom.Course)!.Lessons[day.Right % 2];
            await WithAsync(db => new CreditLesson(db, School.Calendar, room.Content, new KeepEditions(db, School.Calendar, room.Content), new PassCourse(db, School.Calendar, room.Content))
                .RunAsync(member, lesson.Key, lesson.In(Languages.Chinese).Hash, Ct));
        }

        foreach (var member in Chosen(day.Sit))
        {
            if ((await room.StartAsync(member)).Value is not { } attempt)
            {
                continue;
            }

            await WithAsync(db => new SaveAnswers(db, School.Calendar).RunAsync(
                member,
                attempt.Id,
                0,
                attempt.Slots.OrderBy(s => s.Slot).Take(day.Right).ToDictionary(s => s.Slot, s => (IReadOnlyList<string>)room.Right(s)),
                Ct));
            if (day.Outage)
            {
                await WithAsync(async db =>
                {
                    await new KeepPulse(db, School.Calendar).RunAsync(Ct);
                    return 0;
                });
                School.Clock.Advance(TimeSpan.FromMinutes(5));
                await WithAsync(db => new GiveBackDowntime(db, School.Calendar).RunAsync(Ct));
            }

            await room.HandInAsync(attempt.Id, member);
        }
    }

    private async Task ClassesAsync(Day day)
    {
        await RotateAsync();
        var cohorts = await WithAsync(db => db.Cohorts.AsNoTracking().Where(c => c.State == CohortState.Open).ToListAsync(Ct));
        foreach (var cohort in cohorts)
        {
            foreach (var session in cohort.Sessions.Where(s => School.Calendar.DayOf(s.StartsAt) == School.Calendar.Today()))
            {
                var taken = await WithAsync(db => new TakeAttendance(db, School.Calendar).RunAsync(cohort.Id, session.Number, [.. Chosen(day.Tick)], Ct));
                foreach (var member in Chosen(day.Strike).Where(m => taken.Value?.Recorded.Contains(m) == true))
                {
                    var row = await WithAsync(db => db.Attendances.Where(a => a.CohortId == cohort.Id && a.Session == session.Number && a.MemberId == member).Select(a => a.Id).SingleAsync(Ct));
                    await WithAsync(db => new WithdrawAttendance(db, School.Calendar).RunAsync(row, Ct));
                }
            }
        }
    }

    private Task<int> RotateAsync() => WithAsync(db => new RotateCohorts(db, School.Calendar).RunAsync(
        day => new LeaveShare(RulePacks.For(day).AbsenceLimit.Parts, RulePacks.For(day).AbsenceLimit.Of), Ct));

    private IEnumerable<MemberId> Chosen(int bits) => members.Where((_, i) => (bits >> i & 1) == 1);
}
