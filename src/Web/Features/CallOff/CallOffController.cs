using Learning.Courses;
using Learning.Courses.Notices;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.CallOff;

/// <summary>A class is not held, or a venue drops out: first what it would mean, then the deed.</summary>
[Authorize(Policy = Policies.Organiser)]
[Route("training")]
public sealed class CallOffController(ConsiderCallOff consider, CallOffClasses callOff, ClassesInVenue inVenue, SchoolCalendar calendar, IStringLocalizer<Text> text)
    : Controller
{
    [HttpGet("cohorts/{id:guid}/call-off")]
    public async Task<IActionResult> Class(Guid id, CancellationToken ct)
    {
        var outcome = await consider.RunAsync([id], ct);
        return outcome.Value is { } plan ? View("Class", CallOffPage.OfClass(plan, new CallOffForm(), id)) : Refused(outcome.Refusal!, $"/training/cohorts/{id}");
    }

    [HttpPost("cohorts/{id:guid}/call-off")]
    public async Task<IActionResult> CallOffClass(Guid id, [Bind(Prefix = "Form")] CallOffForm form, CancellationToken ct) =>
        await ApplyAsync([id], form, $"/training/cohorts/{id}", async plan => View("Class", CallOffPage.OfClass(plan, form, id)), ct);

    /// <param name="from">The first day on which the venue cannot be used; today when left out.</param>
    [HttpGet("call-off")]
    public Task<IActionResult> Venue(Guid? venue, DateOnly? from, CancellationToken ct) => VenueAsync(venue, from ?? calendar.Today(), new CallOffForm(), ct);

    [HttpPost("call-off")]
    public async Task<IActionResult> CallOffVenue([Bind(Prefix = "Form")] CallOffForm form, Guid? venue, DateOnly? from, CancellationToken ct) =>
        await ApplyAsync(form.Cohorts ?? [], form, $"/training/call-off?venue={venue}&from={from:yyyy-MM-dd}", _ => VenueAsync(venue, from ?? calendar.Today(), form, ct), ct);

    private async Task<IActionResult> VenueAsync(Guid? venue, DateOnly from, CallOffForm form, CancellationToken ct)
    {
        var outlook = venue is { } id ? await inVenue.RunAsync(id, from, ct) : null;
        var outcome = outlook is { ToCallOff.Count: > 0 } ? await consider.RunAsync([.. outlook.ToCallOff.Select(c => c.Id)], ct) : default;
        var page = outcome.Value is { } plan ? new CallOffPage(plan, form, "/training/call-off", "/training", (venue!.Value, from)) : null;
        return View("Venue", new VenueOutPage(await inVenue.ListAsync(ct), venue, from, outlook, page, outcome.Refusal));
    }

    private async Task<IActionResult> ApplyAsync(
        IReadOnlyCollection<Guid> cohorts, CallOffForm form, string back, Func<Learning.Courses.Training.CallOff, Task<IActionResult>> again, CancellationToken ct)
    {
        var outcome = form.Because is { } because
            ? await callOff.RunAsync(new CallOffInput(cohorts, because, form.Words ?? ""), form.Fingerprint ?? "", ct)
            : new Refusal("CallOff.ChooseReason");
        if (outcome.Value is { } done)
        {
            TempData["Message"] = text["CallOff.Done", done.Classes.Count, done.PlacedAnew, done.LeftOut, done.Told].Value;
            return Redirect(cohorts.Count == 1 ? $"/training/cohorts/{done.Classes[0].Id}" : back);
        }

        var refusal = outcome.Refusal!;
        if (refusal.Code is "CallOff.ChooseReason" or "CallOff.SayWhy" or "CallOff.TooManyWords")
        {
            // What was filled in wrongly is said beside the field, with the consequences as they are now.
            var seen = await consider.RunAsync(cohorts, ct);
            ModelState.AddModelError(refusal.Code == "CallOff.ChooseReason" ? "Form.Because" : "Form.Words", text[refusal.Code, refusal.Args]);
            return seen.Value is { } plan ? await again(plan) : Refused(seen.Refusal!, back);
        }

        return Refused(refusal, refusal.Code == "Rotation.RosterChanged" && cohorts.Count == 1 ? $"/training/cohorts/{cohorts.First()}/call-off" : back);
    }

    private IActionResult Refused(Refusal refusal, string back)
    {
        // What lies outside the viewer's sight is not there.
        if (refusal.Code == "Rotation.NotYourUnit")
        {
            return NotFound();
        }

        TempData["Error"] = text[refusal.Code, refusal.Args].Value;
        return Redirect(back);
    }
}

public sealed class CallOffForm
{
    public CalledOffBecause? Because { get; set; }

    public string? Words { get; set; }

    /// <summary>What the organiser has seen.</summary>
    public string? Fingerprint { get; set; }

    /// <summary>The classes shown, where a venue drops out.</summary>
    public IReadOnlyList<Guid>? Cohorts { get; set; }
}

/// <param name="Action">Where the form goes.</param>
/// <param name="Back">Where to go for who thinks better of it.</param>
/// <param name="Venue">The venue that drops out and from when; null where one class is called off.</param>
public sealed record CallOffPage(Learning.Courses.Training.CallOff Plan, CallOffForm Form, string Action, string Back, (Guid Id, DateOnly From)? Venue = null)
{
    public static CallOffPage OfClass(Learning.Courses.Training.CallOff plan, CallOffForm form, Guid id) =>
        new(plan, form, $"/training/cohorts/{id}/call-off", $"/training/cohorts/{id}");
}

/// <param name="Page">Null when there is nothing to call off, or the choice has not been made.</param>
public sealed record VenueOutPage(IReadOnlyList<VenueChoice> Venues, Guid? Venue, DateOnly From, VenueOutlook? Outlook, CallOffPage? Page, Refusal? Refusal);
