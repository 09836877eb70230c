using Learning.Courses.Questions.Editing;
using Learning.Web.Features.Quiz;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Bank;

/// <summary>The questions of a bank: found, looked at as a member would, tried, and taken out of use.</summary>
[Authorize(Policy = Policies.Author)]
[Route("authoring/{course}/bank/questions")]
public sealed class QuestionsController(ListQuestions list, ShowQuestion show, RetireQuestion retire, IStringLocalizer<Text> text) : Controller
{
    private const string Folder = "~/Features/Bank/";

    [HttpGet("")]
    public async Task<IActionResult> Index(string course, FindForm find, CancellationToken ct)
    {
        var outcome = await list.RunAsync(course, find.ToFilter(), find.Page, ct);
        return outcome.Value is { } questions ? View(Folder + "Questions.cshtml", new QuestionsPage(questions, find)) : this.Refuse(course, outcome.Refusal!);
    }

    [HttpGet("{key}")]
    public async Task<IActionResult> Show(string course, string key, string? language, long seed, CancellationToken ct)
    {
        var outcome = await show.RunAsync(course, key, ct);
        return outcome.Value is not { } shown ? this.Refuse(course, outcome.Refusal!)
            : QuestionPage.Of(shown, language, seed) is { } page ? View(Folder + "Question.cshtml", page) : NotFound();
    }

    /// <summary>Marks an answer in place. Nothing is stored, so there is nothing to lead to.</summary>
    [HttpPost("{key}")]
    public async Task<IActionResult> Try(string course, string key, string? language, long seed, CancellationToken ct)
    {
        var outcome = await show.RunAsync(course, key, ct);
        if (outcome.Value is not { } shown)
        {
            return this.Refuse(course, outcome.Refusal!);
        }

        if (QuestionPage.Of(shown, language, seed) is not { } page)
        {
            return NotFound();
        }

        var read = page.Trial.Read(1, PostedAnswers.Read(Request.Form).GetValueOrDefault(1, []));
        var tried = page with { Response = read.Value, Refusal = read.Refusal };
        return Request.Headers.ContainsKey("HX-Request") ? PartialView(Folder + "_Try.cshtml", tried) : View(Folder + "Question.cshtml", tried);
    }

    [HttpPost("{key}/retired")]
    public async Task<IActionResult> Retire(string course, string key, bool retired, CancellationToken ct)
    {
        var outcome = await retire.RunAsync(course, key, retired, ct);
        if (outcome.Refusal is { Code: "Bank.NoSuchQuestion" })
        {
            return NotFound();
        }

        if (outcome.Value is { State: EditState.WouldBreak } refused && QuestionPage.Of((await show.RunAsync(course, key, ct)).Value, null, 0) is { } page)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return View(Folder + "Question.cshtml", page with { Broken = refused.Broken });
        }

        TempData[outcome.Refusal is null ? "Message" : "Error"] = outcome.Refusal is { } refusal
            ? text[refusal.Code, refusal.Args].Value
            : text[retired ? "Bank.Page.RetiredNow" : "Bank.Page.RestoredNow", key].Value;
        return Redirect($"/authoring/{course}/bank/questions/{key}");
    }
}
