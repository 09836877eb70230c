using System.Globalization;
using System.Security.Cryptography;
using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Learning.Web.Features.Quiz;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Practice;

/// <summary>Practice for oneself: by course, by lesson or from one's own mistakes. Nobody else sees any of it.</summary>
[Authorize(Policy = Policies.Member)]
[Route("practice")]
public sealed class PracticeController(CoursesDb db, SchoolCalendar calendar, ContentFolder content, Learning.Courses.Quizzes.Practice practice) : Controller
{
    private MemberId Member => db.Viewer.MemberId!.Value;

    private static string Language => CultureInfo.CurrentUICulture.Name;

    [HttpGet("")]
    public async Task<IActionResult> Index([FromServices] QuestionBanks banks, [FromServices] Mistakes mistakes, CancellationToken ct)
    {
        var wrong = await mistakes.RunAsync(Member, ct);
        var courses = content.Current.Courses.Select(c => (Course: c, Bank: banks.Find(c, Language))).Where(c => c.Bank?.Drawable.Count > 0);
        return View(new PracticeIndex([.. courses.Select(c => new PracticeCourse(
            c.Course,
            c.Bank!.Drawable.GroupBy(q => q.Question.LessonKey).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
            c.Bank.Drawable.Count(q => wrong[c.Course.Key].Contains(q.Question.Key))))]));
    }

    [HttpGet("{course}")]
    public Task<IActionResult> Show(string course, PracticeForm form, CancellationToken ct) => PageAsync(course, form, ct);

    [HttpPost("{course}")]
    public Task<IActionResult> Answer(string course, PracticeForm form, [FromServices] AnswerPractice answerPractice, CancellationToken ct) =>
        PageAsync(course, form, ct, page => answerPractice.RunAsync(Member, page, form.Id ?? RowId.At(calendar.UtcNow()), Posted(), ct));

    private IReadOnlyList<string> Posted() => PostedAnswers.Read(Request.Form).GetValueOrDefault(PracticeView.Slot, []);

    private async Task<IActionResult> PageAsync(string course, PracticeForm form, CancellationToken ct, Func<PracticePage, Task<Outcome<PracticeFeedback>>>? answer = null)
    {
        if (content.Current.FindCourse(course) is not { } found)
        {
            return NotFound();
        }

        var round = new PracticeRound(course, form.Lesson, form.Mistakes, form.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue));
        var outcome = await practice.RunAsync(Member, round, form.Question, Language, ct);
        if (outcome.Value is not { } page || page.Question is null)
        {
            return View("~/Features/Practice/Show.cshtml", new PracticeView(found, round, outcome.Value, null, outcome.Refusal, default));
        }

        var feedback = answer is null ? default : await answer(page);
        Response.StatusCode = feedback.Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return View("~/Features/Practice/Show.cshtml", new PracticeView(found, round, page, feedback.Value, feedback.Refusal, RowId.At(calendar.UtcNow())));
    }
}

/// <param name="Lesson">Only what is taught there.</param>
/// <param name="Mistakes">Only one's own mistakes.</param>
/// <param name="Question">Its key; left out for the first.</param>
/// <param name="Id">Of the answer, made with the page.</param>
public sealed record PracticeForm(string? Lesson, bool Mistakes, int? Seed, string? Question, Guid? Id);

public sealed record PracticeIndex(IReadOnlyList<PracticeCourse> Courses)
{
    public int Mistakes => Courses.Sum(c => c.Mistakes);
}

/// <param name="Lessons">How many questions there are to each.</param>
public sealed record PracticeCourse(Course Course, IReadOnlyDictionary<string, int> Lessons, int Mistakes)
{
    public int Questions => Lessons.Values.Sum();
}

public sealed record PracticeView(Course Course, PracticeRound Round, PracticePage? Page, PracticeFeedback? Feedback, Refusal? Refusal, Guid AnswerId)
{
    /// <summary>There is one question on the page.</summary>
    public const int Slot = 1;

    public string Address(string? question) =>
        $"/practice/{Course.Key}?seed={Round.Seed}&mistakes={(Round.OnlyMistakes ? "true" : "false")}{(Round.LessonKey is null ? "" : $"&lesson={Uri.EscapeDataString(Round.LessonKey)}")}{(question is null ? "" : $"&question={question}")}";

    /// <summary>The question as the partials of a paper know one.</summary>
    public QuestionOnPaper OnPaper
    {
        get
        {
            var question = OpenQuestion.Of(new PaperSlot(Slot, "", Page!.Order), Page.Question!, "");
            return new QuestionOnPaper(question, new OpenPaper(Guid.Empty, Course.Key, 1, Page.Language, DateTime.UnixEpoch, false, false, 0, DateTime.UnixEpoch, [question]));
        }
    }
}
