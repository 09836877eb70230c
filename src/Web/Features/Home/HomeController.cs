using Learning.Courses.Coverage;
using Learning.Courses.Ledger.Recounts;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Features.Home;

/// <summary>What a person owes, by when and why, and the next thing to do in one tap.</summary>
[Authorize(Policy = Policies.Member)]
public sealed class HomeController(CoursesDb db, Owed owed, DifferenceList differences, VisitsToConfirm visits) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var self = db.Viewer.MemberId!.Value;
        var name = await db.Members.Where(m => m.MemberId == self).Select(m => m.Name).SingleAsync(ct);
        var alarms = db.Viewer.Holds(PostKind.Administrator, PostKind.DistrictOrganiser) ? await differences.CountAsync(ct) : 0;
        return View(new HomePage(name, await owed.RunAsync(self, ct), alarms, await visits.CountAsync(ct)));
    }
}

/// <param name="Alarms">Stored numbers that do not follow from the facts; shown to those who answer for the whole site.</param>
/// <param name="Visits">Home visits that wait for this person's word.</param>
public sealed record HomePage(string Name, IReadOnlyList<OwedItem> Owed, int Alarms = 0, int Visits = 0)
{
    /// <summary>The soonest thing that can be opened at once; a class is waited for, not opened.</summary>
    public OwedItem? Next => Owed.FirstOrDefault(o => o.Next.Kind is OwedNextKind.Lesson or OwedNextKind.Quiz);
}
