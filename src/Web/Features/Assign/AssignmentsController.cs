using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Notices;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Learning.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Assign;

/// <summary>The tasks that were given: how far they are, and a reminder for those who still owe them.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("assign")]
public sealed class AssignmentsController(
    AssignmentList list, AssignmentDetail detail, SendReminder sendReminder, SchoolCalendar calendar, IStringLocalizer<Text> text) : Controller
{
    private const int PageSize = 20;
    private const int RowsSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(int page, CancellationToken ct)
    {
        page = Math.Clamp(page, 1, 10_000);
        var lines = await list.RunAsync(page, PageSize, ct);
        return View("~/Features/Assign/Index.cshtml", new AssignmentsPage(lines.Lines, new Pager(page, PageSize, lines.Total)));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, string? show, int page, CancellationToken ct)
    {
        if ((await detail.RunAsync(id, ct)).Value is not { } card)
        {
            return NotFound();
        }

        var filter = AssigneeFilter.Of(show);
        var rows = card.Lines.Where(filter.Fits).ToList();
        var pager = new Pager(Math.Clamp(page, 1, (rows.Count / RowsSize) + 1), RowsSize, rows.Count);
        return View("~/Features/Assign/Show.cshtml", new AssignmentPage(card, filter, [.. rows.Skip((pager.Page - 1) * RowsSize).Take(RowsSize)], pager));
    }

    /// <summary>Asks before anybody is disturbed.</summary>
    [HttpGet("{id:guid}/remind")]
    public async Task<IActionResult> Remind(Guid id, CancellationToken ct)
    {
        var card = (await detail.RunAsync(id, ct)).Value;
        return card is null ? NotFound() : View("~/Features/Assign/Remind.cshtml", new RemindPage(card, calendar.DayOf, calendar.Today()));
    }

    [HttpPost("{id:guid}/remind")]
    public async Task<IActionResult> Remind(Guid id, Guid[] members, CancellationToken ct)
    {
        var outcome = await sendReminder.RunAsync(id, [.. members.Distinct().Select(m => new MemberId(m))], ct);
        if (outcome.Refusal is { Code: "Assign.NotFound" })
        {
            return NotFound();
        }

        if (outcome.Refusal is { } refusal)
        {
            TempData["Warning"] = text[refusal.Code, refusal.Args].Value;
        }
        else
        {
            var (told, before) = outcome.Value!;
            TempData["Message"] = before == 0 ? text["Reminder.Sent", told].Value : text["Reminder.SentSome", told, before].Value;
        }

        return Redirect($"/assign/{id}");
    }
}

public sealed record AssignmentsPage(IReadOnlyList<AssignmentLine> Lines, Pager Pager);

public sealed record AssignmentPage(AssignmentCard Card, AssigneeFilter Filter, IReadOnlyList<AssigneeLine> Rows, Pager Pager)
{
    /// <summary>A branch's own task needs no column that says the branch in every row.</summary>
    public bool HasBranches => Card.Lines.DistinctBy(l => l.Of.BranchPath).Skip(1).Any();
}

/// <summary>Those who still owe the task, and whether each has been reminded today.</summary>
public sealed record RemindPage(AssignmentCard Card, Func<DateTime, DateOnly> DayOf, DateOnly Today)
{
    public IEnumerable<AssigneeLine> Owing => Card.Lines.Where(l => l.Of.IsOwed);

    public bool ToldToday(AssigneeLine line) => line.RemindedAt is { } at && DayOf(at) == Today;
}

/// <summary>Which members of a list are shown.</summary>
public sealed record AssigneeFilter(string Key, Func<AssigneeLine, bool> Fits)
{
    public static IReadOnlyList<AssigneeFilter> All { get; } =
    [
        new("all", _ => true),
        new("owed", l => l.Of.IsOwed),
        new("overdue", l => l.Of.IsOwed && l.Of.Standing.IsOverdue),
        new("done", l => l.Of.Standing.State == AssignmentState.Done),
        new("excused", l => l.Of.IsExcused),
    ];

    public static AssigneeFilter Of(string? key) => All.FirstOrDefault(f => f.Key == key) ?? All[0];
}
