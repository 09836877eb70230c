using System.ComponentModel.DataAnnotations;
using Learning.Courses;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Apart;

/// <summary>Who is not to sit in one class with whom. For organisers only.</summary>
[Authorize(Policy = Policies.Organiser)]
[Route("training/apart")]
public sealed class ApartController(ApartPairs pairs, KeepApart keepApart, EndApart endApart, SchoolCalendar calendar, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Index(CancellationToken ct) => PageAsync(new ApartForm { Id = RowId.At(calendar.UtcNow()) }, ct);

    [HttpPost("")]
    public async Task<IActionResult> Keep([Bind(Prefix = "Form")] ApartForm form, CancellationToken ct)
    {
        if (ModelState.IsValid && (await keepApart.RunAsync(form.ToInput(), ct)).Refusal is { } refusal)
        {
            ModelState.AddModelError("", text[refusal.Code, refusal.Args]);
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(form, ct);
        }

        TempData["Message"] = text["Apart.Kept"].Value;
        return Redirect("/training/apart");
    }

    [HttpPost("{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, CancellationToken ct)
    {
        if (await endApart.RunAsync(id, ct) is not null)
        {
            return NotFound();
        }

        TempData["Message"] = text["Apart.Ended"].Value;
        return Redirect("/training/apart");
    }

    private async Task<IActionResult> PageAsync(ApartForm form, CancellationToken ct) => View("Index", new ApartPage(form, await pairs.RunAsync(ct)));
}

public sealed class ApartForm
{
    public Guid Id { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(40)]
    public string? One { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(40)]
    public string? Other { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(ApartPair.ReasonLength)]
    public string? Reason { get; set; }

    public ApartInput ToInput() => new(Id, One!, Other!, Reason!);
}

public sealed record ApartPage(ApartForm Form, IReadOnlyList<ApartLine> Pairs);
