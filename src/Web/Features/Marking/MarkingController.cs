using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Quizzes;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Marking;

/// <summary>Reading the answers that no machine can mark, one after the other, without the names of those who wrote them.</summary>
[Authorize(Policy = Policies.Author)]
[Route("authoring/{course}/marking")]
public sealed class MarkingController(ContentFolder content, AnswersToMark answersToMark, ReadAnswer readAnswer, MarkAnswer markAnswer, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string course, CancellationToken ct) =>
        content.Current.FindCourse(course) is { } found ? View(new MarkingPage(found, await answersToMark.RunAsync(course, ct))) : NotFound();

    [HttpGet("{attempt:guid}/{slot:int}")]
    public async Task<IActionResult> Show(string course, Guid attempt, int slot, CancellationToken ct) => await PageAsync(course, attempt, slot, null, ct);

    [HttpPost("{attempt:guid}/{slot:int}")]
    public async Task<IActionResult> Mark(string course, Guid attempt, int slot, MarkForm form, CancellationToken ct)
    {
        var outcome = await markAnswer.RunAsync(new MarkInput(course, attempt, slot, form.Found ?? [], form.Seen), ct);
        if (outcome.Refusal is { } refusal)
        {
            return await PageAsync(course, attempt, slot, refusal, ct);
        }

        TempData["Message"] = text["Marking.Marked", outcome.Value!.Found.Length == 0 ? 0 : outcome.Value.Found.Split(',').Length].Value;
        var next = (await answersToMark.RunAsync(course, ct)).Waiting.FirstOrDefault(a => a.QuestionKey == form.Question);
        return next is null ? RedirectToAction(nameof(Index), new { course }) : RedirectToAction(nameof(Show), new { course, attempt = next.AttemptId, slot = next.Slot });
    }

    private async Task<IActionResult> PageAsync(string course, Guid attempt, int slot, Refusal? refusal, CancellationToken ct)
    {
        if (content.Current.FindCourse(course) is not { } found || (await readAnswer.RunAsync(course, attempt, slot, ct)).Value is not { } answer)
        {
            return NotFound();
        }

        var waiting = (await answersToMark.RunAsync(course, ct)).Waiting;
        var key = waiting.FirstOrDefault(a => a.AttemptId == attempt && a.Slot == slot)?.QuestionKey;
        var others = waiting.Where(a => a.QuestionKey == key).ToList();
        var place = others.FindIndex(a => a.AttemptId == attempt && a.Slot == slot);
        Response.StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        return View("Show", new AnswerPage(found, answer, key, others.Count, place >= 0 && place + 1 < others.Count ? others[place + 1] : null, refusal));
    }
}

/// <param name="Question">The key of the question, to go on with the next answer to it.</param>
public sealed record MarkForm(IReadOnlyList<int>? Found, Guid? Seen, string? Question);

public sealed record MarkingPage(Course Course, MarkingDesk Desk)
{
    public IEnumerable<IGrouping<string, WaitingAnswer>> Questions => Desk.Waiting.GroupBy(a => a.QuestionKey, StringComparer.Ordinal);
}

/// <param name="Question">Null for an answer that has been read before.</param>
/// <param name="Left">Answers to this question that wait, this one among them.</param>
/// <param name="Next">The one after it, for whoever is not sure yet.</param>
public sealed record AnswerPage(Course Course, AnswerToMark Answer, string? Question, int Left, WaitingAnswer? Next, Refusal? Refusal);
