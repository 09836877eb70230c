using System.Data.Common;
using Learning.Courses.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Courses.Storage;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Which database, said once for every context of the program.</summary>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>Points a context at the database. <paramref name="historyTable"/> keeps the migrations of two contexts apart.</summary>
    public void Configure(DbContextOptionsBuilder options, string historyTable)
    {
        // A rival's insert is an everyday answer of the database, and who asked reads it. What nobody expected goes on as an
        // exception and is logged once, with its context, at the top of the request or of the job.
        options.ConfigureWarnings(w => w.Log((RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug)));
        if (Provider == DatabaseProvider.Sqlite)
        {
            options.UseSqlite(ConnectionString, o => o.MigrationsHistoryTable(historyTable)).AddInterceptors(SqlitePragmas.Instance);
        }
        else
        {
            options.UseNpgsql(ConnectionString, o => o.MigrationsHistoryTable(historyTable));
        }
    }
}

public static class DatabaseSetup
{
    public static IServiceCollection AddCoursesDb(this IServiceCollection services, DatabaseSettings settings)
    {
        services.AddSingleton(settings);
        services.AddScoped<Viewing>();
        const string History = "courses_migrations";
        return settings.Provider == DatabaseProvider.Sqlite
            ? services.AddDbContext<CoursesDb, SqliteCoursesDb>(o => settings.Configure(o, History))
            : services.AddDbContext<CoursesDb, PostgresCoursesDb>(o => settings.Configure(o, History));
    }
}

/// <summary>
/// How this house uses SQLite, in one place. WAL lets readers go on while one writes; synchronous=FULL because "saved" means
/// that a power cut a moment later loses nothing; the busy timeout lets a second writer wait for its turn.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static SqlitePragmas Instance { get; } = new();

    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
