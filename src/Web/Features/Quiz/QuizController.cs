using System.Globalization;
using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Quiz;

/// <summary>The rule of a quiz, said before it begins, and the button that begins it.</summary>
[Authorize(Policy = Policies.Member)]
[Route("quiz/{course}")]
public sealed class QuizController(CoursesDb db, QuizOverview overview, StudyProgress progress, Owed owed, StartAttempt startAttempt) : Controller
{
    private MemberId Member => db.Viewer.MemberId!.Value;

    [HttpGet("")]
    public async Task<IActionResult> Start(string course, CancellationToken ct) =>
        await FindAsync(course, null, ct) is { } page ? View(page) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Begin(string course, CancellationToken ct)
    {
        var outcome = await startAttempt.RunAsync(Member, course, CultureInfo.CurrentUICulture.Name, ct, DeviceCookie.Of(HttpContext));
        if (outcome.Value is { } attempt)
        {
            return RedirectToAction(nameof(AttemptsController.Paper), "Attempts", new { id = attempt.Id });
        }

        if (await FindAsync(course, outcome.Refusal, ct) is not { } page)
        {
            return NotFound();
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("Start", page);
    }

    private async Task<StartPage?> FindAsync(string course, Refusal? refusal, CancellationToken ct)
    {
        if (await overview.RunAsync(Member, course, ct) is not { } quiz)
        {
            return null;
        }

        var study = (await progress.RunAsync(Member, ct)).Single(p => p.Course.Key == course);
        var task = (await owed.RunAsync(Member, ct)).FirstOrDefault(i => i.Task?.Course?.Course.Key == course);
        return new StartPage(study, study.Course.In(CultureInfo.CurrentUICulture.Name), quiz, task?.DueOn, refusal);
    }
}

/// <param name="DueOn">The last day on which a pass counts for a task that somebody gave; null without such a task.</param>
/// <param name="Refusal">Why it could not be started just now.</param>
public sealed record StartPage(CourseProgress Study, CourseText About, QuizState Quiz, DateOnly? DueOn, Refusal? Refusal)
{
    public int LessonsToDo => Study.Course.Lessons.Count - Study.Finished;
}
