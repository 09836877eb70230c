using Learning.Courses;
using Learning.Courses.Credits;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Quiz;

/// <summary>
/// A paper while it is answered. The form works by itself; with script every answer is sent as it is given, to the same
/// action, which then answers with a fragment.
/// </summary>
[Authorize(Policy = Policies.Member)]
[Route("quiz/attempts/{id:guid}")]
public sealed class AttemptsController(CoursesDb db, SchoolCalendar calendar, PaperInProgress paper, SaveAnswers saveAnswers, CompleteQuiz completeQuiz) : Controller
{
    private const string Folder = "~/Features/Quiz/";

    private MemberId Member => db.Viewer.MemberId!.Value;

    private bool IsFragment => Request.Headers.ContainsKey("HX-Request");

    [HttpGet("")]
    public async Task<IActionResult> Paper(Guid id, CancellationToken ct) => await paper.RunAsync(Member, id, ct) switch
    {
        null => NotFound(),
        { IsFinished: true } => ToResult(id),
        { IsOverdue: true } late => View(Folder + "TimeUp.cshtml", late),
        var open => View(Folder + "Paper.cshtml", PageOf(open, null)),
    };

    [HttpPost("")]
    public async Task<IActionResult> Save(Guid id, PaperForm form, CancellationToken ct)
    {
        // A form without the number was not made by our page: it has seen nothing, and is refused as any page that is out of date.
        var outcome = await saveAnswers.RunAsync(Member, id, form.Seen ?? -1, PostedAnswers.Read(Request.Form), ct, form.Flagged);
        if (outcome.Refusal is { } refusal)
        {
            return await RefuseAsync(id, refusal, ct);
        }

        if (IsFragment)
        {
            return PartialView(Folder + "_Saved.cshtml", PageOf((await paper.RunAsync(Member, id, ct))!, null));
        }

        return form.Then == PaperForm.Finish ? RedirectToAction(nameof(Check), new { id }) : RedirectToAction(nameof(Paper), null, new { id }, form.Fragment);
    }

    /// <summary>What is still unanswered, before it is too late to say so.</summary>
    [HttpGet("finish")]
    public async Task<IActionResult> Check(Guid id, CancellationToken ct) => await paper.RunAsync(Member, id, ct) switch
    {
        null => NotFound(),
        { IsFinished: true } => ToResult(id),
        { IsOverdue: true } => RedirectToAction(nameof(Paper), new { id }),
        var open => View(Folder + "Check.cshtml", PageOf(open, null)),
    };

    [HttpPost("finish")]
    public async Task<IActionResult> Finish(Guid id, CancellationToken ct) =>
        (await completeQuiz.RunAsync(Member, id, ct)).Refusal is null ? ToResult(id) : NotFound();

    private RedirectToActionResult ToResult(Guid id) => RedirectToAction(nameof(ResultsController.Show), "Results", new { id });

    private PaperPage PageOf(OpenPaper open, Refusal? refusal) =>
        new(open, Math.Max(0, (int)Math.Ceiling((open.DueAt - calendar.UtcNow()).TotalSeconds)), refusal);

    private async Task<IActionResult> RefuseAsync(Guid id, Refusal refusal, CancellationToken ct)
    {
        if (refusal.Code == "Attempt.NotFound" || await paper.RunAsync(Member, id, ct) is not { } open)
        {
            return NotFound();
        }

        if (open.IsFinished || open.IsOverdue)
        {
            // The paper's address leads on to what there is now: the result, or that the time is up.
            Response.Headers["HX-Redirect"] = Url.Action(nameof(Paper), new { id });
            return IsFragment ? NoContent() : RedirectToAction(nameof(Paper), new { id });
        }

        Response.StatusCode = refusal.Code == "Attempt.StalePage" ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        var page = PageOf(open, refusal);
        return IsFragment ? PartialView(Folder + "_Refused.cshtml", page) : View(Folder + "Paper.cshtml", page);
    }
}

/// <param name="SecondsLeft">By the server's clock. The page counts down from here; the server decides.</param>
/// <param name="Refusal">Why the answers were not saved just now.</param>
public sealed record PaperPage(OpenPaper Paper, int SecondsLeft, Refusal? Refusal)
{
    public IReadOnlyList<OpenQuestion> Unanswered { get; } = [.. Paper.Questions.Where(q => !q.IsAnswered)];

    /// <summary>The newest saved answer, in words of the server.</summary>
    public DateTime? SavedAt => Paper.Questions.Max(q => q.SavedAt);
}
