using System.ComponentModel.DataAnnotations;
using Learning.Courses;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Cohorts;

/// <summary>Where a list of names sends its ticks by itself, also those made while there was no network. The reply is written after the commit.</summary>
[Authorize(Policy = Policies.Secretary)]
public sealed class MarksController(TakeAttendance takeAttendance, IStringLocalizer<Text> text) : Controller
{
    [HttpPost("training/cohorts/{id:guid}/sessions/{number:int}/marks")]
    public async Task<IActionResult> Take(Guid id, int number, [FromBody] MarksForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var marks = form.Marks!.DistinctBy(m => m.Member).ToDictionary(m => new MemberId(m.Member), Guid? (m) => m.Id);
        var outcome = await takeAttendance.RunAsync(id, number, marks, ct);
        if (outcome.Value is not { } taken)
        {
            var refusal = outcome.Refusal!;
            return refusal.Code == "Attendance.NoSuchSession" ? NotFound() : Json(new MarksReply([], text[refusal.Code, refusal.Args]));
        }

        // Said by the page that comes next, as after a form.
        TempData["Message"] = text["Attendance.Taken", taken.Recorded.Count, taken.Already.Count].Value;
        TempData["Warning"] = taken.Refused.Count > 0 ? text["Attendance.SomeRefused", taken.Refused.Count].Value : null;
        return Json(new MarksReply([.. form.Marks!.Select(m => m.Id)], null));
    }
}

public sealed record MarksForm([Required, MinLength(1), MaxLength(MarksForm.Most)] IReadOnlyList<MarkLine>? Marks)
{
    public const int Most = 1_000;
}

/// <param name="Id">Names the tick for ever: the same one again is no second tick.</param>
public sealed record MarkLine(Guid Id, Guid Member);

/// <param name="Done">The ticks that need not be sent again.</param>
/// <param name="Refused">Why none is taken, as a sentence; null when they were.</param>
public sealed record MarksReply(IReadOnlyList<Guid> Done, string? Refused);
