using System.Text;
using Learning.Courses;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Classes;

/// <summary>A member's own classes: where to be, when, and being there.</summary>
[Authorize(Policy = Policies.Member)]
[Route("classes")]
public sealed class ClassesController(MyClasses classes, CheckIn checkIn, SchoolCalendar calendar, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await classes.RunAsync(ct));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await FindAsync(id, ct) is { } mine ? View(mine) : NotFound();

    [HttpGet("{id:guid}/calendar")]
    public async Task<IActionResult> Calendar(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } mine)
        {
            return NotFound();
        }

        var file = ClassCalendar.Write(mine, text["Classes.CalendarTitle", mine.Title, mine.Number], Request.Host.Host, calendar.UtcNow());
        return File(Encoding.UTF8.GetBytes(file), "text/calendar; charset=utf-8", $"class-{mine.OpensOn:yyyy-MM-dd}.ics");
    }

    [HttpPost("{id:guid}/check-in")]
    [EnableRateLimiting(Limits.ClassCode)]
    public async Task<IActionResult> CheckIn(Guid id, string? code, CancellationToken ct)
    {
        var outcome = await checkIn.RunAsync(id, code ?? "", ct);
        if (outcome.Value is { } attendance)
        {
            TempData["Message"] = text["Classes.CheckedIn", attendance.Session, calendar.ToLocal(attendance.RecordedAt)].Value;
            return RedirectToAction(nameof(Show), new { id });
        }

        ModelState.AddModelError(nameof(code), text[outcome.Refusal!.Code, outcome.Refusal.Args]);
        return await FindAsync(id, ct) is { } mine ? View("Show", mine) : NotFound();
    }

    private async Task<MyClass?> FindAsync(Guid id, CancellationToken ct) => (await classes.RunAsync(ct)).FirstOrDefault(c => c.CohortId == id);
}
