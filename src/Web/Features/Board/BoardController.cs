using Learning.Courses;
using Learning.Courses.Notices;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Board;

/// <summary>
/// The classes of a rotation beside each other. A name is dragged to another class, or moved with a form; either way the
/// consequences stand there before anything is changed.
/// </summary>
[Authorize(Policy = Policies.Organiser)]
[Route("training/rotations/{id:guid}")]
public sealed class BoardController(RotationBoard board, ConsiderMove consider, MovePlace move, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("board")]
    public async Task<IActionResult> Index(Guid id, string? branch, int page, CancellationToken ct) =>
        await board.RunAsync(id, string.IsNullOrEmpty(branch) ? null : branch, page, ct) is { } found ? View(found) : NotFound();

    /// <param name="to">The class chosen so far.</param>
    [HttpGet("places/{member:guid}")]
    public async Task<IActionResult> Move(Guid id, Guid member, Guid? to, CancellationToken ct)
    {
        var outcome = await consider.RunAsync(id, new MemberId(member), ct);
        return outcome.Value is { } choices ? View(new MovePage(choices, to)) : Refused(id, outcome.Refusal!);
    }

    /// <summary>What the board shows at each class while a name is dragged.</summary>
    [HttpGet("places/{member:guid}/choices")]
    public async Task<IActionResult> Choices(Guid id, Guid member, CancellationToken ct)
    {
        var outcome = await consider.RunAsync(id, new MemberId(member), ct);
        return outcome switch
        {
            { Value: { } choices } => PartialView("_Choices", choices),
            { Refusal: { Code: "Rotation.NotYourUnit" or "Organisation.NoSuchMember" } } => NotFound(),
            _ => PartialView("_Refused", outcome.Refusal),
        };
    }

    [HttpPost("places/{member:guid}")]
    public async Task<IActionResult> Apply(Guid id, Guid member, Guid? from, Guid to, CancellationToken ct)
    {
        var outcome = await move.RunAsync(new MovePlaceInput(id, new MemberId(member), from, to), ct);
        if (outcome.Value is not { } cohort)
        {
            return Refused(id, outcome.Refusal!);
        }

        TempData["Message"] = text["Board.Moved", cohort.Number].Value;
        return Redirect($"/training/rotations/{id}/board");
    }

    private IActionResult Refused(Guid id, Refusal refusal)
    {
        if (refusal.Code is "Rotation.NotYourUnit" or "Organisation.NoSuchMember")
        {
            return NotFound();
        }

        TempData["Error"] = text[refusal.Code, refusal.Args].Value;
        return Redirect($"/training/rotations/{id}/board");
    }
}

public sealed record MovePage(PlaceChoices Choices, Guid? To);
