using Learning.Courses.Coverage;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Features.Home;

/// <summary>What a person owes, by when and why, and the next thing to do in one tap.</summary>
[Authorize(Policy = Policies.Member)]
public sealed class HomeController(CoursesDb db, Owed owed) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var self = db.Viewer.MemberId!.Value;
        var name = await db.Members.Where(m => m.MemberId == self).Select(m => m.Name).SingleAsync(ct);
        return View(new HomePage(name, await owed.RunAsync(self, ct)));
    }
}

public sealed record HomePage(string Name, IReadOnlyList<OwedItem> Owed)
{
    /// <summary>The soonest thing that can be opened at once; a class is waited for, not opened.</summary>
    public OwedItem? Next => Owed.FirstOrDefault(o => o.Next.Kind is OwedNextKind.Lesson or OwedNextKind.Quiz);
}
