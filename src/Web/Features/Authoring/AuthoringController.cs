using Learning.Courses.Catalogue;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Features.Authoring;

/// <summary>For those who write courses: what the site shows of their files, and what it refuses and why.</summary>
[Authorize(Policy = Policies.Author)]
[Route("authoring")]
public sealed class AuthoringController(CoursesDb db, ContentFolder content) : Controller
{
    private const int MostEditions = 20;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var snapshot = content.Current;
        var editions = await db.CourseEditions.AsNoTracking()
            .GroupBy(e => e.CourseKey)
            .Select(g => new { g.Key, Count = g.Count(), Latest = g.Max(e => e.RecordedAt) })
            .ToDictionaryAsync(e => e.Key, StringComparer.Ordinal, ct);
        var courses = snapshot.Courses.Select(c => new AuthoringRow(
            c, editions.GetValueOrDefault(c.Key)?.Count ?? 0, editions.GetValueOrDefault(c.Key)?.Latest, snapshot.ProblemsOf(c.Key).Count));
        return View(new AuthoringPage([.. courses], snapshot.Problems));
    }

    [HttpGet("{course}")]
    public async Task<IActionResult> Show(string course, CancellationToken ct)
    {
        var snapshot = content.Current;
        if (snapshot.FindCourse(course) is not { } found)
        {
            return NotFound();
        }

        var editions = await db.CourseEditions.AsNoTracking()
            .Where(e => e.CourseKey == course)
            .OrderByDescending(e => e.RecordedAt)
            .Take(MostEditions)
            .Select(e => new EditionRow(e.Hash, e.RecordedAt))
            .ToListAsync(ct);
        return View(new AuthoringCoursePage(found, editions, snapshot.ProblemsOf(course)));
    }
}

/// <param name="Problems">Of all files, those of courses that were never without fault included.</param>
public sealed record AuthoringPage(IReadOnlyList<AuthoringRow> Courses, IReadOnlyList<ContentProblem> Problems);

/// <param name="Problems">More than none means that an earlier edition is shown.</param>
public sealed record AuthoringRow(Course Course, int Editions, DateTime? LatestAt, int Problems);

public sealed record AuthoringCoursePage(Course Course, IReadOnlyList<EditionRow> Editions, IReadOnlyList<ContentProblem> Problems);

public sealed record EditionRow(string Hash, DateTime RecordedAt);
