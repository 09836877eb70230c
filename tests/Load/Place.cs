using System.Globalization;
using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Load;

/// <summary>A folder and a database of its own, filled with people who have accounts; gone afterwards.</summary>
/// <param name="postgres">Connection string of an empty database; null for SQLite.</param>
internal sealed class Place(string? postgres) : IDisposable
{
    public const string Password = "lunxun-demo";

    private readonly string data = Directory.CreateTempSubdirectory("lunxun-load-").FullName;

    /// <summary>Other courses than those of the checkout; null for these.</summary>
    public string? Content { get; init; }

    private string[] Settings =>
    [
        .. postgres is null ? Array.Empty<string>() : ["--Database:Provider", "Postgres", "--Database:ConnectionString", postgres],
        .. Content is null ? Array.Empty<string>() : ["--Content:Path", Content],
    ];

    public Task FillAsync(int members) => SiteProcess.RunVerbAsync(
        data,
        ["seed-demo", "--members", Math.Max(400, members + 20).ToString(CultureInfo.InvariantCulture), "--branches", "16", "--accounts", members.ToString(CultureInfo.InvariantCulture), .. Settings]);

    public Task<SiteProcess> StartAsync(params string[] further) => SiteProcess.StartAsync(data, [.. Settings, .. further]);

    /// <summary>The district as the demo has it, with the year it has had.</summary>
    public Task FillDemoAsync(int members, int branches) => SiteProcess.RunVerbAsync(
        data, ["seed-demo", "--members", members.ToString(CultureInfo.InvariantCulture), "--branches", branches.ToString(CultureInfo.InvariantCulture), .. Settings]);

    /// <summary>Runs a verb on it to its end, which must be a good one.</summary>
    public Task RunVerbAsync(params string[] verb) => SiteProcess.RunVerbAsync(data, [.. verb, .. Settings]);

    /// <summary>What is stored, seen as a job sees it.</summary>
    public CoursesDb OpenDb() => OpenDb(Viewer.System, new SchoolCalendar(TimeProvider.System, TimeZoneInfo.Utc));

    /// <summary>The same as somebody sees it, at an hour of the calendar.</summary>
    public CoursesDb OpenDb(Viewer viewer, SchoolCalendar calendar)
    {
        var viewing = new Viewing();
        viewing.Become(viewer);
        if (postgres is null)
        {
            var sqlite = new DbContextOptionsBuilder<SqliteCoursesDb>();
            new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(data, "lunxun.db")}").Configure(sqlite, "courses_migrations");
            return new SqliteCoursesDb(sqlite.Options, viewing, calendar);
        }

        var options = new DbContextOptionsBuilder<PostgresCoursesDb>();
        new DatabaseSettings(DatabaseProvider.Postgres, postgres).Configure(options, "courses_migrations");
        return new PostgresCoursesDb(options.Options, viewing, calendar);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }
}
