using System.Globalization;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A secretary assigns a course with a due day, sees who is added, and reminds those who have not done it; a member finds it at home.</summary>
public sealed class AssignJourney(RunningSite site)
{
    private static readonly Way[] Ways = [Way.Phone, Way.Desktop, Way.PhoneInEnglish, Way.DesktopInEnglish, Way.PhoneWithoutScript];

    public static TheoryData<Way> All => [.. Ways];

    [Theory, MemberData(nameof(All))]
    public async Task A_secretary_assigns_and_chases(Way way)
    {
        // Each way has a due day of its own: the same task for the same day is given once.
        var due = site.Calendar.Today().AddDays(50 + Array.IndexOf(Ways, way));
        await using var secretary = await Visitor.SignInAsync(site, way, "secretary");
        await secretary.OpenAsync("/assign");
        await secretary.GoToAsync("Assign.New");
        await secretary.Page.GetByLabel(secretary.Text("Assign.Course"), new() { Exact = true }).SelectOptionAsync("district-plan");
        await secretary.FillAsync("Assign.DueOn", due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await secretary.PressAsync("Assign.ToPreview");
        await secretary.ReadAsync("Assign.AddedTitle");
        await secretary.Page.GetByRole(AriaRole.Button, new() { NameRegex = new(way.Say("^布置给", "^Assign to")) }).ClickAsync();
        await secretary.LookAsync();
        await secretary.ReadAsync("AssignmentState.NotStarted");

        await secretary.GoToAsync("Reminder.Send");
        await secretary.PressAsync("Reminder.Confirm");
        await secretary.OpenAsync("/branch");

        await using var member = await Visitor.SignInAsync(site, way, "member");
        await member.ReadAsync("Home.Owed");
        await member.SeeAsync("强基", "强基");
        secretary.HasNoComplaints();
        member.HasNoComplaints();
    }
}
