using Learning.Courses;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Access;

/// <summary>{assignment}, {transfer}, {notice}: of the accounts' branch; {foreign-...}: of a branch in another town.</summary>
internal static class AssignPlaces
{
    public static async Task AddAsync(Dictionary<string, string> places, IServiceProvider services, CancellationToken ct)
    {
        places["assignment"] = (await AssignAsync(services, DemoPeople.HomeBranch, ct)).ToString();
        places["foreign-assignment"] = (await AssignAsync(services, Places.ForeignBranch, ct)).ToString();
        var (home, foreign) = (new MemberId(Guid.Parse(places["member"])), new MemberId(Guid.Parse(places["foreign-member"])));
        places["notice"] = (await TellAsync(services, home, ct)).ToString();
        places["foreign-notice"] = (await TellAsync(services, foreign, ct)).ToString();

        // Overtaken, because neither member belongs to where the transfer comes from: the doors are tried, nobody is moved.
        places["transfer"] = (await SendAsync(services, foreign, "chaoan/caitang/b01", DemoPeople.HomeBranch, ct)).ToString();
        places["foreign-transfer"] = (await SendAsync(services, home, "chaoan/caitang/b01", Places.ForeignBranch, ct)).ToString();
    }

    /// <summary>By the secretary of the branch, as on the site.</summary>
    private static async Task<Guid> AssignAsync(IServiceProvider services, string branch, CancellationToken ct)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var viewing = scope.ServiceProvider.GetRequiredService<Viewing>();
        viewing.Become(Viewer.System);
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var today = scope.ServiceProvider.GetRequiredService<SchoolCalendar>().Today();
        var secretary = await db.Posts.Where(p => p.Kind == PostKind.BranchSecretary && p.UnitPath == branch && p.ReplacedAt == null).Select(p => p.MemberId).FirstAsync(ct);
        viewing.Become(await FindViewer.RunAsync(db, secretary, today, ct));
        var input = new AssignInput(AssignmentKind.Course, "site-guide", branch, today.AddDays(45));
        return (await scope.ServiceProvider.GetRequiredService<AssignCourse>().RunAsync(input, ct)).Value!.AssignmentId;
    }

    private static async Task<Guid> TellAsync(IServiceProvider services, MemberId member, CancellationToken ct)
    {
        var db = services.GetRequiredService<CoursesDb>();
        var now = services.GetRequiredService<SchoolCalendar>().UtcNow();
        var message = new OutboxMessage(
            RowId.At(now), member, "Notice.Reminder.Course", $"matrix/{member}", """["course:site-guide","day:2026-04-16"]""", now);
        db.Outbox.Add(message);
        await db.SaveChangesAsync(ct);
        return message.Id;
    }

    private static async Task<Guid> SendAsync(IServiceProvider services, MemberId member, string from, string to, CancellationToken ct)
    {
        var db = services.GetRequiredService<CoursesDb>();
        var calendar = services.GetRequiredService<SchoolCalendar>();
        var units = await db.Units.Where(u => u.Path == from || u.Path == to).ToDictionaryAsync(u => u.Path, ct);
        var transfer = new Transfer(
            RowId.At(calendar.UtcNow()), member, units[from], units[to], calendar.Today().AddDays(-30), calendar.UtcNow(), null);
        db.Transfers.Add(transfer);
        await db.SaveChangesAsync(ct);
        return transfer.Id;
    }
}
