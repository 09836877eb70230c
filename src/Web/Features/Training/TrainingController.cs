using Learning.Courses.Training;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Training;

/// <summary>The rotations and how far they are. Secretaries read along, because they confirm the attendance of their own members.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("training")]
public sealed class TrainingController(RotationList rotations, RotationOverview overview, RegretsToAnswer regrets) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(new TrainingPage(await rotations.RunAsync(ct), await regrets.CountAsync(ct)));

    [HttpGet("rotations/{id:guid}")]
    public async Task<IActionResult> Rotation(Guid id, CancellationToken ct) =>
        await overview.RunAsync(id, ct) is { } page ? View(page) : NotFound();
}

/// <param name="Regrets">How many members have said that they cannot come and wait for the viewer's answer.</param>
public sealed record TrainingPage(IReadOnlyList<RotationRow> Rotations, int Regrets);
