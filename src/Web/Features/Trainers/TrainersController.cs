using System.ComponentModel.DataAnnotations;
using Learning.Courses;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Trainers;

/// <summary>Who can lead classes, and who leads this one.</summary>
[Authorize(Policy = Policies.Organiser)]
[Route("training")]
public sealed class TrainersController(TrainerList list, RecordTrainer record, RotationChoices choices, SchoolCalendar calendar, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("trainers")]
    public Task<IActionResult> Index(CancellationToken ct) => PageAsync(new TrainerForm { Id = RowId.At(calendar.UtcNow()) }, ct);

    [HttpPost("trainers")]
    public async Task<IActionResult> Add([Bind(Prefix = "Form")] TrainerForm form, CancellationToken ct)
    {
        var refusal = ModelState.IsValid ? (await record.RunAsync(new NewTrainer(form.Id, form.Name!, form.UnitPath!), ct)).Refusal : null;
        if (refusal is not null)
        {
            ModelState.AddModelError("", text[refusal.Code, refusal.Args]);
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(form, ct);
        }

        TempData["Message"] = text["Trainer.Recorded", form.Name!.Trim()].Value;
        return Redirect("/training/trainers");
    }

    [HttpPost("trainers/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, CancellationToken ct)
    {
        var outcome = await record.EndAsync(id, ct);
        if (outcome.Value is not { } trainer)
        {
            return NotFound();
        }

        TempData["Message"] = text["Trainer.Ended", trainer.Name].Value;
        return Redirect("/training/trainers");
    }

    [HttpPost("cohorts/{id:guid}/trainer")]
    public async Task<IActionResult> Lead(Guid id, Guid trainer, [FromServices] LeadCohort lead, CancellationToken ct)
    {
        var refusal = (await lead.RunAsync(id, trainer, ct)).Refusal;
        if (refusal?.Code == "Rotation.NotYourUnit")
        {
            return NotFound();
        }

        TempData["Error"] = refusal is null ? null : text[refusal.Code, refusal.Args].Value;
        TempData["Message"] = refusal is null ? text["Trainer.Named"].Value : null;
        return Redirect($"/training/cohorts/{id}");
    }

    private async Task<IActionResult> PageAsync(TrainerForm form, CancellationToken ct) =>
        View("Index", new TrainersPage(form, await list.RunAsync(ct), (await choices.RunAsync(ct)).Units));
}

public sealed class TrainerForm
{
    public Guid Id { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(Trainer.MaxName, ErrorMessage = "Training.TitleTooLong")]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(200)]
    public string? UnitPath { get; set; }
}

public sealed record TrainersPage(TrainerForm Form, IReadOnlyList<TrainerRow> Trainers, IReadOnlyList<UnitChoice> Units);
