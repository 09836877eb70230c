using System.Globalization;
using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Quizzes;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Papers;

/// <summary>Quizzes on paper: which sheets a branch has, printing them, and finding one again by its code.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("papers")]
public sealed class PapersController(PaperDesk desk, CoveredUnits coveredUnits, ContentFolder content, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Index(string? unit, [FromServices] BranchMembers members, CancellationToken ct) => PageAsync(unit, new IssueForm(), members, null, ct);

    [HttpPost("issue")]
    public async Task<IActionResult> Issue(IssueForm form, [FromServices] IssuePapers issuePapers, [FromServices] BranchMembers members, CancellationToken ct)
    {
        var outcome = await issuePapers.RunAsync(form.Course ?? "", [.. (form.Members ?? []).Select(m => new MemberId(m))], CultureInfo.CurrentUICulture.Name, ct);
        if (outcome.Value is not { } issued)
        {
            return await PageAsync(form.Unit, form, members, outcome.Refusal, ct);
        }

        TempData["Message"] = text["PaperQuiz.Issued", issued.Issued.Count].Value;
        if (issued.Refused.Count > 0)
        {
            TempData["Error"] = string.Join(' ', issued.Refused.GroupBy(r => text[r.Refusal.Code, r.Refusal.Args].Value).Select(g => text["PaperQuiz.RefusedLine", g.Count(), g.Key].Value));
        }

        return RedirectToAction(nameof(Index), new { unit = form.Unit });
    }

    /// <summary>By code, or all of one course that nobody has keyed yet.</summary>
    [HttpGet("print")]
    public async Task<IActionResult> Print(string unit, string course, Guid? sheet, CancellationToken ct)
    {
        if (await BranchAsync(unit, ct) is not { } here || content.Current.FindCourse(course) is not { } found)
        {
            return NotFound();
        }

        var lines = (await desk.OfBranchAsync(here.Path, ct)).Where(l => l.CourseKey == course && (sheet is null ? !l.IsKeyed : l.Id == sheet));
        var sheets = new List<SheetInHand>();
        foreach (var line in lines.OrderBy(l => l.MemberName, StringComparer.Ordinal))
        {
            if ((await desk.RunAsync(line.Id, ct)).Value is { } printed)
            {
                sheets.Add(printed);
            }
        }

        return View(new PrintPage(here, found, sheets));
    }

    [HttpGet("find")]
    public async Task<IActionResult> Find(string? code, string? unit, [FromServices] BranchMembers members, CancellationToken ct) =>
        await desk.FindAsync(code ?? "", ct) is { } id
            ? RedirectToAction(nameof(SheetController.Show), "Sheet", new { id })
            : await PageAsync(unit, new IssueForm(), members, new Refusal("PaperQuiz.NoSuchCode"), ct);

    private async Task<CoveredUnit?> BranchAsync(string? unit, CancellationToken ct) =>
        (await coveredUnits.RunAsync(ct)).FirstOrDefault(u => u.Kind == UnitKind.Branch && (unit is null || u.Path == unit));

    private async Task<IActionResult> PageAsync(string? unit, IssueForm form, BranchMembers members, Refusal? refusal, CancellationToken ct)
    {
        var branches = (await coveredUnits.RunAsync(ct)).Where(u => u.Kind == UnitKind.Branch).ToList();
        if (await BranchAsync(unit, ct) is not { } here)
        {
            return NotFound();
        }

        var people = (await members.RunAsync(here.Path, ct)).Value ?? [];
        return View("Index", new PapersPage(here, branches, await desk.OfBranchAsync(here.Path, ct), people, [.. content.Current.Courses.Where(c => c.Quiz is not null)], form, refusal));
    }
}

public sealed class IssueForm
{
    public string? Unit { get; set; }

    public string? Course { get; set; }

    public IReadOnlyList<Guid>? Members { get; set; }
}

public sealed record PapersPage(
    CoveredUnit Here,
    IReadOnlyList<CoveredUnit> Branches,
    IReadOnlyList<SheetLine> Sheets,
    IReadOnlyList<BranchMember> Members,
    IReadOnlyList<Course> Courses,
    IssueForm Form,
    Refusal? Refusal)
{
    /// <summary>Courses with sheets that have been printed or could be, and not keyed yet.</summary>
    public IEnumerable<IGrouping<string, SheetLine>> ToPrint => Sheets.Where(s => !s.IsKeyed).GroupBy(s => s.CourseKey, StringComparer.Ordinal);
}

public sealed record PrintPage(CoveredUnit Here, Course Course, IReadOnlyList<SheetInHand> Sheets);
