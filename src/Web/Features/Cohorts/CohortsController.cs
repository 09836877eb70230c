using Learning.Courses;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Cohorts;

/// <summary>One class: who is in it, who was there. Open to secretaries too, who see and tick their own members.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("training/cohorts/{id:guid}")]
public sealed class CohortsController(
    CohortDetail detail, TrainerList trainers, TakeAttendance takeAttendance, WithdrawAttendance withdrawAttendance, CoursesDb db, SchoolCalendar calendar, IStringLocalizer<Text> text)
    : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, int? session, CancellationToken ct) =>
        await detail.RunAsync(id, ct) is { } page ? View(PageOf(page, session, page.MayPlan && !page.IsOver ? await trainers.RunAsync(ct) : [])) : NotFound();

    /// <summary>The list that lies at the door, for signatures on paper.</summary>
    [HttpGet("sheet")]
    public async Task<IActionResult> Sheet(Guid id, CancellationToken ct) => await detail.RunAsync(id, ct) is { } page ? View(page) : NotFound();

    /// <summary>Names to stand on the desks.</summary>
    [HttpGet("place-cards")]
    public async Task<IActionResult> PlaceCards(Guid id, CancellationToken ct) =>
        await detail.RunAsync(id, ct) is { CalledOff: null } page ? View(page) : NotFound();

    [HttpPost("sessions/{number:int}/attendance")]
    public async Task<IActionResult> Tick(Guid id, int number, Guid[] members, CancellationToken ct)
    {
        var outcome = await takeAttendance.RunAsync(id, number, [.. members.Distinct().Select(m => new MemberId(m))], ct);
        if (outcome.Value is { } taken)
        {
            TempData["Message"] = text["Attendance.Taken", taken.Recorded.Count, taken.Already.Count].Value;
            TempData["Warning"] = taken.Refused.Count > 0 ? text["Attendance.SomeRefused", taken.Refused.Count].Value : null;
        }

        return Back(id, number, outcome.Refusal);
    }

    [HttpPost("sessions/{number:int}/withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, int number, Guid attendance, CancellationToken ct)
    {
        var outcome = await withdrawAttendance.RunAsync(attendance, ct);
        TempData["Message"] = outcome.Value is null ? null : text["Attendance.Withdrawn"].Value;
        return Back(id, number, outcome.Refusal);
    }

    /// <summary>A second person has compared the signed paper with the list on the page.</summary>
    [HttpPost("sessions/{number:int}/confirmation")]
    public async Task<IActionResult> Confirm(Guid id, int number, Guid[] attendances, [FromServices] ConfirmAttendance confirm, CancellationToken ct)
    {
        var outcome = await confirm.RunAsync(id, number, attendances, ct);
        TempData["Message"] = outcome.Value is { } confirmed ? text["Attendance.Confirmed", confirmed.New, confirmed.Already].Value : null;
        return Back(id, number, outcome.Refusal);
    }

    private IActionResult Back(Guid id, int session, Refusal? refusal)
    {
        // What lies outside the viewer's sight is not there.
        if (refusal is { Code: "Attendance.NoSuchSession" or "Attendance.NotOnYourList" })
        {
            return NotFound();
        }

        TempData["Error"] = refusal is null ? null : text[refusal.Code, refusal.Args].Value;
        return Redirect($"/training/cohorts/{id}?session={session}");
    }

    private CohortSessionPage PageOf(CohortPage page, int? session, IReadOnlyList<TrainerRow> leaders)
    {
        var closes = calendar.ToUtc(page.ClosesOn.AddDays(1), TimeOnly.MinValue);
        return new CohortSessionPage(
            page, Chosen(page, session), db.Viewer.MemberId?.ToString() ?? "", Math.Max(0, (int)(closes - calendar.UtcNow()).TotalHours), leaders);
    }

    /// <summary>The session asked for, else the one whose doors opened last, else the first.</summary>
    private static SessionRow Chosen(CohortPage page, int? number) =>
        page.Sessions.FirstOrDefault(s => s.Number == number) ?? page.Sessions.LastOrDefault(s => s.TakesAttendance) ?? page.Sessions[0];
}

/// <param name="Who">Ticks kept on a device belong to whoever made them; the next person to use it does not send them.</param>
/// <param name="HoursLeft">Whole hours until the lists of the class are closed.</param>
/// <param name="Trainers">Those who could lead it, for whoever plans for the unit.</param>
public sealed record CohortSessionPage(CohortPage Cohort, SessionRow Session, string Who, int HoursLeft, IReadOnlyList<TrainerRow> Trainers);
