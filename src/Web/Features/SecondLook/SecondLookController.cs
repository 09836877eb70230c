using Learning.Courses.Catalogue;
using Learning.Courses.Quizzes.SecondLook;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.SecondLook;

/// <summary>Sittings worth a second look, for those who answer for the members. Reading it is all that can be done here.</summary>
[Authorize(Policy = Policies.Organiser)]
[Route("second-look")]
public sealed class SecondLookController(ContentFolder content, FindSecondLooks findSecondLooks) : Controller
{
    /// <param name="course">Left out, the first course that has a quiz.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? course, CancellationToken ct)
    {
        var quizzes = content.Current.Courses.Where(c => c.Quiz is not null).ToList();
        var asked = course is null ? quizzes.FirstOrDefault() : quizzes.Find(c => c.Key == course);
        return asked is not null ? View(new SecondLookPage(quizzes, asked, await findSecondLooks.RunAsync(asked.Key, ct)))
            : course is null ? View(new SecondLookPage(quizzes, null, null))
            : NotFound();
    }
}

/// <param name="Course">Null where no course has a quiz.</param>
public sealed record SecondLookPage(IReadOnlyList<Course> Courses, Course? Course, SecondLookList? List);
