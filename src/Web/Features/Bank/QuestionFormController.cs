using Learning.Courses.Questions;
using Learning.Courses.Questions.Editing;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Bank;

/// <summary>Writing a question: a form, beside it what a member would see, and the deed, which the file's own rules decide.</summary>
[Authorize(Policy = Policies.Author)]
[Route("authoring/{course}/bank")]
public sealed class QuestionFormController(NewQuestion blank, ShowQuestion show, PreviewQuestion preview, EditQuestion edit, IStringLocalizer<Text> text) : Controller
{
    private const string Folder = "~/Features/Bank/";

    [HttpGet("new")]
    public async Task<IActionResult> New(string course, string? kind, CancellationToken ct)
    {
        var outcome = await blank.RunAsync(course, KindRoles.Named(kind ?? "")?.Kind ?? QuestionKind.Single, ct);
        return outcome.Value is { } begun ? await PageAsync(course, QuestionForm.Of(begun.Draft, null), ct) : this.Refuse(course, outcome.Refusal!);
    }

    [HttpPost("new")]
    public Task<IActionResult> Add(string course, [Bind(Prefix = "Form")] QuestionForm form, CancellationToken ct)
    {
        form.Seen = null;
        return SaveAsync(course, form, ct);
    }

    [HttpGet("questions/{key}/edit")]
    public async Task<IActionResult> Edit(string course, string key, CancellationToken ct)
    {
        var outcome = await show.RunAsync(course, key, ct);
        return outcome.Value is not { } shown ? this.Refuse(course, outcome.Refusal!)
            : shown.OnFile is { } onFile ? await PageAsync(course, QuestionForm.Of(onFile.Draft, onFile.Seen), ct) : NotFound();
    }

    [HttpPost("questions/{key}/edit")]
    public Task<IActionResult> Save(string course, string key, [Bind(Prefix = "Form")] QuestionForm form, CancellationToken ct)
    {
        (form.Key, form.Seen) = (key, form.Seen ?? "");
        return SaveAsync(course, form, ct);
    }

    /// <summary>While somebody writes, the fragment; without script, the whole page again with everything in it.</summary>
    [HttpPost("preview")]
    public async Task<IActionResult> Preview(string course, [Bind(Prefix = "Form")] QuestionForm form, CancellationToken ct)
    {
        if (!Request.Headers.ContainsKey("HX-Request"))
        {
            return await PageAsync(course, form, ct);
        }

        var outcome = await preview.RunAsync(course, form.ToDraft(), ct);
        return outcome.Value is { } seen ? PartialView(Folder + "_Preview.cshtml", PreviewPage.Of(seen)) : NotFound();
    }

    private async Task<IActionResult> SaveAsync(string course, QuestionForm form, CancellationToken ct)
    {
        var outcome = await edit.RunAsync(new QuestionEdit(course, form.ToDraft(), form.Seen), ct);
        if (outcome.Refusal is { Code: "Exchange.NoCourse" or "Bank.NoSuchQuestion" })
        {
            return NotFound();
        }

        if (outcome.Value is { State: EditState.Saved or EditState.Unchanged } done)
        {
            TempData["Message"] = text[done.State == EditState.Saved ? "Bank.Page.SavedNow" : "Bank.Page.UnchangedNow", form.Key!].Value;
            return Redirect($"/authoring/{course}/bank/questions/{form.Key}");
        }

        Response.StatusCode = outcome.Value is { State: EditState.Faulty } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        if (outcome.Value?.Theirs is { } theirs)
        {
            form.Seen = theirs.Seen; // who saves again has seen theirs
        }

        return await PageAsync(course, form, ct, outcome.Value, outcome.Refusal);
    }

    private async Task<IActionResult> PageAsync(string course, QuestionForm form, CancellationToken ct, EditResult? result = null, Learning.Courses.Refusal? refusal = null)
    {
        var outcome = await preview.RunAsync(course, form.ToDraft(), ct);
        if (outcome.Value is not { } seen)
        {
            return this.Refuse(course, outcome.Refusal!);
        }

        var problems = result?.Problems ?? (HttpMethods.IsPost(Request.Method) ? seen.Problems : []);
        foreach (var field in problems.GroupBy(p => p.Field))
        {
            ModelState.AddModelError($"Form.{field.Key}", string.Join(' ', field.Select(text.Say).Distinct()));
        }

        return View(Folder + "Edit.cshtml", new QuestionFormPage(seen.Bank, form, PreviewPage.Of(seen), result, refusal));
    }
}
