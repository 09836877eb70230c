using Learning.Courses.Storage;
using Learning.Web.Identity;
using Learning.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Hosting;

/// <summary>The versions of the database: facts, accounts and the tables of the schedule together.</summary>
public sealed class Migrations(CoursesDb courses, IdentityDb identity, ScheduleTables schedule)
{
    /// <summary>Applies what is missing and names it.</summary>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken ct)
    {
        var pending = await PendingAsync(ct);
        await courses.Database.MigrateAsync(ct);
        await identity.Database.MigrateAsync(ct);
        await schedule.ApplyAsync(ct);
        return pending;
    }

    /// <summary>For a verb that writes: makes a database where there is none. One that is older stays so, as it should be backed up first.</summary>
    /// <exception cref="InvalidOperationException">Says what is missing.</exception>
    public async Task RequireAsync(CancellationToken ct)
    {
        if (await IsNewAsync(ct))
        {
            await ApplyAsync(ct);
        }
        else if (await PendingAsync(ct) is { Count: > 0 } pending)
        {
            throw new InvalidOperationException($"The database is older than this program ({string.Join(", ", pending)}). Make a backup, then run the verb 'migrate'.");
        }
    }

    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct)
    {
        IReadOnlyList<string> ours = [.. await courses.Database.GetPendingMigrationsAsync(ct), .. await identity.Database.GetPendingMigrationsAsync(ct)];

        // Asked of a database that exists: the two above answer also where there is none yet.
        return ours.Count > 0 && await IsNewAsync(ct) ? ours : [.. ours, .. await schedule.PendingAsync(ct)];
    }

    public async Task<IReadOnlyList<string>> AppliedAsync(CancellationToken ct) =>
        [.. await courses.Database.GetAppliedMigrationsAsync(ct), .. await identity.Database.GetAppliedMigrationsAsync(ct)];

    /// <summary>True for a database in which this program has never stored anything.</summary>
    public async Task<bool> IsNewAsync(CancellationToken ct) => !(await courses.Database.GetAppliedMigrationsAsync(ct)).Any();
}
