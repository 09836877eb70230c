using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Quizzes.Revisions;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Revisions;

/// <summary>Proposing that a question marks otherwise: the list, the form, the preview, the proposal.</summary>
[Authorize(Policy = Policies.Author)]
[Route("authoring/{course}/revisions")]
public sealed class RevisionsController(
    ContentFolder content, RevisableQuestions questions, RevisionList revisions, ReviseQuestion revise, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string course, CancellationToken ct) =>
        content.Current.FindCourse(course) is { } found && await questions.RunAsync(course, ct) is { } sat
            ? View(new RevisionsPage(found, sat, await revisions.RunAsync(course, ct)))
            : NotFound();

    /// <param name="hash">The version that marks now.</param>
    [HttpGet("new")]
    public Task<IActionResult> New(string course, string? hash, bool isVoid, [FromServices] SchoolCalendar calendar, CancellationToken ct) =>
        FormAsync(course, new RevisionForm { Id = RowId.At(calendar.UtcNow()), Hash = hash, IsVoid = isVoid, Rule = RevisionRule.InFavour }, ct);

    /// <summary>Back from the preview. Nothing is judged yet.</summary>
    [HttpPost("edit")]
    public Task<IActionResult> Edit(string course, [Bind(Prefix = "Form")] RevisionForm form, CancellationToken ct)
    {
        ModelState.Clear();
        return FormAsync(course, form, ct);
    }

    [HttpPost("plan")]
    public async Task<IActionResult> Plan(string course, [Bind(Prefix = "Form")] RevisionForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await FormAsync(course, form, ct);
        }

        var outcome = await revise.PlanAsync(form.ToInput(course), ct);
        return outcome.Value is { } plan && content.Current.FindCourse(course) is { } found
            ? View("Preview", new RevisionPreviewPage(found, form, plan))
            : await RefuseAsync(course, form, outcome.Refusal!, ct);
    }

    [HttpPost("")]
    public async Task<IActionResult> Propose(string course, [Bind(Prefix = "Form")] RevisionForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await FormAsync(course, form, ct);
        }

        var outcome = await revise.RunAsync(form.ToInput(course), ct);
        if (outcome.Value is not { } revision)
        {
            return await RefuseAsync(course, form, outcome.Refusal!, ct);
        }

        TempData["Message"] = text["Revision.Proposed"].Value;
        return Redirect($"/authoring/{course}/revisions/{revision.Id}");
    }

    private async Task<IActionResult> RefuseAsync(string course, RevisionForm form, Refusal refusal, CancellationToken ct)
    {
        ModelState.AddModelError("", text[refusal.Code, refusal.Args]);
        return await FormAsync(course, form, ct);
    }

    private async Task<IActionResult> FormAsync(string course, RevisionForm form, CancellationToken ct)
    {
        if (content.Current.FindCourse(course) is not { } found || await questions.RunAsync(course, ct) is not { } sat)
        {
            return NotFound();
        }

        var question = sat.FirstOrDefault(q => q.State == new MarkedBy(form.Hash ?? "", form.IsVoid));
        return question is null ? NotFound() : View("New", new RevisionFormPage(found, form, question));
    }
}
