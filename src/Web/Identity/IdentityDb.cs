using Learning.Courses.Storage;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Learning.Web.Identity;

/// <summary>How a person signs in. What the person may do is not said here but by the posts of the member.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The person of the roster; an account without one may not exist.</summary>
    public Guid MemberId { get; set; }
}

/// <summary>
/// Accounts, keys that protect cookies, and the applications and tokens of OpenID Connect. In the same database as the facts
/// but apart from them, so that the domain knows no passwords.
/// </summary>
public abstract class IdentityDb(DbContextOptions options) : IdentityUserContext<Account, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.UseOpenIddict();
        builder.Entity<Account>().HasIndex(a => a.MemberId).IsUnique();
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName("identity_" + entity.ClrType.Name.Split('`')[0].ToLowerInvariant());
        }
    }
}

public sealed class SqliteIdentityDb(DbContextOptions<SqliteIdentityDb> options) : IdentityDb(options);

public sealed class PostgresIdentityDb(DbContextOptions<PostgresIdentityDb> options) : IdentityDb(options);

internal static class IdentityDbSetup
{
    public static IServiceCollection AddIdentityDb(this IServiceCollection services, DatabaseSettings settings)
    {
        const string History = "identity_migrations";
        return settings.Provider == DatabaseProvider.Sqlite
            ? services.AddDbContext<IdentityDb, SqliteIdentityDb>(o => settings.Configure(o, History))
            : services.AddDbContext<IdentityDb, PostgresIdentityDb>(o => settings.Configure(o, History));
    }
}

/// <summary>Lets <c>dotnet ef</c> make migrations without a running site.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteIdentityDb>
{
    public SqliteIdentityDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteIdentityDb>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresIdentityDb>
{
    public PostgresIdentityDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresIdentityDb>().UseNpgsql("Host=localhost").Options);
}
