using System.Globalization;
using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Learn;

/// <summary>One lesson: read it, then say that it is finished.</summary>
[Authorize(Policy = Policies.Member)]
[Route("learn/{course}/{lesson}")]
public sealed class LearnController(CoursesDb db, StudyProgress progress, CreditLesson creditLesson) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Lesson(string course, string lesson, CancellationToken ct) =>
        await FindAsync($"{course}/{lesson}", null, ct) is { } page ? View(page) : NotFound();

    /// <param name="contentHash">What the page showed. A page that was opened before the text changed is credited with its own edition.</param>
    [HttpPost("")]
    public async Task<IActionResult> Credit(string course, string lesson, string? contentHash, CancellationToken ct)
    {
        var key = $"{course}/{lesson}";
        var outcome = await creditLesson.RunAsync(db.Viewer.MemberId!.Value, key, contentHash ?? "", ct);
        var fragment = Request.Headers.ContainsKey("HX-Request");
        if (outcome.Refusal is null && !fragment)
        {
            return RedirectToAction(nameof(Lesson), null, new { course, lesson }, "credit");
        }

        if (await FindAsync(key, outcome.Refusal, ct) is not { } page)
        {
            return NotFound();
        }

        Response.StatusCode = outcome.Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        return fragment ? PartialView("_Credit", page) : View("Lesson", page);
    }

    private async Task<LessonPage?> FindAsync(string key, Refusal? refusal, CancellationToken ct)
    {
        var courses = await progress.RunAsync(db.Viewer.MemberId!.Value, ct);
        var course = courses.FirstOrDefault(c => c.Course.Lessons.Any(l => l.Key == key));
        return course is null ? null : LessonPage.Of(course, key, CultureInfo.CurrentUICulture.Name, refusal);
    }
}

/// <param name="Number">Counted from 1.</param>
/// <param name="Refusal">Why the lesson was not credited just now.</param>
public sealed record LessonPage(CourseProgress Course, Lesson Lesson, LessonText Text, int Number, Lesson? Previous, Lesson? Following, Refusal? Refusal)
{
    public DateTime? FinishedAt => Course.FinishedAt(Lesson);

    /// <summary>The translation is missing, and the reader is told instead of surprised.</summary>
    public bool IsOtherLanguage => Text.Language != CultureInfo.CurrentUICulture.Name;

    public static LessonPage Of(CourseProgress course, string key, string language, Refusal? refusal)
    {
        var lessons = course.Course.Lessons;
        var at = lessons.TakeWhile(l => l.Key != key).Count();
        return new LessonPage(
            course, lessons[at], lessons[at].In(language), at + 1, lessons.ElementAtOrDefault(at - 1), lessons.ElementAtOrDefault(at + 1), refusal);
    }
}
