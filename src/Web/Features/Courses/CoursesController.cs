using Learning.Courses.Catalogue;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Courses;

/// <summary>What there is to study, and how far one is with it.</summary>
[Authorize(Policy = Policies.Member)]
[Route("courses")]
public sealed class CoursesController(CoursesDb db, StudyProgress progress) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var courses = await progress.RunAsync(db.Viewer.MemberId!.Value, ct);
        return View(Themes.All.SelectMany(t => courses.Where(c => c.Course.Theme == t)).ToList());
    }

    [HttpGet("{course}")]
    public async Task<IActionResult> Show(string course, CancellationToken ct)
    {
        var courses = await progress.RunAsync(db.Viewer.MemberId!.Value, ct);
        return courses.FirstOrDefault(c => c.Course.Key == course) is { } found ? View(found) : NotFound();
    }
}

internal static class CourseProgressLook
{
    /// <summary>The sign and word by which every list shows how far somebody is.</summary>
    public static Box Box(this CourseProgress course) =>
        course.Next == NextStep.Done ? Learning.Courses.Coverage.Box.Completed
        : course.IsStarted ? Learning.Courses.Coverage.Box.InProgress
        : Learning.Courses.Coverage.Box.NotStarted;
}
