using Learning.Courses.Notices;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Notices;

[Authorize(Policy = Policies.Member)]
[Route("notices")]
public sealed class NoticesController(MarkNoticeRead markRead) : Controller
{
    /// <summary>Puts a notice away; with htmx answers with the list that is left.</summary>
    [HttpPost("{id:guid}/read")]
    public async Task<IActionResult> Read(Guid id, CancellationToken ct)
    {
        if (await markRead.RunAsync(id, ct) is not null)
        {
            return NotFound();
        }

        return Request.Headers.ContainsKey("HX-Request") ? ViewComponent(typeof(NoticesViewComponent)) : Redirect("/");
    }
}

/// <summary>`@await Component.InvokeAsync("Notices")`: what the reader has been told and not put away. Asks for itself, and so can stand on any page.</summary>
public sealed class NoticesViewComponent(MyNotices notices, NoticeWords words) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var list = await notices.RunAsync(HttpContext.RequestAborted);
        return View("~/Features/Notices/_Notices.cshtml", new NoticesPanel(
            [.. list.Latest.Select(n => new NoticeLine(n.Id, words.Sentence(n), NoticeWords.Link(n), n.CreatedAt))], list.Unread));
    }
}

public sealed record NoticesPanel(IReadOnlyList<NoticeLine> Latest, int Unread);

public sealed record NoticeLine(Guid Id, string Sentence, string? Link, DateTime At);
