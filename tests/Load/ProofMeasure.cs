using System.Diagnostics;
using System.Globalization;
using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Load;

/// <summary>What it takes to freeze a district's report, to give out its proof, and to count it again: time, size, memory.</summary>
/// <param name="keep">Where to leave the proof of the rotating training and the key, for the page that checks offline; null to leave nothing.</param>
internal sealed class ProofMeasure(int members, int others, string? keep) : IDisposable
{
    private const int AtOnce = 2_000;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lunxun-load-");
    private readonly MeasuredClock clock = new();

    private LedgerKeyFile Keys => new(new LedgerSettings(folder.FullName));

    private SchoolCalendar Calendar => new(clock, TimeZoneInfo.Utc);

    public async Task MeasureAsync()
    {
        await FillAsync();
        await using (var db = OpenDb())
        {
            var started = Stopwatch.GetTimestamp();
            var count = await new SealLedger(db, Calendar, Keys).RunAsync(CancellationToken.None);
            Say("sealing", started, $"{count / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} entries a second, {count:N0} entries");
        }

        foreach (var requirement in new[] { "rotating-2026", "regular-2026" })
        {
            await MeasureAsync(requirement);
        }

        Console.WriteLine($"memory at most: {Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576} MB");
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private async Task MeasureAsync(string requirement)
    {
        Console.WriteLine(requirement);
        await using var db = OpenDb();
        var seal = new SealLedger(db, Calendar, Keys);
        var started = Stopwatch.GetTimestamp();
        var report = await new SubmitReport(db, Calendar, new CoverageQuery(db, Calendar), seal).RunAsync(requirement, "chaoan", Calendar.Today(), CancellationToken.None);
        Say("  report frozen", started, $"{report.Value!.Body.Length / 1e6:0.0} MB");
        await seal.RunAsync(CancellationToken.None);

        var path = Path.Combine(folder.FullName, requirement + ProveReport.Extension);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        started = Stopwatch.GetTimestamp();
        await new ProveReport(db).RunAsync(report.Value.Id, file, CancellationToken.None);
        Say("  proof written", started, $"{file.Length / 1e6:0.0} MB");

        file.Position = 0;
        started = Stopwatch.GetTimestamp();
        var verification = VerifyFile.Run(file, [Keys.FindPublic()!]).Value!;
        Say("  counted again", started, verification.Holds ? "holds" : $"DOES NOT HOLD: {verification.FirstBad!.Refusal}");
        if (keep is not null && requirement.StartsWith("rotating", StringComparison.Ordinal))
        {
            File.Copy(path, keep, overwrite: true);
            await File.WriteAllTextAsync(keep + ".key", Keys.FindPublic()!.ToString());
        }
    }

    /// <summary>A district; most have finished a class, some have passed courses; and between these facts, as in life, much else is recorded.</summary>
    private async Task FillAsync()
    {
        var started = Stopwatch.GetTimestamp();
        List<MemberId> people;
        Cohort cohort;
        await using (var db = OpenDb())
        {
            await db.Database.MigrateAsync();
            await new SeedRoster(db, Calendar).RunAsync(DemoDistrict.Draw(members, Math.Max(16, members / 50), seed: 7, Calendar.Today()), CancellationToken.None);
            await new OpenYear(db, Calendar, new AdoptRulePacks(db, Calendar)).RunAsync(2026, CancellationToken.None);
            people = await db.Members.OrderBy(m => m.MemberId).Select(m => m.MemberId).ToListAsync();
            cohort = await ClassAsync(db);
        }

        for (var first = 0; first < people.Count; first += AtOnce)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await using var db = OpenDb();
            foreach (var (member, number) in people.Skip(first).Take(AtOnce).Select((m, i) => (m, first + i)))
            {
                AddFacts(db, member, number, cohort);
            }

            await db.SaveChangesAsync();
            Console.Write($"\r{Math.Min(first + AtOnce, people.Count):N0} of {people.Count:N0} members");
        }

        Console.Write($"\r{new string(' ', 40)}\r");
        Say("filled", started, $"{members:N0} members, {others:N0} other entries for each");
    }

    private void AddFacts(CoursesDb db, MemberId member, int number, Cohort cohort)
    {
        var now = Calendar.UtcNow();
        if (number % 10 < 8)
        {
            db.Add(new CohortOutcome(RowId.At(now), member, cohort, completed: number % 10 < 7, number % 10 < 7 ? 128 : 32, 128, now));
        }

        for (var course = 0; course < number % 5; course++)
        {
            db.Add(new CoursePass(RowId.At(now), member, $"course-{course}", new string('a', 64), 30, quizPassed: true, Calendar.Today(), now));
        }

        for (var other = 0; other < others; other++)
        {
            var (id, source) = (RowId.At(now), RowId.At(now));
            db.Evidence.Add(new EvidenceEntry(id, source, "lesson.completed", now, CanonicalJson.Write(new Dictionary<string, object?>
            {
                ["v"] = 1, ["id"] = id, ["kind"] = "lesson.completed", ["at"] = now, ["source"] = source,
                ["facts"] = new Dictionary<string, object?> { ["lesson"] = "course/lesson", ["edition"] = new string('b', 64) },
            })));
        }
    }

    private async Task<Cohort> ClassAsync(CoursesDb db)
    {
        var now = Calendar.UtcNow();
        var unit = await db.Units.SingleAsync(u => u.Path == "chaoan");
        var venue = new Venue(RowId.At(now), "党校", VenueKind.PartySchool, unit, members, 4, now);
        var rotation = new Rotation(RowId.At(now), "轮训", unit, new(2026, 3, 1), new(2026, 6, 30), now, null);
        var cohort = new Cohort(RowId.At(now), rotation, venue, 1, new(2026, 3, 2), new(2026, 3, 5), members, now, null);
        db.AddRange(venue, rotation, cohort);
        await db.SaveChangesAsync();
        return cohort;
    }

    private SqliteCoursesDb OpenDb()
    {
        var viewing = new Viewing();
        viewing.Become(Viewer.System);
        var options = new DbContextOptionsBuilder<SqliteCoursesDb>();
        new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "lunxun.db")}").Configure(options, "courses_migrations");
        return new SqliteCoursesDb(options.Options, viewing, Calendar);
    }

    private static void Say(string what, long started, string more) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {more}"));

    /// <summary>The same day whenever it is measured, and time goes on only between the steps.</summary>
    private sealed class MeasuredClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 9, 1, 1, 0, 0, TimeSpan.Zero);

        public void Advance(TimeSpan by) => now += by;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
