using System.Text.RegularExpressions;
using Learning.Courses.Storage;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>
/// The tables in which Quartz shares its schedule between several servers. Made by the verb "migrate" and not by the first start,
/// because the account that serves the site need not be allowed to create tables. SQLite has none: there one server runs, and
/// keeps its schedule in memory.
/// </summary>
public sealed partial class ScheduleTables(DatabaseSettings settings, ForeignTables foreign)
{
    internal const string Prefix = "qrtz_";

    /// <summary>The script of the very version of Quartz that we use, out of its own assembly: a copy of ours would grow old beside it.</summary>
    private const string Script = "Quartz.Impl.AdoJobStore.Schema.create_postgres.sql";

    /// <summary>Named like a migration; empty when nothing is missing.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct)
    {
        if (settings.Provider != DatabaseProvider.Postgres)
        {
            return [];
        }

        var tables = TableName().Matches(ReadScript()).Select(m => m.Groups["name"].Value).ToList();
        return (await foreign.MissingAsync(tables, ct)).Count == 0 ? [] : ["ScheduleTables"];
    }

    public async Task ApplyAsync(CancellationToken ct)
    {
        if (settings.Provider == DatabaseProvider.Postgres)
        {
            await foreign.CreateAsync(ReadScript(), ct);
        }
    }

    private static string ReadScript()
    {
        using var stream = typeof(IScheduler).Assembly.GetManifestResourceStream(Script)
            ?? throw new InvalidOperationException($"This version of Quartz does not bring {Script} along.");
        using var reader = new StreamReader(stream);

        // {0} is the prefix of tables, {1} that of indexes.
        return reader.ReadToEnd().Replace("{0}", Prefix, StringComparison.Ordinal).Replace("{1}", Prefix, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^CREATE TABLE IF NOT EXISTS (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TableName();
}
