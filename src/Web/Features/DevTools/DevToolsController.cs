using System.Globalization;
using System.Text;
using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Web.Demo;
using Learning.Web.Hosting;
using Learning.Web.Jobs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Learning.Web.Features.DevTools;

/// <summary>What a developer needs beside the site: be anybody, move the clock, run a job now, read the last evidence.</summary>
[AllowAnonymous]
[DevelopmentOnly]
[Route("dev")]
public sealed class DevToolsController(CoursesDb db, Viewing viewing, DevClock clock, SchoolCalendar calendar, ISchedulerFactory schedulers) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        viewing.Become(Viewer.System);
        var evidence = await db.Evidence.AsNoTracking().OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(50).ToListAsync(ct);
        return View(new DevPage(
            calendar.UtcNow(), clock.Offset, Schedule.JobNames, [.. evidence.Select(e => new DevEvidence(e.Index, Encoding.UTF8.GetString(e.Body)))]));
    }

    /// <summary>Forward only by choice of the page; a clock that goes back is what the reset is for.</summary>
    [HttpPost("clock")]
    public IActionResult Clock(int hours, bool reset)
    {
        if (reset)
        {
            clock.Reset();
        }

        clock.MoveBy(TimeSpan.FromHours(Math.Clamp(hours, -100_000, 100_000)));
        return RedirectToAction(nameof(Index));
    }

    [HttpPost("jobs/{name}")]
    public async Task<IActionResult> Run(string name, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        if (!Schedule.JobNames.Contains(name))
        {
            return NotFound();
        }

        await scheduler.TriggerJob(new JobKey(name), Schedule.Asked, ct);
        return RedirectToAction(nameof(Index));
    }

    /// <summary>Signs in as the person with this member number, without a password.</summary>
    [HttpPost("be")]
    public async Task<IActionResult> Be(string number, [FromServices] SignInManager<Identity.Account> signIn, CancellationToken ct)
    {
        viewing.Become(Viewer.System);
        var member = await db.Members.Where(m => m.Number == number).Select(m => (Guid?)m.MemberId.Value).SingleOrDefaultAsync(ct);
        if (member is not { } id)
        {
            return NotFound();
        }

        var users = signIn.UserManager;
        var account = await users.Users.SingleOrDefaultAsync(a => a.MemberId == id, ct);
        if (account is null)
        {
            account = new Identity.Account { UserName = number, MemberId = id };
            await users.CreateAsync(account, DemoAccounts.Password);
        }

        await signIn.SignInAsync(account, isPersistent: false);
        return LocalRedirect("/");
    }
}

public sealed record DevPage(DateTime UtcNow, TimeSpan Offset, IReadOnlyList<string> Jobs, IReadOnlyList<DevEvidence> Evidence)
{
    public string OffsetInWords => Offset.ToString("d' d 'hh' h 'mm' min'", CultureInfo.InvariantCulture);
}

public sealed record DevEvidence(long? Index, string Body);
