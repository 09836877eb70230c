using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Load;

/// <summary>
/// Looks at the end of the year from outside: asks the tables in plain SQL, shares nothing with the code that computes coverage, and
/// compares with what the pages say.
/// </summary>
/// <param name="on">The last day that is looked at; the year begins with its first.</param>
internal sealed partial class YearCheck(CoursesDb db, DateOnly on)
{
    private static readonly string[] Missing = ["InProgress", "NotStarted"];
    private readonly string first = $"{on.Year}-01-01";
    private readonly string last = $"{on:yyyy-MM-dd}";

    /// <summary>Each member for whom a branch answers on the last day: number, branch, and the one box.</summary>
    public IReadOnlyList<Found> Members { get; private set; } = [];

    /// <summary>Facts that should be provable and have no sealed entry.</summary>
    public IReadOnlyList<string> WithoutEvidence { get; private set; } = [];

    public async Task CountAsync()
    {
        await db.Database.OpenConnectionAsync();
        var seals = (await AskAsync("SELECT \"SourceId\" FROM evidence WHERE \"Index\" IS NOT NULL", r => Id(r, 0))).ToHashSet();
        var completed = (await AskAsync(
            $"""
            SELECT o."MemberId", o."Id", o."CohortId" FROM cohort_outcomes o JOIN cohorts c ON c."Id" = o."CohortId"
            WHERE o."Completed" AND c."ClosesOn" BETWEEN '{first}' AND '{last}'
            """,
            r => (Member: Id(r, 0), Outcome: Id(r, 1), Cohort: Id(r, 2)))).ToLookup(o => o.Member);
        var excuses = (await AskAsync(
            $"""
            SELECT "MemberId", "Id", "Kind" FROM exemptions
            WHERE "ReplacedAt" IS NULL AND "ValidFrom" <= '{last}' AND ("ValidTo" IS NULL OR "ValidTo" >= '{last}')
            """,
            r => (Member: Id(r, 0), Id: Id(r, 1), Kind: r.GetString(2)))).ToLookup(e => e.Member);
        var attended = await AttendedAsync();
        var without = new List<string>();
        Members = await AskAsync(
            $"""
            SELECT m."MemberId", p."Number", m."BranchPath", m."Id" FROM memberships m JOIN members p ON p."MemberId" = m."MemberId"
            WHERE m."ReplacedAt" IS NULL AND m."ValidFrom" <= '{last}' AND (m."ValidTo" IS NULL OR m."ValidTo" >= '{last}') ORDER BY p."Number"
            """,
            r => Judge(Id(r, 0), r.GetString(1), r.GetString(2), Id(r, 3)));
        WithoutEvidence = without;

        Found Judge(Guid member, string number, string branch, Guid membership)
        {
            Prove(membership, "membership");
            if (completed[member].FirstOrDefault() is { Outcome: var outcome, Cohort: var cohort } && outcome != Guid.Empty)
            {
                Prove(outcome, "outcome");

                // The outcome itself is only a number: what it rests on must be there, and be enough (six parts of seven), and be provable too.
                var (quarters, of, rows) = attended.GetValueOrDefault((member, cohort));
                if (of == 0 || quarters * 7 < of * 6)
                {
                    without.Add($"{number}: attended {quarters} of {of} quarters");
                }

                foreach (var row in rows ?? [])
                {
                    Prove(row, "attendance");
                }

                return new Found(number, branch, "done");
            }

            foreach (var kind in new[] { "OutOfContact", "Exempt", "Deferred" })
            {
                if (excuses[member].FirstOrDefault(e => e.Kind == kind) is { Id: var excuse } && excuse != Guid.Empty)
                {
                    Prove(excuse, "exemption");
                    return new Found(number, branch, kind switch { "OutOfContact" => "out of contact", "Exempt" => "exempt", _ => "deferred" });
                }
            }

            return new Found(number, branch, "missing");

            void Prove(Guid fact, string what)
            {
                if (!seals.Contains(fact))
                {
                    without.Add($"{number}: {what} {fact}");
                }
            }
        }
    }

    /// <summary>Classes of the year that were not both opened and closed by the schedule exactly once, and not called off.</summary>
    public Task<List<string>> UnturnedAsync() => AskAsync(
        $"""
        SELECT c."UnitPath", c."Number" FROM cohorts c
        WHERE c."ClosesOn" BETWEEN '{first}' AND '{last}' AND c."State" <> 'CalledOff'
        AND (c."State" <> 'Closed'
            OR (SELECT count(*) FROM cohort_turns t WHERE t."CohortId" = c."Id" AND t."State" = 'Open') <> 1
            OR (SELECT count(*) FROM cohort_turns t WHERE t."CohortId" = c."Id" AND t."State" = 'Closed') <> 1)
        """,
        r => $"{r.GetString(0)}/{r.GetInt32(1)}");

    /// <summary>One number about the classes of the year.</summary>
    public async Task<long> NumberAsync(string what) => (await AskAsync(
        what switch
        {
            "classes closed" => $"SELECT count(*) FROM cohorts WHERE \"State\" = 'Closed' AND \"ClosesOn\" BETWEEN '{first}' AND '{last}'",
            "places" => $"SELECT count(*) FROM cohort_outcomes o JOIN cohorts c ON c.\"Id\" = o.\"CohortId\" WHERE c.\"ClosesOn\" BETWEEN '{first}' AND '{last}'",
            "absent" => $"SELECT count(*) FROM cohort_outcomes o JOIN cohorts c ON c.\"Id\" = o.\"CohortId\" WHERE NOT o.\"Completed\" AND c.\"ClosesOn\" BETWEEN '{first}' AND '{last}'",
            "moved on" => $"SELECT count(*) FROM enrolments e JOIN cohorts c ON c.\"Id\" = e.\"CohortId\" WHERE e.\"MovedFrom\" IS NOT NULL AND c.\"ClosesOn\" BETWEEN '{first}' AND '{last}'",
            "differences" => "SELECT count(*) FROM count_differences",
            "entries" => "SELECT count(*) FROM evidence",
            "told twice" => "SELECT count(*) FROM (SELECT \"Once\" FROM outbox GROUP BY \"Once\" HAVING count(*) > 1) twice",
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such number."),
        },
        r => Convert.ToInt64(r.GetValue(0), CultureInfo.InvariantCulture)))[0];

    /// <summary>What the coverage pages say about the last day, branch by branch: number and box of each member named there.</summary>
    public static async Task<IReadOnlyList<Found>> ReadPagesAsync(PlayedSite site, IEnumerable<string> branches, DateOnly on)
    {
        var found = new List<Found>();
        foreach (var branch in branches)
        {
            foreach (var (box, words) in new[] { ("Completed", "done"), ("ExemptVisited", "exempt"), ("ExemptNotVisited", "exempt"), ("Deferred", "deferred"), ("OutOfContact", "out of contact") }
                .Concat(Missing.Select(b => (b, "missing"))))
            {
                var page = await site.ReadAsync($"/coverage/rotating-{on.Year}/{branch}?day={on:yyyy-MM-dd}&box={box}");
                found.AddRange(NumberCell().Matches(page).Select(m => new Found(m.Groups["number"].Value, branch, words)));
            }
        }

        return [.. found.OrderBy(f => f.Number, StringComparer.Ordinal)];
    }

    private async Task<Dictionary<(Guid, Guid), (long Quarters, long Of, List<Guid> Rows)>> AttendedAsync()
    {
        var total = (await AskAsync("SELECT \"CohortId\", sum(\"Quarters\") FROM sessions GROUP BY \"CohortId\"", r => (Id(r, 0), Convert.ToInt64(r.GetValue(1), CultureInfo.InvariantCulture)))).ToDictionary();
        var rows = await AskAsync(
            """
            SELECT a."MemberId", a."CohortId", a."Id", s."Quarters" FROM attendances a JOIN sessions s ON s."CohortId" = a."CohortId" AND s."Number" = a."Session"
            WHERE NOT EXISTS (SELECT 1 FROM attendance_withdrawals w WHERE w."AttendanceId" = a."Id")
            """,
            r => (Member: Id(r, 0), Cohort: Id(r, 1), Row: Id(r, 2), Quarters: r.GetInt64(3)));
        return rows.GroupBy(r => (r.Member, r.Cohort)).ToDictionary(g => g.Key, g => (g.Sum(r => r.Quarters), total[g.Key.Cohort], g.Select(r => r.Row).ToList()));
    }

    private async Task<List<T>> AskAsync<T>(string sql, Func<DbDataReader, T> read)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>SQLite keeps ids as text.</summary>
    private static Guid Id(DbDataReader row, int column) => row.GetValue(column) is Guid id ? id : Guid.Parse(row.GetString(column));

    [GeneratedRegex("<td data-label=\"[^\"]*\">(?<number>D[0-9]{6})</td>")]
    private static partial Regex NumberCell();
}

/// <param name="Box">"done", "exempt", "deferred", "out of contact" or "missing".</param>
internal sealed record Found(string Number, string Branch, string Box);
