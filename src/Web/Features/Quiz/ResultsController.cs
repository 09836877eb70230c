using System.Globalization;
using Learning.Courses.Credits;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Quiz;

/// <summary>What came out, why, and what to do next.</summary>
[Authorize(Policy = Policies.Member)]
public sealed class ResultsController(CoursesDb db, AttemptReview review, QuizOverview overview, StudyProgress progress) : Controller
{
    [HttpGet("quiz/attempts/{id:guid}/result")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var member = db.Viewer.MemberId!.Value;
        var outcome = await review.RunAsync(member, id, ct);
        if (outcome.Value is not { } reviewed)
        {
            return outcome.Refusal!.Code == "Attempt.NotFinished" ? RedirectToAction(nameof(AttemptsController.Paper), "Attempts", new { id }) : NotFound();
        }

        var study = (await progress.RunAsync(member, ct)).FirstOrDefault(p => p.Course.Key == reviewed.CourseKey);
        return View("~/Features/Quiz/Result.cshtml", new ResultPage(reviewed, study, await overview.RunAsync(member, reviewed.CourseKey, ct)));
    }
}

/// <param name="Study">Null when the course is no longer offered. The result stays.</param>
/// <param name="Quiz">Null when the course no longer has a quiz.</param>
public sealed record ResultPage(ReviewedAttempt Attempt, CourseProgress? Study, QuizState? Quiz)
{
    /// <summary>What the lesson is called today, and in which language; null when it is no longer there.</summary>
    public (string Title, string Language)? LessonOf(ReviewedQuestion question) =>
        Study?.Course.Lessons.FirstOrDefault(l => l.Key == question.LessonKey)?.In(CultureInfo.CurrentUICulture.Name) is { } text ? (text.Title, text.Language) : null;
}
