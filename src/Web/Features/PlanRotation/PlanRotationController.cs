using Learning.Courses;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.PlanRotation;

/// <summary>Form, plan, deed. The plan lies on the desk meanwhile, so what was shown is what is done.</summary>
[Authorize(Policy = Policies.Organiser)]
[Route("training/new")]
public sealed class PlanRotationController(
    PlanDesk desk, CreateRotation create, OfferClasses offer, RotationChoices choices, TrainerList trainers, CoursesDb db, SchoolCalendar calendar, IStringLocalizer<Text> text) : Controller
{
    private const int MoreRows = 3;

    [HttpGet("")]
    public Task<IActionResult> Form(CancellationToken ct) => FormAsync(RotationForm.Blank(RowId.At(calendar.UtcNow()), calendar.Today()), ct);

    /// <summary>The same form with more lines for days. Nothing is judged yet.</summary>
    [HttpPost("form")]
    public Task<IActionResult> Change([Bind(Prefix = "Form")] RotationForm form, CancellationToken ct)
    {
        ModelState.Clear();
        return FormAsync(form.WithRows(MoreRows), ct);
    }

    [HttpPost("preview")]
    public async Task<IActionResult> Preview([Bind(Prefix = "Form")] RotationForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await FormAsync(form, ct);
        }

        var offered = form.NamesDays ? new Outcome<IReadOnlyList<CandidateClass>>(await form.NamedAsync(choices, ct), null) : await offer.RunAsync(form.ToPattern(), ct);
        if (offered.Value is not { } classes)
        {
            return await RefuseAsync(form, offered.Refusal!, ct);
        }

        var plan = await desk.StartAsync(db.Viewer, form, form.ToRequest(classes));
        return plan.Refusal is { } refusal ? await RefuseAsync(form, refusal, ct) : Redirect($"/training/new/{form.Id}");
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Plan(Guid id, CancellationToken ct)
    {
        return desk.Find(db.Viewer, id) switch
        {
            null => View("Gone"),
            { IsBusy: true } busy => Request.Headers.ContainsKey("HX-Request") ? PartialView("_Progress", busy) : View("Progress", busy),
            { Refusal: { } refusal } refused => await RefuseAsync(refused.Form, refusal, ct),
            { Result: { } result } => Request.Headers.ContainsKey("HX-Request") ? Reload() : View("Preview", result),
            var failed => await RefuseAsync(failed.Form, new Refusal("Rotation.PlanningFailed"), ct),
        };
    }

    /// <summary>Back from the preview, or from a plan that takes too long: everything is filled in as it was.</summary>
    [HttpGet("{id:guid}/form")]
    public Task<IActionResult> Again(Guid id, CancellationToken ct) =>
        desk.Find(db.Viewer, id) is { } plan ? FormAsync(plan.Form.WithRows(plan.Form.Classes.Count == 0 ? MoreRows : 0), ct) : Form(ct);

    [HttpPost("{id:guid}/cancel")]
    public IActionResult Cancel(Guid id)
    {
        desk.Remove(db.Viewer, id);
        return Redirect("/training");
    }

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Create(Guid id, CancellationToken ct)
    {
        if (desk.Find(db.Viewer, id) is not { Result: { } plan } found)
        {
            // The second click of a finger that has already succeeded, or a desk that was cleared by a restart.
            return Redirect(await create.FindAsync(id, ct) is null ? $"/training/new/{id}" : $"/training/rotations/{id}");
        }

        var outcome = await create.ApplyAsync(plan, ct);
        if (outcome.Value is not { } rotation)
        {
            return await RefuseAsync(found.Form, outcome.Refusal!, ct);
        }

        desk.Remove(db.Viewer, id);
        TempData["Message"] = text["Training.Created", rotation.Title].Value;
        return Redirect($"/training/rotations/{rotation.Id}");
    }

    /// <summary>The fragment has nothing more to say: the browser asks for the whole page.</summary>
    private NoContentResult Reload()
    {
        Response.Headers["HX-Refresh"] = "true";
        return NoContent();
    }

    private Task<IActionResult> RefuseAsync(RotationForm form, Refusal refusal, CancellationToken ct)
    {
        ModelState.AddModelError("", text[refusal.Code, refusal.Args]);
        return FormAsync(form, ct);
    }

    private async Task<IActionResult> FormAsync(RotationForm form, CancellationToken ct) =>
        View("Form", new RotationFormPage(form, await choices.RunAsync(ct), await trainers.RunAsync(ct)));
}
