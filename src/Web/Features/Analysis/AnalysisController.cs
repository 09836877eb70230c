using Learning.Courses.Catalogue;
using Learning.Courses.Quizzes.Analysis;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Analysis;

/// <summary>For those who write questions: what the answers say about the questions.</summary>
[Authorize(Policy = Policies.Author)]
[Route("authoring/{course}/analysis")]
public sealed class AnalysisController(ContentFolder content, QuizAnalysis analysis) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string course, CancellationToken ct) =>
        content.Current.FindCourse(course) is { } found ? View(new AnalysisPage(found, await analysis.RunAsync(course, ct))) : NotFound();
}

public sealed record AnalysisPage(Course Course, QuizFigures Figures)
{
    public IEnumerable<ItemFigures> Worth => Figures.Items.Where(i => i.HasEnough && i.Remarks.Count > 0);

    public IEnumerable<ItemFigures> Fine => Figures.Items.Where(i => i.HasEnough && i.Remarks.Count == 0);

    public IReadOnlyList<ItemFigures> TooFew { get; } = [.. Figures.Items.Where(i => !i.HasEnough)];
}
