using Learning.Courses.Organisation;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A secretary reports upward with the numbers before the deed; the town sees it in its list and opens it.</summary>
public sealed class ReportJourney(RunningSite site)
{
    public static TheoryData<Way> Ways => [.. Way.All, Way.PhoneWithoutScript];

    [Theory, MemberData(nameof(Ways))]
    public async Task A_report_goes_from_the_branch_to_the_town(Way way)
    {
        // Each way reports another day: a day is reported once.
        var day = site.Calendar.Today().AddDays(-1 - Ways.ToList().FindIndex(row => row.Data == way));
        var place = $"/reports?unit={DemoPeople.HomeBranch}&requirement=regular-{day.Year}&day={day:yyyy-MM-dd}";
        await using var secretary = await Visitor.SignInAsync(site, way, "secretary");
        await secretary.OpenAsync(place);
        await secretary.ReadAsync("Report.OwnOpen");
        await secretary.GoToAsync("Report.Prepare");
        await secretary.ReadAsync("Report.WillFreeze");
        await secretary.PressAsync("Report.Submit");
        await secretary.ReadAsync("Report.Submitted");
        await secretary.ReadAsync("Layout.Checkpoint");
        if (!way.Script)
        {
            await secretary.GoToAsync("Report.SinceLink");
        }

        await secretary.ReadAsync("Report.SinceNothing");
        secretary.HasNoComplaints();

        await using var town = await Visitor.SignInAsync(site, way, "town");
        await town.OpenAsync($"/reports?unit=chaoan/anbu&requirement=regular-{day.Year}&day={day:yyyy-MM-dd}");
        await town.ReadAsync("ReportState.Reported");
        await town.Page.GetByRole(AriaRole.Link, new() { Name = town.Text("Report.Open") }).First.ClickAsync();
        await town.LookAsync();
        await town.ReadAsync("Report.Frozen");
        town.HasNoComplaints();
    }
}
