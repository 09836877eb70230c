using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Records;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Branch;

/// <summary>The unit one leads: its members and what each owes, or the units below it.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("branch")]
public sealed class BranchController(CoveredUnits coveredUnits, BranchMembers branchMembers, PendingTransfers pendingTransfers, IStringLocalizer<Text> text)
    : Controller
{
    /// <param name="unit">Of the units covered; left out, the highest one.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? unit, string? show, string? q, [FromServices] CorrectionsToAnswer corrections, CancellationToken ct)
    {
        var units = await coveredUnits.RunAsync(ct);
        var here = units.FirstOrDefault(u => unit is null || u.Path == unit);
        if (here is null)
        {
            return NotFound();
        }

        var members = here.Kind == UnitKind.Branch ? (await branchMembers.RunAsync(here.Path, ct)).Value ?? [] : [];
        var transfers = (await pendingTransfers.RunAsync(ct)).Where(t => Unit.IsWithin(t.ToPath, here.Path) || Unit.IsWithin(t.FromPath, here.Path));
        return View(new BranchPage(units, here, members, MemberFilter.Of(show), q?.Trim() ?? "", [.. transfers], (await corrections.RunAsync(ct)).Count));
    }

    [HttpPost("transfers/{id:guid}/receive")]
    public async Task<IActionResult> Receive(Guid id, [FromServices] ReceiveTransfer receiveTransfer, CancellationToken ct)
    {
        var outcome = await receiveTransfer.RunAsync(id, ct);
        switch (outcome.Refusal)
        {
            case { Code: "Transfer.NotFound" }:
                return NotFound();
            case { } refusal:
                TempData["Error"] = text[refusal.Code, refusal.Args].Value;
                return Redirect("/branch");
            default:
                TempData["Message"] = text["Branch.Received"].Value;
                return Redirect($"/branch/members/{outcome.Value!.MemberId}");
        }
    }
}

public sealed record BranchPage(
    IReadOnlyList<CoveredUnit> Units,
    CoveredUnit Here,
    IReadOnlyList<BranchMember> Members,
    MemberFilter Filter,
    string Search,
    IReadOnlyList<PendingTransfer> Transfers,
    int Corrections)
{
    /// <summary>The covered units above, from the root down.</summary>
    public IEnumerable<CoveredUnit> Above => Units.Where(u => u.Path != Here.Path && Unit.IsWithin(Here.Path, u.Path));

    public IEnumerable<CoveredUnit> Below => Units.Where(u => u.IsChildOf(Here.Path));

    public IEnumerable<BranchMember> Shown => Members.Where(m => Filter.Fits(m)
        && (Search.Length == 0 || m.Name.Contains(Search, StringComparison.OrdinalIgnoreCase) || m.Number.Contains(Search, StringComparison.OrdinalIgnoreCase)));

    /// <summary>To whom study is brought; who has waited longest first.</summary>
    public IReadOnlyList<BranchMember> ToVisit => [.. Members.Where(m => m.Excuse == ExemptionKind.Exempt).OrderBy(m => m.LastVisitOn ?? DateOnly.MinValue)];
}

/// <summary>Which members of a branch are shown.</summary>
public sealed record MemberFilter(string Key, Func<BranchMember, bool> Fits)
{
    public static IReadOnlyList<MemberFilter> All { get; } =
    [
        new("all", _ => true),
        new("owed", m => m.Tasks.Owed > 0),
        new("overdue", m => m.Tasks.Overdue > 0),
        new("done", m => m.Tasks is { Done: > 0, Owed: 0 }),
        new("excused", m => m.Excuse is not null),
    ];

    public static MemberFilter Of(string? key) => All.FirstOrDefault(f => f.Key == key) ?? All[0];
}

internal static class BranchMemberLook
{
    /// <summary>All tasks of a member in one word; null for a member without tasks.</summary>
    public static AssignmentState? State(this BranchMember member) => member.Tasks switch
    {
        { Owed: 0, Done: 0 } => null,
        { Owed: 0 } => AssignmentState.Done,
        { InProgress: 0, Done: 0 } => AssignmentState.NotStarted,
        _ => AssignmentState.InProgress,
    };
}
