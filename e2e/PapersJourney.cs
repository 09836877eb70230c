using Learning.Courses;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A quiz on paper: a secretary draws and prints a sheet, keys in what was written, the town's organiser compares and confirms.</summary>
public sealed class PapersJourney(RunningSite site)
{
    private static readonly Way[] Ways = [Way.Phone, Way.Desktop, Way.PhoneInEnglish, Way.DesktopInEnglish, Way.PhoneWithoutScript];

    public static TheoryData<Way> All => [.. Ways];

    [Theory, MemberData(nameof(All))]
    public async Task A_sheet_is_drawn_printed_keyed_and_confirmed_by_a_second_person(Way way)
    {
        await using var secretary = await Visitor.SignInAsync(site, way, "secretary");
        await secretary.OpenAsync("/papers");
        await secretary.Page.GetByLabel(secretary.Text("PaperQuiz.Course"), new() { Exact = true }).SelectOptionAsync("site-guide");
        var box = secretary.Page.GetByRole(AriaRole.Checkbox).Nth(12 + Array.IndexOf(Ways, way)); // the first have accounts and sit on the site
        var member = Guid.Parse((await box.GetAttributeAsync("value"))!);
        await box.CheckAsync();
        await secretary.PressAsync("PaperQuiz.Draw");
        await secretary.ReadAsync("PaperQuiz.Issued", 1);

        var (code, answers) = await SheetAsync(member);
        await secretary.Page.GetByRole(AriaRole.Link, new() { NameRegex = new(way.Say("^打印.*：", "^Print .*:")) }).First.ClickAsync();
        await secretary.LookAsync();
        await secretary.SeeAsync(code, code);

        await secretary.OpenAsync("/papers");
        await secretary.FillAsync("PaperQuiz.CodeOnSheet", code.ToLowerInvariant());
        await secretary.PressAsync("PaperQuiz.KeyIn");
        foreach (var (slot, values) in answers)
        {
            await Hand.ChooseAsync(secretary.Page, slot, values);
        }

        await secretary.PressAsync("PaperQuiz.SaveKeying");
        await secretary.ReadAsync("PaperQuiz.WaitLead");

        await using var town = await Visitor.SignInAsync(site, way, "town");
        await town.OpenAsync(new Uri(secretary.Page.Url).AbsolutePath);
        await town.PressAsync("PaperQuiz.Confirm");
        await town.ReadAsync("PaperQuiz.ConfirmedNow");
        await town.ReadAsync("PaperQuiz.ConfirmedLead");
        Assert.True(await IsPassedAsync(member));
        secretary.HasNoComplaints();
        town.HasNoComplaints();
    }

    private async Task<(string Code, List<(int Slot, string[] Values)> Answers)> SheetAsync(Guid member)
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var sheet = await db.PaperSheets.AsSingleQuery().SingleAsync(s => s.MemberId == new MemberId(member));
        return (sheet.Code, await Hand.RightAsync(db, sheet.Slots, TestContext.Current.CancellationToken));
    }

    private async Task<bool> IsPassedAsync(Guid member)
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var sat = await db.Attempts.SingleAsync(a => a.MemberId == new MemberId(member) && a.SheetId != null);
        return await db.AttemptResults.Where(r => r.AttemptId == sat.Id).Select(r => r.Passed).SingleAsync();
    }
}
