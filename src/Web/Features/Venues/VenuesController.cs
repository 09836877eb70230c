using System.ComponentModel.DataAnnotations;
using Learning.Courses;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Venues;

[Authorize(Policy = Policies.Organiser)]
[Route("training/venues")]
public sealed class VenuesController(RecordVenue record, RotationChoices choices, SchoolCalendar calendar, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("new")]
    public Task<IActionResult> New(CancellationToken ct) => FormAsync(new VenueForm { Id = RowId.At(calendar.UtcNow()) }, ct);

    [HttpPost("")]
    public async Task<IActionResult> Create([Bind(Prefix = "Form")] VenueForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await FormAsync(form, ct);
        }

        var outcome = await record.RunAsync(new NewVenue(form.Id, form.Name!, form.Kind, form.UnitPath!, form.Seats!.Value, form.Stars), ct);
        if (outcome.Refusal is { } refusal)
        {
            ModelState.AddModelError("", text[refusal.Code, refusal.Args]);
            return await FormAsync(form, ct);
        }

        TempData["Message"] = text["Venue.Recorded", outcome.Value!.Name].Value;
        return Redirect("/training/new");
    }

    private async Task<IActionResult> FormAsync(VenueForm form, CancellationToken ct) => View("New", new VenuePage(form, (await choices.RunAsync(ct)).Units));
}

public sealed class VenueForm
{
    public Guid Id { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(100, ErrorMessage = "Training.TitleTooLong")]
    public string? Name { get; set; }

    public VenueKind Kind { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(200)]
    public string? UnitPath { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public int? Seats { get; set; }

    public int? Stars { get; set; }
}

public sealed record VenuePage(VenueForm Form, IReadOnlyList<UnitChoice> Units);
