using Learning.Courses.Storage;

namespace Learning.Web.Hosting;

/// <summary>What an operator can set: by appsettings.json, environment variable (<c>Database__Provider</c>) or argument. Read once, at start.</summary>
/// <param name="DataPath">Everything the program writes to disk lies below it.</param>
/// <param name="ContentPath">The folder of the courses.</param>
/// <param name="Demo">Offers the demo accounts on the sign-in page. True in development only.</param>
public sealed record SiteSettings(DatabaseSettings Database, string DataPath, string ContentPath, bool Demo, TimeZoneInfo Zone)
{
    public static SiteSettings From(IConfiguration configuration, IHostEnvironment environment)
    {
        var dataPath = Path.GetFullPath(configuration["Data:Path"] ?? "data", environment.ContentRootPath);
        Directory.CreateDirectory(dataPath);
        var provider = Enum.Parse<DatabaseProvider>(configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite), ignoreCase: true);
        var connection = configuration["Database:ConnectionString"];
        if (string.IsNullOrEmpty(connection))
        {
            connection = provider == DatabaseProvider.Sqlite
                ? $"Data Source={Path.Combine(dataPath, "lunxun.db")}"
                : throw new InvalidOperationException("Database:ConnectionString is needed for PostgreSQL.");
        }

        return new SiteSettings(
            new DatabaseSettings(provider, connection),
            dataPath,
            FindContent(configuration["Content:Path"], environment.ContentRootPath),
            configuration.GetValue<bool>("Demo") && environment.IsDevelopment(),
            TimeZoneInfo.FindSystemTimeZoneById(configuration["District:TimeZone"] ?? "Asia/Shanghai"));
    }

    /// <summary>A published site has the courses beside it; in a checkout they stand two folders above the project.</summary>
    private static string FindContent(string? configured, string contentRoot)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return Path.GetFullPath(configured, contentRoot);
        }

        var beside = Path.Combine(contentRoot, "content");
        return Directory.Exists(beside) ? beside : Path.GetFullPath(Path.Combine("..", "..", "content"), contentRoot);
    }
}
