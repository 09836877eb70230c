using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Assign;

/// <summary>Giving a task: form, preview, deed. Three pages, one input.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("assign")]
public sealed class AssignController(
    AssignCourse assignCourse, CoveredUnits coveredUnits, BranchMembers branchMembers, ContentFolder content, IStringLocalizer<Text> text) : Controller
{
    /// <param name="unit">Of the units covered; left out, the highest one.</param>
    [HttpGet("new")]
    public Task<IActionResult> New(string? unit, string? course, Guid[] member, CancellationToken ct) => FormAsync(
        new AssignForm { Unit = unit, Course = course, Kind = AssignmentKind.Course, Members = [.. member] }, ct);

    /// <summary>Back from the preview. Nothing is judged yet.</summary>
    [HttpPost("edit")]
    public Task<IActionResult> Edit([Bind(Prefix = "Form")] AssignForm form, CancellationToken ct)
    {
        ModelState.Clear();
        return FormAsync(form, ct);
    }

    [HttpPost("preview")]
    public async Task<IActionResult> Preview([Bind(Prefix = "Form")] AssignForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await FormAsync(form, ct);
        }

        var outcome = await assignCourse.PlanAsync(form.ToInput(), ct);
        return outcome.Value is { } plan ? View("Preview", new AssignPreviewPage(form, plan)) : await RefuseAsync(form, outcome.Refusal!, ct);
    }

    [HttpPost("")]
    public async Task<IActionResult> Give([Bind(Prefix = "Form")] AssignForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await FormAsync(form, ct);
        }

        var outcome = await assignCourse.RunAsync(form.ToInput(), ct);
        if (outcome.Value is not { } assigned)
        {
            return await RefuseAsync(form, outcome.Refusal!, ct);
        }

        var added = assigned.Plan.Added.Count;
        TempData["Message"] = added == 0 ? text["Assign.GivenBefore"].Value : text["Assign.Given", added].Value;
        return Redirect($"/assign/{assigned.AssignmentId}");
    }

    private async Task<IActionResult> RefuseAsync(AssignForm form, Refusal refusal, CancellationToken ct)
    {
        if (refusal.Code == "Assign.NotYours")
        {
            return NotFound();
        }

        ModelState.AddModelError("", text[refusal.Code, refusal.Args]);
        return await FormAsync(form, ct);
    }

    private async Task<IActionResult> FormAsync(AssignForm form, CancellationToken ct)
    {
        var units = await coveredUnits.RunAsync(ct);
        var unit = units.FirstOrDefault(u => form.Unit is null || u.Path == form.Unit);
        if (unit is null)
        {
            return NotFound();
        }

        form.Unit = unit.Path;
        var members = unit.Kind == UnitKind.Branch ? (await branchMembers.RunAsync(unit.Path, ct)).Value ?? [] : [];
        return View("Form", new AssignFormPage(form, units, unit, content.Current.Courses, members));
    }
}
