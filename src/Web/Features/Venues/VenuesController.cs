using System.ComponentModel.DataAnnotations;
using System.Globalization;
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
public sealed class VenuesController(RecordVenue record, RotationChoices choices, VenueCalendar month, SchoolCalendar calendar, IStringLocalizer<Text> text) : Controller
{
    /// <summary>What every venue holds in a month.</summary>
    [HttpGet("")]
    public Task<IActionResult> Index([FromQuery(Name = "month")] string? of, CancellationToken ct) =>
        CalendarAsync(MonthOr(of), new ClosureForm { Id = RowId.At(calendar.UtcNow()), From = calendar.Today().AddDays(1), To = calendar.Today().AddDays(1) }, ct);

    [HttpPost("closures")]
    public async Task<IActionResult> Close([Bind(Prefix = "Form")] ClosureForm form, [FromServices] CloseVenue close, CancellationToken ct)
    {
        var refusal = ModelState.IsValid ? (await close.RunAsync(form.ToRequest(), ct)).Refusal : null;
        if (refusal is not null)
        {
            ModelState.AddModelError("", text[refusal.Code, refusal.Args]);
        }

        if (!ModelState.IsValid)
        {
            return await CalendarAsync(form.From ?? calendar.Today(), form, ct);
        }

        TempData["Message"] = text["Closure.Recorded", form.Title!.Trim()].Value;
        return Redirect($"/training/venues?month={form.From:yyyy-MM}");
    }

    [HttpPost("closures/{id:guid}/reopen")]
    public async Task<IActionResult> Reopen(Guid id, string? back, [FromServices] ReopenVenue reopen, CancellationToken ct)
    {
        if ((await reopen.RunAsync(id, ct)).Refusal is not null)
        {
            return NotFound();
        }

        TempData["Message"] = text["Closure.Reopened"].Value;
        return Redirect($"/training/venues?month={MonthOr(back):yyyy-MM}");
    }

    [HttpGet("new")]
    public Task<IActionResult> New(CancellationToken ct) => FormAsync(new VenueForm { Id = RowId.At(calendar.UtcNow()), Open = [.. Enum.GetValues<DayOfWeek>()] }, ct);

    [HttpPost("")]
    public async Task<IActionResult> Create([Bind(Prefix = "Form")] VenueForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await FormAsync(form, ct);
        }

        var outcome = await record.RunAsync(form.ToRequest(), ct);
        if (outcome.Refusal is { } refusal)
        {
            ModelState.AddModelError("", text[refusal.Code, refusal.Args]);
            return await FormAsync(form, ct);
        }

        TempData["Message"] = text["Venue.Recorded", outcome.Value!.Name].Value;
        return Redirect("/training/new");
    }

    private async Task<IActionResult> CalendarAsync(DateOnly day, ClosureForm form, CancellationToken ct) =>
        View("Index", new CalendarPage(await month.RunAsync(day, ct), form, calendar.Today()));

    /// <summary>A month that nobody can mean is this one.</summary>
    private DateOnly MonthOr(string? text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year is > 2000 and < 2100 ? first : calendar.Today();

    private async Task<IActionResult> FormAsync(VenueForm form, CancellationToken ct) => View("New", new VenuePage(form, await choices.RunAsync(ct)));
}

public sealed class VenueForm
{
    public Guid Id { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(100, ErrorMessage = "Training.TitleTooLong")]
    public string? Name { get; set; }

    public VenueKind Kind { get; set; }

    /// <summary>The venue of which it is a further room; null for a venue of its own.</summary>
    public Guid? WithinId { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(200)]
    public string? UnitPath { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public int? Seats { get; set; }

    public int? Stars { get; set; }

    public List<DayOfWeek> Open { get; set; } = [];

    public NewVenue ToRequest() => new(Id, Name!, Kind, UnitPath!, Seats!.Value, Stars)
    {
        WithinId = WithinId, Open = Open.Where(Enum.IsDefined).Aggregate(Weekdays.None, (open, day) => open | Venue.On(day)),
    };
}

public sealed record VenuePage(VenueForm Form, PlanningChoices Choices);

/// <summary>Days on which a venue, or all those of a unit, hold no class.</summary>
public sealed class ClosureForm
{
    private const string AllOf = "all:";

    public Guid Id { get; set; }

    /// <summary>The id of a venue, or "all:" and the path of a unit.</summary>
    [Required(ErrorMessage = "Form.Required"), StringLength(210)]
    public string? Which { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public DateOnly? From { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public DateOnly? To { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(Closure.MaxTitle)]
    public string? Title { get; set; }

    public static string Unit(string path) => AllOf + path;

    public NewClosure ToRequest() => Which!.StartsWith(AllOf, StringComparison.Ordinal)
        ? new NewClosure(Id, null, Which[AllOf.Length..], From!.Value, To!.Value, Title!)
        : new NewClosure(Id, Guid.TryParse(Which, out var venue) ? venue : Guid.Empty, "", From!.Value, To!.Value, Title!);
}

public sealed record CalendarPage(VenueCalendarPage Calendar, ClosureForm Form, DateOnly Today)
{
    public IEnumerable<VenueMonth> Own => Calendar.Venues.Where(v => v.Own);

    public IEnumerable<VenueMonth> Others => Calendar.Venues.Where(v => !v.Own);
}
