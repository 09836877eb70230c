using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Learning.Courses;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Quiz;

/// <summary>Where an open paper sends answers by itself. The reply is written only after the commit, which many posts may share.</summary>
[Authorize(Policy = Policies.Member)]
public sealed class AnswersController(
    CoursesDb db, SchoolCalendar calendar, SharedCommit<AnswerPost, Outcome<TakenAnswers>> commits, IStringLocalizer<Text> text) : Controller
{
    [HttpPost("quiz/attempts/{id:guid}/answers")]
    public async Task<IActionResult> Take(Guid id, [FromBody] AnswersForm form)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var outcome = await commits.JoinAsync(form.ToPost(db.Viewer.MemberId!.Value, id));
        return outcome.Value is { } taken ? Json(ReplyOf(taken)) : NotFound();
    }

    private AnswersReply ReplyOf(TakenAnswers taken) => new(
        [.. taken.Answers.Select(ReplyOf)],
        taken.StepCount,
        Math.Max(0, (int)Math.Ceiling((taken.DueAt - calendar.UtcNow()).TotalSeconds)),
        taken.Answers.Any(a => a.Refusal?.Code is "Attempt.AlreadyFinished" or "Attempt.TimeIsUp"));

    private AnswerReply ReplyOf(TakenAnswer taken) => new(
        taken.Number,
        taken.Slot,
        taken.Sequence,
        taken.SavedAt is { } at ? calendar.ToLocal(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture) : null,
        taken.IsLate,
        taken.Refusal is { } refusal ? text[refusal.Code, refusal.Args].Value : null);
}

/// <param name="Page">The name the page gave itself.</param>
public sealed record AnswersForm(Guid Page, [MaxLength(AnswersForm.Most)] IReadOnlyList<AnswerLine>? Answers, [MaxLength(AnswersForm.Most)] IReadOnlyList<int>? Flagged)
{
    /// <summary>A paper has no more questions than this.</summary>
    public const int Most = 100;

    public AnswerPost ToPost(MemberId member, Guid attempt) => new(
        member, attempt, Page, [.. (Answers ?? []).Select(a => new GivenAnswer(a.Number, a.Slot, a.Seen, [.. (a.Values ?? []).Select(v => v ?? "")]))], Flagged);
}

public sealed record AnswerLine([Range(1, int.MaxValue)] int Number, int Slot, int Seen, [MaxLength(AnswersForm.Most)] IReadOnlyList<string?>? Values);

/// <param name="IsOver">Nothing is taken any more: the page should go on to the result.</param>
public sealed record AnswersReply(IReadOnlyList<AnswerReply> Answers, int StepCount, int SecondsLeft, bool IsOver);

/// <param name="SavedAt">On the district's clock; null when the answer was refused.</param>
/// <param name="Refused">Why, as a sentence.</param>
public sealed record AnswerReply(int Number, int Slot, int Sequence, string? SavedAt, bool IsLate, string? Refused);
