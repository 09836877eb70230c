using Learning.Courses.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Learning.Courses.Storage;

/// <summary>Lets <c>dotnet ef</c> make migrations without a running site; no database is opened.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteCoursesDb>
{
    public SqliteCoursesDb CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<SqliteCoursesDb>().UseSqlite("Data Source=design.db").Options,
        new Viewing(),
        new SchoolCalendar(TimeProvider.System, TimeZoneInfo.Utc));
}

internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresCoursesDb>
{
    public PostgresCoursesDb CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PostgresCoursesDb>().UseNpgsql("Host=localhost").Options,
        new Viewing(),
        new SchoolCalendar(TimeProvider.System, TimeZoneInfo.Utc));
}
